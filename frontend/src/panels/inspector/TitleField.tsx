import { useState } from "react";

/** A heading that one can type in. */
export function TitleField({
  label,
  value,
  onChange,
  readOnly,
  className = "-mx-1.5 w-[calc(100%+12px)] px-1.5 font-semibold text-lg",
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  readOnly?: boolean;
  className?: string;
}) {
  const [draft, setDraft] = useState<string | null>(null);
  const finish = () => {
    if (draft?.trim() && draft.trim() !== value) onChange(draft.trim());
    setDraft(null);
  };
  return (
    <input
      aria-label={label}
      value={draft ?? value}
      title={value}
      readOnly={readOnly}
      maxLength={120}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => setDraft(event.target.value)}
      onBlur={finish}
      onKeyDown={(event) => {
        if (event.key === "Enter") event.currentTarget.blur();
        if (event.key !== "Escape") return;
        setDraft(null);
        event.currentTarget.blur();
      }}
      className={`truncate rounded-md border border-transparent bg-transparent text-ink outline-none not-read-only:hover:border-line not-read-only:focus:border-accent ${className}`}
    />
  );
}
