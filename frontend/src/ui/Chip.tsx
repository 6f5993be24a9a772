import { X } from "lucide-react";
import type { ReactNode } from "react";

const eventColours = {
  domain_event: "var(--domain)",
  command: "var(--command)",
  integration_event: "var(--integration)",
} as const;

export type EventKind = keyof typeof eventColours;

export const eventColour = (kind: EventKind | undefined): string => (kind ? eventColours[kind] : "var(--faint)");

export const eventKindNames: Record<EventKind, string> = {
  domain_event: "domain event",
  command: "command",
  integration_event: "integration event",
};

export function EventDot({ kind }: { kind: EventKind | undefined }) {
  return (
    <span aria-hidden className="inline-block size-2 shrink-0 rounded-full" style={{ background: eventColour(kind) }} />
  );
}

export function Chip({
  children,
  onRemove,
  removeLabel,
}: {
  children: ReactNode;
  onRemove?: () => void;
  removeLabel?: string;
}) {
  return (
    <span className="inline-flex h-6 max-w-full items-center gap-1.5 rounded-md bg-soft pr-1 pl-2 text-sm last:pr-2">
      {children}
      {onRemove && (
        <button
          type="button"
          aria-label={removeLabel ?? "Remove"}
          onClick={onRemove}
          className="rounded p-0.5 text-faint hover:bg-line hover:text-ink"
        >
          <X className="size-3" />
        </button>
      )}
    </span>
  );
}
