import { type ComponentProps, useState } from "react";
import { cx } from "./cx";
import { box } from "./field";

interface TextFieldProps extends Omit<ComponentProps<"input">, "onChange" | "value"> {
  label: string;
  value: string;
  /** Every keystroke that is allowed; what is not allowed stays a draft with its reason shown. */
  onChange: (value: string) => void;
  problem?: (value: string) => string | null;
}

export function TextField({ label, value, onChange, problem, className, onBlur, ...rest }: TextFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const shown = draft ?? value;
  const reason = problem?.(shown) ?? null;
  return (
    <span className={cx("flex min-w-0 flex-col", className)}>
      <input
        aria-label={label}
        aria-invalid={reason ? true : undefined}
        value={shown}
        onChange={(event) => {
          const next = event.target.value;
          if (problem?.(next)) return setDraft(next);
          setDraft(null);
          onChange(next);
        }}
        onBlur={(event) => {
          setDraft(null);
          onBlur?.(event);
        }}
        className={box(reason !== null, "w-full")}
        spellCheck={false}
        autoComplete="off"
        {...rest}
      />
      {reason && <Reason>{reason}</Reason>}
    </span>
  );
}

export function TextArea({
  label,
  value,
  onChange,
  rows = 2,
  className,
  ...rest
}: Omit<ComponentProps<"textarea">, "onChange" | "value"> & {
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <textarea
      aria-label={label}
      value={value}
      rows={rows}
      onChange={(event) => onChange(event.target.value)}
      className={box(false, cx("h-auto w-full resize-none py-1.5 [field-sizing:content]", className))}
      {...rest}
    />
  );
}

export function Reason({ children }: { children: string }) {
  return (
    <span role="alert" className="mt-0.5 text-down text-xs">
      {children}
    </span>
  );
}
