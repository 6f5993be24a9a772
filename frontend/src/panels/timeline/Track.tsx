import { type KeyboardEvent, type PointerEvent, useRef } from "react";
import { type CommandMark, type FaultRecord, past, withoutName } from "@/run";
import { formatClock } from "@/run/format";
import { keyStep, type Span, shareOf, timeAt } from "@/run/timeline";
import { cx } from "@/ui";

const tones: Record<CommandMark["kind"], string> = {
  fault: "bg-down",
  heal: "bg-ok",
  operation: "bg-accent",
  pace: "bg-faint",
};

interface TrackProps {
  span: Span;
  /** The newest moment of the run. */
  newest: number;
  /** Null: now. */
  at: number | null;
  faults: readonly FaultRecord[];
  marks: readonly CommandMark[];
  nameOf: (id: string) => string;
}

/** The run from its beginning to now: drag the handle, or use the arrow keys. */
export function Track({ span, newest, at, faults, marks, nameOf }: TrackProps) {
  const line = useRef<HTMLDivElement>(null);
  const percent = (time: number) => `${shareOf(time, span) * 100}%`;
  const shown = at ?? newest;

  const follow = (event: PointerEvent) => {
    const box = line.current?.getBoundingClientRect();
    if (box && box.width > 0) past.seek(timeAt((event.clientX - box.left) / box.width, span));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = keyStep(event.key, event.shiftKey, span);
    if (step === null) return;
    event.preventDefault();
    event.stopPropagation();
    past.pause();
    past.seek(step === "start" ? span.from : step === "end" ? newest : shown + step);
  };

  return (
    <div
      ref={line}
      role="slider"
      tabIndex={0}
      aria-label="Moment of the run"
      aria-valuemin={span.from}
      aria-valuemax={Math.round(newest * 10) / 10}
      aria-valuenow={Math.round(shown * 10) / 10}
      aria-valuetext={`${formatClock(shown)} of ${formatClock(newest)}${at === null ? ", now" : ""}`}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        past.pause();
        follow(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) follow(event);
      }}
      className="group relative h-6 min-w-24 flex-1 cursor-pointer touch-none rounded-md"
    >
      <div className="absolute inset-x-0 top-[10px] h-1 rounded-full bg-soft" />
      <div className="absolute left-0 top-[10px] h-1 rounded-full bg-line" style={{ width: percent(newest) }} />
      <div
        className={cx("absolute left-0 top-[10px] h-1 rounded-full bg-accent", at === null && "opacity-60")}
        style={{ width: percent(shown), clipPath: "inset(0 0 1px 0)" }}
      />
      {faults.map(
        (fault) =>
          fault.since <= newest && (
            <div
              key={`span ${fault.id}`}
              title={`${nameOf(fault.target)} ${withoutName(fault.words, nameOf(fault.target))}, ${formatClock(fault.since)} to ${fault.ended === null ? "now" : formatClock(fault.ended)}`}
              className="absolute top-[10px] h-1 min-w-px rounded-full bg-down/70"
              style={{
                left: percent(fault.since),
                width: `${(shareOf(fault.ended ?? newest, span) - shareOf(fault.since, span)) * 100}%`,
              }}
            />
          ),
      )}
      {marks.map((mark, place) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a log only grows
          key={place}
          title={`${formatClock(mark.at)} · ${mark.words}`}
          className={cx(
            "absolute w-0.5 -translate-x-1/2 rounded-full",
            mark.kind === "pace" ? "top-2 h-2" : "top-[5px] h-3.5",
            tones[mark.kind],
          )}
          style={{ left: percent(mark.at) }}
        />
      ))}
      <span
        className={cx(
          "absolute top-1.5 size-3 -translate-x-1/2 rounded-full border-2 border-panel bg-accent shadow-raise transition-transform",
          "group-hover:scale-125 group-active:scale-125",
        )}
        style={{ left: percent(shown) }}
      />
    </div>
  );
}
