import { useSampleEvery } from "@/run";
import type { EventKind } from "@/ui";
import { EventDot, eventKindNames } from "@/ui";

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
      {every !== undefined && <span>{every === 1 ? "one dot = one message" : `one dot = ${every} messages`}</span>}
    </div>
  );
}
