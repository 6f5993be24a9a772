import { RotateCcw } from "lucide-react";
import { type ReactNode, useId, useState } from "react";
import type { Path } from "@/document/commands";
import { defaultInWords, type Field } from "@/document/form";
import { inLargerUnit, limitsInWords } from "@/document/limits";
import { cx, Reason, Tooltip } from "@/ui";
import { useProblem, useValue } from "./binding";

/** So many characters fit into the box, the number's and the unit's. */
const BOX = 13;

/** The unit, where it fits beside the number; else it stands under the label. */
export function unitInBox({ unit }: Field, value: unknown): string | undefined {
  const digits = typeof value === "number" ? String(value).length : 1;
  return unit !== undefined && unit.length + digits <= BOX ? unit : undefined;
}

/** Help, the default, the limits, where they come from. */
export function Explanation({ field }: { field: Field }) {
  const standard = defaultInWords(field);
  const limits = limitsInWords(field);
  return (
    <span className="flex flex-col gap-0.5 whitespace-normal break-words text-left">
      {field.help && <span>{field.help}</span>}
      {(standard !== null || limits !== null) && (
        <span className="opacity-75">
          {[standard !== null && `Default: ${standard}.`, limits !== null && `Allowed: ${limits}.`]
            .filter(Boolean)
            .join(" ")}
        </span>
      )}
      {field.source && <span className="opacity-75">Source: {field.source}</span>}
    </span>
  );
}

const explained = (field: Field): boolean =>
  Boolean(field.help || field.source) || defaultInWords(field) !== null || limitsInWords(field) !== null;

/** The label tells all on hover; pressed, it unfolds the same under the row. */
function FieldLabel({
  field,
  note,
  onReset,
  open,
  onToggle,
  explanation,
}: {
  field: Field;
  /** In small letters under the label. */
  note?: string | null;
  onReset?: () => void;
  open: boolean;
  onToggle: () => void;
  explanation: string;
}) {
  const tells = explained(field);
  return (
    <span className="group/label flex min-w-0 items-center gap-1">
      <Tooltip text={tells && !open ? <Explanation field={field} /> : null} side="left">
        <button
          type="button"
          aria-expanded={tells ? open : undefined}
          aria-controls={open ? explanation : undefined}
          onClick={tells ? onToggle : undefined}
          className={cx(
            "flex min-w-0 flex-col rounded text-left leading-[1.25]",
            tells ? "cursor-help" : "cursor-default",
            open && "text-accent",
          )}
        >
          <span className="[overflow-wrap:anywhere]">{field.title}</span>
          {note && <span className="text-mute text-xs">{note}</span>}
        </button>
      </Tooltip>
      {onReset && (
        <button
          type="button"
          aria-label={`Reset ${field.title}`}
          title="Back to the default"
          onClick={onReset}
          className="hidden shrink-0 rounded p-0.5 text-faint hover:text-ink group-focus-within/row:block group-hover/row:block"
        >
          <RotateCcw className="size-3" />
        </button>
      )}
    </span>
  );
}

interface RowProps {
  field: Field;
  path: Path;
  onReset?: () => void;
  /** Why what stands in the box is not taken. */
  reason?: string | null;
  children: ReactNode;
}

function noteOf(field: Field, value: unknown): string | null {
  const large = inLargerUnit(value, field.unit);
  const unit = field.unit !== unitInBox(field, value) ? field.unit : undefined;
  return unit && large ? `${unit} · ${large}` : (unit ?? large);
}

/** Label at the left, box at the right; under both what the server refuses, and the explanation when asked for. */
export function Row({ field, path, onReset, reason, children }: RowProps) {
  const [open, setOpen] = useState(false);
  const [value] = useValue(path);
  const id = useId();
  return (
    <div className="group/row flex flex-col gap-1">
      <div className="grid min-h-[30px] grid-cols-[minmax(0,1fr)_116px] items-center gap-2">
        <FieldLabel
          field={field}
          note={noteOf(field, value)}
          open={open}
          onToggle={() => setOpen(!open)}
          explanation={id}
          {...(onReset ? { onReset } : {})}
        />
        {children}
      </div>
      <Below field={field} path={path} reason={reason ?? null} open={open} id={id} />
    </div>
  );
}

/** A label with an action at its right, and what it names over the whole width below. */
export function Block({ field, path, onReset, reason, action, children }: RowProps & { action?: ReactNode }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div className="group/row flex flex-col gap-1">
      <header className="flex min-h-6 items-center justify-between gap-2">
        <FieldLabel
          field={field}
          open={open}
          onToggle={() => setOpen(!open)}
          explanation={id}
          {...(onReset ? { onReset } : {})}
        />
        {action}
      </header>
      <Below field={field} path={path} reason={reason ?? null} open={open} id={id} />
      {children}
    </div>
  );
}

function Below({
  field,
  path,
  reason,
  open,
  id,
}: {
  field: Field;
  path: Path;
  reason: string | null;
  open: boolean;
  id: string;
}) {
  const refused = useProblem(path);
  const problem = reason ?? refused;
  return (
    <>
      {problem && <Reason>{problem}</Reason>}
      {open && (
        <p id={id} className="rounded-md bg-soft px-2 py-1.5 text-mute text-xs">
          <Explanation field={field} />
        </p>
      )}
    </>
  );
}
