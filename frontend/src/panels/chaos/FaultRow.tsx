import { useState } from "react";
import { NumberField } from "@/ui";
import type { FaultField } from "./fault-fields";

/** One number of chaos. It strikes when it is confirmed by Enter or by leaving the field, not while it is typed. */
export function FaultRow({
  field,
  value,
  disabled,
  onApply,
}: {
  field: FaultField;
  value: number;
  disabled: boolean;
  onApply: (value: number) => void;
}) {
  const [draft, setDraft] = useState<number | null>(null);
  const apply = () => {
    if (draft !== null && draft !== value) onApply(draft);
    setDraft(null);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens to what happens in the field inside
    <div
      className="grid grid-cols-[1fr_96px] items-center gap-2"
      title={field.help}
      onBlur={apply}
      onKeyDown={(event) => {
        if (event.key === "Enter") apply();
        if (event.key === "Escape") setDraft(null);
      }}
    >
      <span className={value !== field.neutral ? "font-medium text-down" : undefined}>{field.label}</span>
      <NumberField
        label={field.label}
        unit={field.unit}
        value={draft ?? value}
        min={Math.min(field.neutral, field.above)}
        max={field.max}
        step={field.step}
        disabled={disabled}
        onChange={(next) => next !== null && setDraft(next)}
      />
    </div>
  );
}
