import { Check, ChevronDown } from "lucide-react";
import { formatSpeed } from "@/run/format";
import { Menu, MenuItem } from "@/ui";

export const SPEEDS = [0.1, 0.25, 0.5, 1, 2, 5, 10, 25, 50, 100];

/** Simulated seconds for each second of watching. */
export function SpeedMenu({
  speed,
  onChange,
  disabled,
}: {
  speed: number;
  onChange: (speed: number) => void;
  disabled?: boolean;
}) {
  return (
    <Menu
      label="Speed"
      align="center"
      trigger={
        <button
          type="button"
          aria-label={`Speed ${formatSpeed(speed)}`}
          title="Simulated seconds for each second of watching"
          disabled={disabled}
          className="flex h-7 w-[62px] items-center justify-end gap-1 rounded-md px-1.5 tabular-nums hover:bg-soft disabled:opacity-45"
        >
          {formatSpeed(speed)}
          <ChevronDown className="size-3 text-mute" />
        </button>
      }
    >
      {SPEEDS.map((each) => (
        <MenuItem key={each} onSelect={() => onChange(each)} hint={each === speed ? <Check /> : undefined}>
          <span className="tabular-nums">{formatSpeed(each)}</span>
        </MenuItem>
      ))}
    </Menu>
  );
}
