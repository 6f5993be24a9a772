import type { SteppedEvent } from "@/live/messages";
import { openMessage } from "@/run";
import { formatInteger } from "@/run/format";

/** What the last single events were, the newest first. */
export function SteppedLine({ events }: { events: readonly SteppedEvent[] }) {
  if (events.length === 0) return null;
  return (
    <ol aria-label="Events stepped" className="max-h-[66px] overflow-y-auto border-line border-t px-3.5 py-1">
      {[...events].reverse().map((event) => (
        <li key={event.number} className="flex items-baseline gap-3 text-sm leading-[22px] first:font-medium">
          <span className="shrink-0 text-mute tabular-nums">event {formatInteger(event.number)}</span>
          <span className="shrink-0 text-mute tabular-nums">{event.time.toFixed(6)} s</span>
          <span className="truncate" title={event.words}>
            {event.words}
          </span>
          {event.message !== null && (
            <button
              type="button"
              className="shrink-0 text-accent hover:underline"
              onClick={() => openMessage(event.message as number)}
            >
              message {formatInteger(event.message)}
            </button>
          )}
        </li>
      ))}
    </ol>
  );
}
