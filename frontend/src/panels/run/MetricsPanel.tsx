import type { EdgeGauges, NodeGauges } from "@/live/messages";
import { session, useFrame, useRunStore } from "@/run";
import { formatCount, formatInteger, formatMs, formatPercent, formatRate, formatSeconds } from "@/run/format";
import { Empty } from "@/ui";
import { TimeChart } from "../dock/TimeChart";
import { useDocument } from "./names";

export interface MetricsPanelProps {
  target: { area: "nodes" | "edges"; id: string };
}

type Row = [label: string, value: string, tone?: "down" | "warn"];

/** The chosen node or edge in numbers. */
export function MetricsPanel({ target: { area, id } }: MetricsPanelProps) {
  const frame = useFrame();
  const faults = useRunStore((state) => state.faults);
  const kind = useDocument().nodes[id]?.kind ?? "";
  const gauges = area === "nodes" ? frame?.nodes[id] : undefined;
  const edge = area === "edges" ? frame?.edges[id] : undefined;
  if (frame === null || (!gauges && !edge)) {
    return (
      <Empty title="No numbers yet">
        {frame === null ? "Press Run to see them." : "The run does not have this part: it was added later."}
      </Empty>
    );
  }
  const rows = gauges ? nodeRows(gauges, kind, frame.conflicts?.[id]) : edge ? edgeRows(edge) : [];
  const { history } = session.feed;
  return (
    <div className="flex flex-col gap-4">
      {gauges?.why && (
        <p className={gauges.state === "down" ? "text-down text-sm" : "text-sm text-warn-ink"}>{gauges.why}</p>
      )}
      <dl className="grid grid-cols-2 gap-x-4">
        {rows.map(([label, value, tone]) => (
          <div key={label} className="flex items-baseline justify-between gap-2 border-line border-b py-[3px] text-sm">
            <dt className="truncate text-mute text-xs">{label}</dt>
            <dd
              className={`whitespace-nowrap tabular-nums ${tone === "down" ? "text-down" : tone === "warn" ? "text-warn-ink" : ""}`}
            >
              {value}
            </dd>
          </div>
        ))}
      </dl>
      {gauges && (
        <div className="flex flex-col gap-3 [&>section]:h-28">
          <TimeChart
            title="Out"
            series={history.node(id, "outRate")}
            format={formatRate}
            faults={faults}
            now={frame.time}
            syncKey="inspector"
          />
          {gauges.p99Ms !== null && (
            <TimeChart
              title="p99"
              series={history.node(id, "p99Ms")}
              format={formatMs}
              faults={faults}
              now={frame.time}
              syncKey="inspector"
            />
          )}
          <TimeChart
            title="Waiting"
            series={history.node(id, "waiting")}
            format={formatCount}
            faults={faults}
            now={frame.time}
            syncKey="inspector"
          />
        </div>
      )}
    </div>
  );
}

/** Exact as long as it fits. */
const total = (value: number) => (value < 1e6 ? formatInteger(value) : formatCount(value));

/** `conflicts`: of an event store that expects versions. */
export function nodeRows(gauges: NodeGauges, kind: string, conflicts?: number): Row[] {
  const rows: Row[] = [
    ["in", formatRate(gauges.inRate)],
    ["out", formatRate(gauges.outRate)],
    ["arrived", total(gauges.arrived)],
    ["completed", total(gauges.completed)],
    ["failed", total(gauges.failed), gauges.failed > 0 ? "down" : undefined],
    ["retries", total(gauges.retries), gauges.retries > 0 ? "warn" : undefined],
    ["dead letters", formatInteger(gauges.deadLettered), gauges.deadLettered > 0 ? "down" : undefined],
    ["waiting", total(gauges.waiting)],
  ];
  if (conflicts !== undefined) rows.push(["conflicts", formatInteger(conflicts), conflicts > 0 ? "warn" : undefined]);
  if (gauges.behind) rows.push(["behind", formatSeconds(gauges.behind), gauges.behind > 10 ? "warn" : undefined]);
  if (gauges.instances !== null && gauges.instances !== undefined)
    rows.push(["instances up", formatInteger(gauges.instances)]);
  if (gauges.slots > 0) {
    rows.push(["busy", `${formatInteger(gauges.busy)} of ${formatInteger(gauges.slots)}`]);
    rows.push(["utilisation", formatPercent(gauges.utilisation), gauges.utilisation > 0.95 ? "warn" : undefined]);
  }
  if (gauges.p50Ms !== null || gauges.p99Ms !== null) {
    rows.push(["p50", formatMs(gauges.p50Ms)], ["p99", formatMs(gauges.p99Ms)]);
  }
  const { sagas } = gauges;
  if (kind === "saga" && sagas) {
    rows.push(
      ["committed", formatInteger(sagas.committed)],
      ["running", formatInteger(sagas.running)],
      ["compensating", formatInteger(sagas.compensating), sagas.compensating > 0 ? "warn" : undefined],
      ["compensated", formatInteger(sagas.compensated)],
      ["stuck", formatInteger(sagas.stuck), sagas.stuck > 0 ? "down" : undefined],
    );
  }
  return rows;
}

export function edgeRows(edge: EdgeGauges): Row[] {
  return [
    ["rate", formatRate(edge.rate)],
    ["total", total(edge.count)],
    ["failed", formatInteger(edge.failed), edge.failed > 0 ? "down" : undefined],
    ["p99", formatMs(edge.p99Ms)],
    ["lag", formatInteger(edge.lag), edge.state === "warn" ? "warn" : undefined],
  ];
}
