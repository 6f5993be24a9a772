import { useShownTime } from "@/run";
import { formatClock } from "@/run/format";

/** The moment that the numbers on the screen are of, as the timeline has it. */
export function SimulatedClock({ className }: { className?: string }) {
  return (
    <span role="timer" aria-label="Simulated time" className={className}>
      {formatClock(useShownTime())}
    </span>
  );
}
