import { useEffect, useRef } from "react";
import { session } from "@/run";
import { formatClock } from "@/run/format";

/** The moment that is drawn, moved by animation frames: tenths of a second are too fast for renders. */
export function SimulatedClock({ className }: { className?: string }) {
  const element = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let frame = 0;
    const draw = (wall: number) => {
      const text = formatClock(session.feed.moment(wall).time);
      if (element.current && element.current.textContent !== text) element.current.textContent = text;
      frame = requestAnimationFrame(draw);
    };
    frame = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(frame);
  }, []);
  return (
    <span ref={element} role="timer" aria-label="Simulated time" className={className}>
      {formatClock(session.feed.ring.latest?.time ?? 0)}
    </span>
  );
}
