import { Switch as Radix } from "radix-ui";
import { cx } from "./cx";

export function Switch({
  label,
  checked,
  onChange,
  disabled,
  tone = "accent",
  id,
}: {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
  tone?: "accent" | "down";
  id?: string;
}) {
  return (
    <Radix.Root
      id={id}
      aria-label={label}
      checked={checked}
      onCheckedChange={onChange}
      disabled={disabled}
      className={cx(
        "relative h-[17px] w-[30px] shrink-0 rounded-full bg-faint/45 transition-colors disabled:opacity-45",
        tone === "down" ? "data-[state=checked]:bg-down" : "data-[state=checked]:bg-accent",
      )}
    >
      <Radix.Thumb className="block size-[13px] translate-x-0.5 rounded-full bg-white shadow-sm transition-transform data-[state=checked]:translate-x-[15px]" />
    </Radix.Root>
  );
}
