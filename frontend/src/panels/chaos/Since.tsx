import type { ActiveFault } from "@/live/messages";
import { formatClock, formatSeconds } from "@/run/format";

/** Since when, and until when, something is broken. */
export function Since({
  fault,
  named,
  onHeal,
  never = "until it is healed",
}: {
  fault: ActiveFault;
  /** With what it is, where the row does not say it. */
  named?: boolean;
  onHeal?: () => void;
  never?: string;
}) {
  const length = fault.until === null ? null : formatSeconds(fault.until - fault.since);
  return (
    <p className="flex items-baseline gap-1.5 pl-[18px] text-mute text-xs tabular-nums">
      <span className="min-w-0 flex-1">
        {named && <span className="text-down">{fault.words} </span>}
        since {formatClock(fault.since)} · {length === null ? never : `for ${length}`}
      </span>
      {onHeal && (
        <button type="button" onClick={onHeal} className="shrink-0 font-medium text-accent hover:underline">
          Heal
        </button>
      )}
    </p>
  );
}
