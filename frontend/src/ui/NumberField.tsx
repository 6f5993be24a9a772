import { useContext, useEffect, useId, useState } from "react";
import { cx } from "./cx";
import { box } from "./field";
import { FieldsContext } from "./fields";
import { Reason } from "./TextField";

export interface Limits {
  min?: number;
  max?: number;
  /** The bound itself is not allowed. */
  above?: number;
  below?: number;
  integer?: boolean;
}

const plain = (value: number): string => value.toLocaleString("en-US", { maximumFractionDigits: 6 });

/** Why a number is not allowed; null if it is. */
export function outside(value: number, { min, max, above, below, integer }: Limits): string | null {
  if (!Number.isFinite(value)) return "a number";
  if (integer && !Number.isInteger(value)) return "a whole number";
  if (min !== undefined && value < min) return `at least ${plain(min)}`;
  if (above !== undefined && value <= above) return `more than ${plain(above)}`;
  if (max !== undefined && value > max) return `at most ${plain(max)}`;
  if (below !== undefined && value >= below) return `less than ${plain(below)}`;
  return null;
}

function read(text: string): number {
  const tidy = text.replaceAll(",", "").replaceAll(" ", "").trim();
  return tidy === "" ? Number.NaN : Number(tidy);
}

export interface NumberFieldProps extends Limits {
  label: string;
  value: number | null;
  /** `null` only where `nullable`: the field was emptied. */
  onChange: (value: number | null) => void;
  unit?: string;
  nullable?: boolean;
  placeholder?: string;
  disabled?: boolean;
  step?: number;
  className?: string;
  id?: string;
  /** Takes the reason to show it elsewhere, where there is more room. */
  onReason?: (reason: string | null) => void;
}

/**
 * A number with its unit. What is not allowed stays in the box with the reason, and changes nothing, until it is mended,
 * taken back by Escape, or the number changes otherwise.
 */
export function NumberField(props: NumberFieldProps) {
  const {
    label,
    value,
    onChange,
    unit,
    nullable,
    placeholder,
    disabled,
    step = 1,
    className,
    id,
    onReason,
    ...limits
  } = props;
  const [draft, setDraft] = useState<string | null>(null);
  const own = useId();
  const shown = draft ?? (value === null ? "" : String(value));
  const emptied = shown.trim() === "" && nullable;
  const reason = draft === null || emptied ? null : outside(read(shown), limits);

  const [known, setKnown] = useState(value);
  if (known !== value) {
    setKnown(value);
    if (reason !== null) setDraft(null);
  }

  const report = useContext(FieldsContext);
  useEffect(() => onReason?.(reason), [onReason, reason]);
  useEffect(() => {
    report?.(own, reason);
    return () => report?.(own, null);
  }, [report, own, reason]);

  const take = (text: string) => {
    setDraft(text);
    if (text.trim() === "") {
      if (nullable) onChange(null);
      return;
    }
    const number = read(text);
    if (outside(number, limits) === null && number !== value) onChange(number);
  };
  const nudge = (by: number) => {
    const next = Math.round(((value ?? 0) + by) * 1e6) / 1e6;
    if (outside(next, limits) === null) {
      setDraft(null);
      onChange(next);
    }
  };

  return (
    <span className={cx("flex min-w-0 flex-col", className)}>
      <span className={box(reason !== null, cx("flex items-center gap-1", disabled && "opacity-55"))}>
        <input
          id={id}
          aria-label={label}
          aria-invalid={reason ? true : undefined}
          aria-describedby={unit ? own : undefined}
          inputMode="decimal"
          value={shown}
          placeholder={placeholder}
          disabled={disabled}
          onChange={(event) => take(event.target.value)}
          onBlur={() => reason === null && setDraft(null)}
          onKeyDown={(event) => {
            if (event.key === "Escape") setDraft(null);
            if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
            event.preventDefault();
            nudge((event.key === "ArrowUp" ? step : -step) * (event.shiftKey ? 10 : 1));
          }}
          className="w-full min-w-0 bg-transparent text-right tabular-nums outline-none placeholder:text-sm"
        />
        {/* What an empty box stands for needs the room. */}
        {unit && (
          <span
            hidden={shown === "" && nullable === true}
            id={own}
            className="shrink-0 whitespace-nowrap text-mute text-xs"
          >
            {unit}
          </span>
        )}
      </span>
      {reason && !onReason && <Reason>{reason}</Reason>}
    </span>
  );
}
