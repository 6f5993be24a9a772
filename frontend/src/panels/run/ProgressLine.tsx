import { type FaultRecord, wasCancelled, withoutName } from "@/run";
import { formatClock } from "@/run/format";

/** How far the run is on its way to its end, and where something was broken. */
export function ProgressLine({
  time,
  until,
  faults,
  nameOf,
}: {
  time: number;
  until: number;
  faults: readonly FaultRecord[];
  nameOf: (id: string) => string;
}) {
  const share = (seconds: number) => `${Math.min(100, (seconds / until) * 100)}%`;
  return (
    <div
      role="progressbar"
      aria-label="Progress of the run"
      aria-valuemin={0}
      aria-valuemax={until}
      aria-valuenow={Math.round(time)}
      aria-valuetext={`${formatClock(time)} of ${formatClock(until)}`}
      title={`Ends at ${formatClock(until)}`}
      className="relative h-1 min-w-16 flex-1 rounded-full bg-soft"
    >
      <div className="absolute inset-y-0 left-0 rounded-full bg-accent" style={{ width: share(time) }} />
      {faults
        .filter((fault) => !wasCancelled(fault))
        .map((fault) => (
          <span
            key={fault.id}
            title={`${nameOf(fault.target)} ${withoutName(fault.words, nameOf(fault.target))}, from ${formatClock(fault.since)}`}
            className={`absolute -top-1 h-3 w-0.5 -translate-x-1/2 rounded-full ${fault.since > time ? "bg-down/35" : "bg-down"}`}
            style={{ left: share(fault.since) }}
          />
        ))}
    </div>
  );
}
