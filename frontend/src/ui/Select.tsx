import { Check, ChevronDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "./cx";
import { box } from "./field";

export interface Option<Value extends string> {
  value: Value;
  label: ReactNode;
  hint?: string;
}

export function Select<Value extends string>({
  label,
  value,
  options,
  onChange,
  placeholder = "Choose…",
  disabled,
  className,
  id,
}: {
  label: string;
  value: Value | "";
  options: Option<Value>[];
  onChange: (value: Value) => void;
  placeholder?: string;
  disabled?: boolean;
  className?: string;
  id?: string;
}) {
  return (
    <Radix.Root value={value} onValueChange={(next) => onChange(next as Value)} disabled={disabled}>
      <Radix.Trigger
        id={id}
        aria-label={label}
        className={box(
          false,
          cx("flex items-center justify-between gap-1 text-left data-[placeholder]:text-faint", className),
        )}
      >
        <span className="truncate">
          <Radix.Value placeholder={placeholder} />
        </span>
        <Radix.Icon className="text-mute">
          <ChevronDown className="size-3.5" />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          position="popper"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-72 min-w-(--radix-select-trigger-width) overflow-hidden rounded-lg border border-line bg-panel p-1 shadow-overlay"
        >
          <Radix.Viewport>
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                className="relative flex cursor-default select-none items-center rounded-md py-1 pr-7 pl-2 outline-none data-[highlighted]:bg-soft"
              >
                <span className="flex flex-col">
                  <Radix.ItemText>{option.label}</Radix.ItemText>
                  {option.hint && <span className="text-mute text-xs">{option.hint}</span>}
                </span>
                <Radix.ItemIndicator className="absolute right-2 text-accent">
                  <Check className="size-3.5" />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
