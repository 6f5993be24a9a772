import "uplot/dist/uPlot.min.css";
import { useEffect, useRef, useState } from "react";
import uPlot from "uplot";
import { type FaultRecord, wasCancelled } from "@/run";
import { CLOCK_STEPS, formatClock } from "@/run/format";
import type { Series } from "@/run/history";
import { colour, onThemeChange } from "./theme";

export interface TimeChartProps {
  title: string;
  series: Series;
  format: (value: number) => string;
  faults: readonly FaultRecord[];
  /** When an operator did something. */
  operations?: readonly number[];
  /** Charts with the same key share their cursor. */
  syncKey: string;
  /** The run's newest moment, where the axis ends. */
  now: number;
  /** What the values may be, from low to high; null: open on that side. */
  band?: readonly [low: number | null, high: number | null];
  /** A moment of the past that is shown instead. */
  at?: number | null;
  className?: string;
}

const NONE: readonly number[] = [];
const SHORTEST_SECONDS = 10;
/** Labels show few digits, so steps are whole: 0.5 and 1 would both read 1. */
const INCREMENTS = Array.from({ length: 14 }, (_, power) => [1, 2, 5].map((step) => step * 10 ** power)).flat();

const FONT = "Inter Variable, Segoe UI, Roboto, sans-serif";
/** Room for what most labels need, so that charts below each other begin alike. */
const LABELS_PX = 44;
const LABELS_GAP_PX = 8;

/** One quantity over simulated time; at its right the newest value, or the one under the cursor. */
export function TimeChart({
  title,
  series,
  format,
  faults,
  operations,
  syncKey,
  now,
  at: moment = null,
  band,
  className,
}: TimeChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot | null>(null);
  const latest = useRef<Latest>({ faults, operations: operations ?? NONE, format, now, moment, band });
  latest.current = { faults, operations: operations ?? NONE, format, now, moment, band };
  const [hovered, setHovered] = useState<number | null>(null);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const chart = new uPlot(options(element, syncKey, latest, setHovered), [[], []], element);
    plot.current = chart;
    const observer = new ResizeObserver(() =>
      chart.setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    const unsubscribe = onThemeChange(() => chart.redraw(false, true));
    return () => {
      observer.disconnect();
      unsubscribe();
      chart.destroy();
      plot.current = null;
    };
  }, [syncKey]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the typed arrays are written in place; `now` says that they were
  useEffect(() => {
    plot.current?.setData([series.times, gaps(series.values)] as unknown as uPlot.AlignedData);
  }, [series, now, faults, moment]);

  const at = hovered !== null && hovered < series.times.length ? hovered : lastBefore(series.times, moment);
  const value = series.values[at];
  return (
    <section aria-label={title} className={`flex min-h-0 min-w-0 flex-col ${className ?? ""}`}>
      <header className="flex items-baseline justify-between gap-2 text-mute text-sm">
        <span className="truncate">{title}</span>
        <span className="flex items-baseline gap-2 whitespace-nowrap">
          {hovered !== null && series.times[at] !== undefined && (
            <span className="text-faint text-xs tabular-nums">{formatClock(series.times[at])}</span>
          )}
          <b className="text-base text-ink tabular-nums">
            {value === undefined || Number.isNaN(value) ? "–" : format(value)}
          </b>
        </span>
      </header>
      <div ref={box} className="min-h-0 flex-1 overflow-hidden" />
    </section>
  );
}

interface Latest {
  faults: readonly FaultRecord[];
  operations: readonly number[];
  format: (value: number) => string;
  now: number;
  band: TimeChartProps["band"];
  moment: number | null;
}

function options(
  element: HTMLElement,
  syncKey: string,
  latest: { current: Latest },
  onHover: (index: number | null) => void,
): uPlot.Options {
  const axis: uPlot.Axis = {
    stroke: () => colour("--faint"),
    font: `10px ${FONT}`,
    grid: { stroke: () => colour("--line"), width: 1 },
    ticks: { show: false },
  };
  return {
    width: Math.max(1, element.clientWidth),
    height: Math.max(1, element.clientHeight),
    legend: { show: false },
    padding: [6, 14, 0, 0],
    cursor: {
      sync: { key: syncKey, setSeries: false },
      points: { size: 7, fill: () => colour("--accent"), stroke: () => colour("--panel") },
      y: false,
      drag: { x: false, y: false },
    },
    scales: {
      x: {
        time: false,
        range: (_chart, from) => [from ?? 0, Math.max(latest.current.now, (from ?? 0) + SHORTEST_SECONDS)],
      },
      y: { range: (_chart, _from, to) => [0, headroom(to)] },
    },
    axes: [
      {
        ...axis,
        size: 16,
        gap: 2,
        space: 48,
        incrs: CLOCK_STEPS,
        grid: { show: false },
        values: (_chart, splits) => splits.map((seconds) => formatClock(seconds).replace(/\.0$/, "")),
      },
      {
        ...axis,
        size: (chart, labels) => Math.max(LABELS_PX, Math.ceil(widest(chart, labels ?? [])) + LABELS_GAP_PX),
        gap: 4,
        space: 26,
        incrs: INCREMENTS,
        values: (_chart, splits) => splits.map((value) => latest.current.format(value)),
      },
    ],
    series: [
      {},
      {
        stroke: () => colour("--accent"),
        fill: () => `${colour("--accent")}17`,
        width: 1.5,
        points: { show: false },
        spanGaps: false,
      },
    ],
    hooks: {
      drawClear: [(chart) => drawBand(chart, latest.current.band)],
      draw: [
        (chart) => drawFaults(chart, latest.current.faults, latest.current.now),
        (chart) => drawOperations(chart, latest.current.operations, latest.current.now),
        (chart) => drawMoment(chart, latest.current.moment),
      ],
      setCursor: [(chart) => onHover(chart.cursor.idx ?? null)],
    },
  };
}

