import "uplot/dist/uPlot.min.css";
import { useEffect, useRef } from "react";
import uPlot from "uplot";
import { colour, onThemeChange } from "@/panels/dock/theme";

export interface IntervalPoint {
  x: number;
  mean: number | null;
  halfWidth: number | null;
}

/** Means over one number, the band of their intervals behind them, and a limit where there is one. */
export function IntervalChart(props: {
  label: string;
  points: IntervalPoint[];
  xWords: string;
  format: (value: number) => string;
  limit?: number;
}) {
  const { label, points, xWords, format, limit } = props;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const sorted = [...points].sort((one, other) => one.x - other.x);
    const side = (sign: number) =>
      sorted.map(({ mean, halfWidth }) => (mean === null ? null : mean + sign * (halfWidth ?? 0)));
    const data = [sorted.map(({ x }) => x), side(-1), side(1), sorted.map(({ mean }) => mean)];
    const chart = new uPlot(options(element, xWords, format, limit), data as uPlot.AlignedData, element);
    const observer = new ResizeObserver(() =>
      chart.setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    const unsubscribe = onThemeChange(() => chart.redraw(false, true));
    return () => {
      observer.disconnect();
      unsubscribe();
      chart.destroy();
    };
  }, [points, xWords, format, limit]);
  return <div ref={box} role="img" aria-label={label} className="h-52 w-full overflow-hidden" />;
}

function options(
  element: HTMLElement,
  xWords: string,
  format: (value: number) => string,
  limit?: number,
): uPlot.Options {
  const axis: uPlot.Axis = {
    stroke: () => colour("--faint"),
    font: "10px Inter Variable, Segoe UI, Roboto, sans-serif",
    grid: { stroke: () => colour("--line"), width: 1 },
    ticks: { show: false },
  };
  const hidden: uPlot.Series = { stroke: "transparent", width: 0, points: { show: false } };
  return {
    width: Math.max(1, element.clientWidth),
    height: Math.max(1, element.clientHeight),
    legend: { show: false },
    padding: [8, 16, 0, 0],
    cursor: { y: false, drag: { x: false, y: false } },
    scales: {
      x: { time: false },
      y: { range: (_chart, _from, to) => [0, Math.max(to ?? 0, limit ?? 0) * 1.12 || 1] },
    },
    axes: [
      {
        ...axis,
        size: 34,
        gap: 4,
        grid: { show: false },
        label: xWords,
        labelSize: 14,
        labelFont: axis.font as string,
      },
      { ...axis, size: 58, gap: 4, values: (_chart, splits) => splits.map(format) },
    ],
    bands: [{ series: [2, 1], fill: () => `${colour("--accent")}26` }],
    series: [
      {},
      hidden,
      hidden,
      { stroke: () => colour("--accent"), width: 1.5, points: { show: true, size: 6, fill: () => colour("--accent") } },
    ],
    hooks: { draw: [(chart) => limit !== undefined && drawLimit(chart, limit)] },
  };
}

function drawLimit(chart: uPlot, limit: number): void {
  const { ctx, bbox } = chart;
  const y = Math.round(chart.valToPos(limit, "y", true));
  ctx.save();
  ctx.strokeStyle = colour("--down");
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
  ctx.beginPath();
  ctx.moveTo(bbox.left, y);
  ctx.lineTo(bbox.left + bbox.width, y);
  ctx.stroke();
  ctx.restore();
}
