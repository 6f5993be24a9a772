import { useSampleEvery } from "@/run";
import { formatInteger } from "@/run/format";
import type { EventKind } from "@/ui";
import { EventDot, eventKindNames } from "@/ui";
import { still } from "./motion";

/** What the colours mean, and what one moving dot stands for. */
export function Legend({ kinds }: { kinds: EventKind[] }) {
  const every = useSampleEvery();
  if (!kinds.length) return null;
  return (
    <div className="pointer-events-none flex gap-3.5 whitespace-nowrap text-mute text-xs">
      {kinds.map((kind) => (
        <span key={kind} className="flex items-center gap-1.5">
          <EventDot kind={kind} />
          {eventKindNames[kind]}
        </span>
      ))}
      {every !== undefined && !still() && (
        <span
          className="pointer-events-auto tabular-nums"
          title="Dots are messages that were really sent. Most hops take a millisecond: they are drawn slower, so that they can be seen. A click on one opens its message's history."
        >
          {every === 1 ? "one dot = one message" : `one dot = ${formatInteger(every)} messages`}
        </span>
      )}
    </div>
  );
}