/** How wide the longest label is drawn, in CSS pixels. */
function widest({ ctx }: uPlot, labels: readonly string[]): number {
  ctx.save();
  ctx.font = `10px ${FONT}`;
  const most = Math.max(0, ...labels.map((label) => ctx.measureText(label).width));
  ctx.restore();
  return most;
}

/** A breath of green where the values may be. */
function drawBand(chart: uPlot, band: TimeChartProps["band"]): void {
  if (!band || (band[0] === null && band[1] === null)) return;
  const { ctx, bbox } = chart;
  const at = (value: number) => Math.min(bbox.top + bbox.height, Math.max(bbox.top, chart.valToPos(value, "y", true)));
  const top = band[1] === null ? bbox.top : at(band[1]);
  const bottom = band[0] === null ? bbox.top + bbox.height : at(band[0]);
  ctx.save();
  ctx.fillStyle = `${colour("--ok")}1f`;
  ctx.fillRect(bbox.left, top, bbox.width, Math.max(devicePixelRatio, bottom - top));
  ctx.restore();
}

/** A dashed line where a fault began and where it was healed, a breath of red between. */
function drawFaults(chart: uPlot, faults: readonly FaultRecord[], now: number): void {
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const fault of faults) {
    if (fault.since > now || wasCancelled(fault)) continue;
    const from = chart.valToPos(fault.since, "x", true);
    const to = chart.valToPos(fault.ended ?? now, "x", true);
    ctx.fillStyle = `${colour("--down")}0f`;
    ctx.fillRect(from, bbox.top, to - from, bbox.height);
    ctx.strokeStyle = colour("--down");
    ctx.lineWidth = devicePixelRatio;
    ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
    for (const x of fault.ended === null ? [from] : [from, to]) {
      ctx.globalAlpha = x === from ? 1 : 0.55;
      ctx.beginPath();
      ctx.moveTo(Math.round(x), bbox.top);
      ctx.lineTo(Math.round(x), bbox.top + bbox.height);
      ctx.stroke();
    }
    ctx.globalAlpha = 1;
  }
  ctx.restore();
}

/** A dotted line where an operator did something. */
function drawOperations(chart: uPlot, operations: readonly number[], now: number): void {
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.strokeStyle = colour("--accent");
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([devicePixelRatio, 3 * devicePixelRatio]);
  for (const at of operations) {
    const x = Math.round(chart.valToPos(at, "x", true));
    if (at > now || x < bbox.left) continue;
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}

/** What comes after the moment shown is there, but faint. */
function drawMoment(chart: uPlot, moment: number | null): void {
  if (moment === null) return;
  const { ctx, bbox } = chart;
  const right = bbox.left + bbox.width;
  const x = Math.min(right, Math.max(bbox.left, Math.round(chart.valToPos(moment, "x", true))));
  ctx.save();
  ctx.globalAlpha = 0.6;
  ctx.fillStyle = colour("--panel");
  ctx.fillRect(x, bbox.top, right - x, bbox.height);
  ctx.globalAlpha = 1;
  ctx.fillStyle = colour("--accent");
  ctx.fillRect(x - devicePixelRatio / 2, bbox.top, 1.5 * devicePixelRatio, bbox.height);
  ctx.restore();
}

/** The place of the newest point that is not after the moment; the last one when there is none to be at. */
function lastBefore(times: Float64Array, moment: number | null): number {
  if (moment === null) return times.length - 1;
  const after = times.findIndex((time) => time > moment + 1e-6);
  return after < 0 ? times.length - 1 : Math.max(0, after - 1);
}

/** The line keeps clear of the upper edge, and a quiet series does not fill the chart with its noise. */
function headroom(most: number | null | undefined): number {
  return most && most > 0 ? most * 1.12 : 1;
}

/** Where nothing was measured the line has a gap: uPlot wants null there, not NaN. */
function gaps(values: Float64Array): (number | null)[] {
  return Array.from(values, (value) => (Number.isNaN(value) ? null : value));
}
