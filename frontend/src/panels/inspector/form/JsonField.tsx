import { useState } from "react";
import type { Path } from "@/document/commands";
import type { Field } from "@/document/form";
import { cx, Reason } from "@/ui";
import { box } from "@/ui/field";
import { useValue } from "./binding";
import { Block } from "./Row";

function parsed(text: string): Record<string, unknown> | null {
  if (!text.trim()) return {};
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === "object" && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** Free JSON, such as a payload's own schema. */
export function JsonField({ field, path }: { field: Field; path: Path }) {
  const [value, set] = useValue(path);
  const [draft, setDraft] = useState<string | null>(null);
  const empty = value === undefined || Object.keys(value as object).length === 0;
  const shown = draft ?? (empty ? "" : JSON.stringify(value, null, 2));
  const wrong = draft !== null && parsed(draft) === null;
  return (
    <Block field={field} path={path}>
      <textarea
        aria-label={field.title}
        aria-invalid={wrong || undefined}
        spellCheck={false}
        rows={Math.min(14, Math.max(3, shown.split("\n").length))}
        placeholder={field.example === undefined ? "{ }" : JSON.stringify(field.example)}
        value={shown}
        onChange={(event) => {
          setDraft(event.target.value);
          const next = parsed(event.target.value);
          if (next) set(next);
        }}
        onBlur={() => !wrong && setDraft(null)}
        className={box(wrong, cx("h-auto w-full resize-y py-1.5 font-mono text-xs"))}
      />
      {wrong && <Reason>a JSON object</Reason>}
    </Block>
  );
}
