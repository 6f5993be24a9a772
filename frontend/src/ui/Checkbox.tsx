import { Check } from "lucide-react";
import { Checkbox as Radix } from "radix-ui";

export interface CheckboxProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

export function Checkbox({ label, checked, onChange }: CheckboxProps) {
  return (
    <Radix.Root
      aria-label={label}
      checked={checked}
      onCheckedChange={(next) => onChange(next === true)}
      className="grid size-4 place-items-center rounded border border-line bg-panel hover:border-faint data-[state=checked]:border-accent data-[state=checked]:bg-accent"
    >
      <Radix.Indicator className="text-accent-ink">
        <Check className="size-3" strokeWidth={3} />
      </Radix.Indicator>
    </Radix.Root>
  );
}
