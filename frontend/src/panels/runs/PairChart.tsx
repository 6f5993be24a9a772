import "uplot/dist/uPlot.min.css";
import { useEffect, useRef } from "react";
import uPlot from "uplot";
import type { MetricDifference } from "@/api";
import { CLOCK_STEPS, formatClock } from "@/run/format";
import { colour, onThemeChange } from "../dock/theme";
import { formatIn } from "./words";

const HEIGHT = 132;
/** Labels show few digits, so steps are whole: 0.5 and 1 would both read 1. */
const INCREMENTS = Array.from({ length: 14 }, (_, power) => [1, 2, 5].map((step) => step * 10 ** power)).flat();

interface PairChartProps {
  metric: MetricDifference;
  times: readonly number[];
  /** Up to here both are the same run. */
  sharedUntil: number;
}

/** One number of two runs on the same axes; between the lines the difference is shaded. */
export function PairChart({ metric, times, sharedUntil }: PairChartProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const data = [[...times], [...metric.a], [...metric.b]] as uPlot.AlignedData;
    const chart = new uPlot(options(element.clientWidth, metric.unit, sharedUntil), data, element);
    const observer = new ResizeObserver(() => chart.setSize({ width: element.clientWidth, height: HEIGHT }));
    observer.observe(element);
    const unsubscribe = onThemeChange(() => chart.redraw(false, true));
    return () => {
      observer.disconnect();
      unsubscribe();
      chart.destroy();
    };
  }, [metric, times, sharedUntil]);

  return (
    <section aria-label={metric.title} className="min-w-0 rounded-xl border border-line bg-panel px-3 pt-2 pb-1">
      <header className="flex items-baseline justify-between gap-2 text-sm">
        <span className="truncate" title={metric.title}>
          {metric.title}
        </span>
        {metric.notable && metric.at !== null && (
          <span className="shrink-0 text-warn-ink text-xs tabular-nums">
            {formatIn(metric.unit, metric.largest)} apart at {formatClock(metric.at)}
          </span>
        )}
      </header>
      <div ref={box} style={{ height: HEIGHT }} className="overflow-hidden" />
    </section>
  );
}

function options(width: number, unit: string, sharedUntil: number): uPlot.Options {
  const axis: uPlot.Axis = {
    stroke: () => colour("--faint"),
    font: "10px Inter Variable, Segoe UI, Roboto, sans-serif",
    grid: { stroke: () => colour("--line"), width: 1 },
    ticks: { show: false },
  };
  const line = (token: string): uPlot.Series => ({
    stroke: () => colour(token),
    width: 1.5,
    points: { show: false },
    spanGaps: true,
  });
  return {
    width: Math.max(1, width),
    height: HEIGHT,
    legend: { show: false },
    padding: [8, 18, 0, 0],
    cursor: { sync: { key: "compare" }, y: false, drag: { x: false, y: false }, points: { size: 6 } },
    scales: { x: { time: false }, y: { range: (_chart, _least, most) => [0, most && most > 0 ? most * 1.12 : 1] } },
    axes: [
      {
        ...axis,
        size: 18,
        gap: 2,
        space: 48,
        incrs: CLOCK_STEPS,
        grid: { show: false },
        values: (_chart, splits) => splits.map((seconds) => formatClock(seconds).replace(/\.0$/, "")),
      },
      {
        ...axis,
        size: 50,
        gap: 4,
        space: 28,
        incrs: INCREMENTS,
        values: (_chart, splits) => splits.map((value) => short(unit, value)),
      },
    ],
    series: [{}, line("--accent"), line("--integration")],
    bands: [
      { series: [1, 2], fill: () => `${colour("--warn")}2e` },
      { series: [2, 1], fill: () => `${colour("--warn")}2e` },
    ],
    hooks: { draw: [(chart) => drawParting(chart, sharedUntil)] },
  };
}

const short = (unit: string, value: number): string =>
  formatIn(unit === "ms" || unit === "/s" || unit === "%" ? unit : "", value);

/** A dashed line where the two part. */
function drawParting(chart: uPlot, time: number): void {
  if (time <= 0) return;
  const { ctx, bbox } = chart;
  const x = Math.round(chart.valToPos(time, "x", true));
  if (x < bbox.left || x > bbox.left + bbox.width) return;
  ctx.save();
  ctx.strokeStyle = colour("--faint");
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([3 * devicePixelRatio, 3 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(x, bbox.top);
  ctx.lineTo(x, bbox.top + bbox.height);
  ctx.stroke();
  ctx.restore();
}
