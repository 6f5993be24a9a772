import { RotateCcw } from "lucide-react";
import type { ReactNode } from "react";
import { defaultInWords, type Field } from "@/document/form";
import { cx, Tooltip } from "@/ui";

/** What the label's tooltip says: help, the default, where it comes from. */
export function Explanation({ field }: { field: Field }) {
  const standard = defaultInWords(field);
  return (
    <span className="flex flex-col gap-0.5">
      {field.help && <span>{field.help}</span>}
      {standard !== null && <span className="opacity-75">Default: {standard}</span>}
      {field.source && <span className="opacity-75">{field.source}</span>}
    </span>
  );
}

const hasExplanation = (field: Field): boolean => Boolean(field.help || field.source) || defaultInWords(field) !== null;

export function FieldLabel({ field, onReset, className }: { field: Field; onReset?: () => void; className?: string }) {
  return (
    <span className={cx("group/label flex min-w-0 items-center gap-1", className)}>
      <Tooltip text={hasExplanation(field) ? <Explanation field={field} /> : null} side="left">
        <span className="truncate">{field.title}</span>
      </Tooltip>
      {onReset && (
        <button
          type="button"
          aria-label={`Reset ${field.title}`}
          title="Back to the default"
          onClick={onReset}
          className="hidden rounded p-0.5 text-faint hover:text-ink group-focus-within/row:block group-hover/row:block"
        >
          <RotateCcw className="size-3" />
        </button>
      )}
    </span>
  );
}

/** Label at the left, box at the right; `stacked` puts the box under the label, over the whole width. */
export function Row({
  field,
  onReset,
  stacked,
  children,
}: {
  field: Field;
  onReset?: () => void;
  stacked?: boolean;
  children: ReactNode;
}) {
  return (
    <div
      className={cx(
        "group/row",
        stacked ? "flex flex-col gap-1" : "grid grid-cols-[minmax(0,1fr)_112px] items-center gap-2",
      )}
    >
      <FieldLabel field={field} {...(onReset ? { onReset } : {})} />
      {children}
    </div>
  );
}
