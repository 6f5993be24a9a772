import { ToggleGroup as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "./cx";

export function SegmentedControl<Value extends string>({
  label,
  value,
  options,
  onChange,
  small,
}: {
  label: string;
  value: Value;
  options: { value: Value; label: ReactNode; name?: string }[];
  onChange: (value: Value) => void;
  small?: boolean;
}) {
  return (
    <Radix.Root
      type="single"
      aria-label={label}
      value={value}
      onValueChange={(next) => next && onChange(next as Value)}
      className="inline-flex rounded-lg bg-soft p-[3px]"
    >
      {options.map((option) => (
        <Radix.Item
          key={option.value}
          value={option.value}
          aria-label={option.name}
          className={cx(
            "rounded-md text-mute transition-colors hover:text-ink",
            small ? "px-2 py-0.5 text-sm" : "px-4 py-1",
            "data-[state=on]:bg-panel data-[state=on]:text-ink data-[state=on]:shadow-raise",
            "[&_svg]:size-3.5",
          )}
        >
          {option.label}
        </Radix.Item>
      ))}
    </Radix.Root>
  );
}
