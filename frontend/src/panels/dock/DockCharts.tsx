import { useMemo } from "react";
import { nodeKinds } from "@/document/registry";
import type { NodeKind } from "@/document/types";
import { operationsFromLog, past, session, useFrame, useRunStore } from "@/run";
import { formatCount, formatMs, formatRate } from "@/run/format";
import type { NodeMetric, RunMetric, Series } from "@/run/history";
import { nameOf, useDocument } from "../run/names";
import { TimeChart } from "./TimeChart";

interface Chart {
  title: string;
  series: Series;
  format: (value: number) => string;
}

const ofRun = (title: string, metric: RunMetric, format: Chart["format"]): Chart => ({
  title,
  series: session.feed.history.run(metric),
  format,
});
const ofNode = (id: string, title: string, metric: NodeMetric, format: Chart["format"]): Chart => ({
  title,
  series: session.feed.history.node(id, metric),
  format,
});

/** Groups of the palette whose kinds pass messages on instead of working on them. */
const brokers = new Set(["Brokers", "Channels"]);

/** Four charts of the whole run, or of the chosen node. */
export function chartsFor(nodeId: string | null, kind: string): Chart[] {
  if (nodeId === null) {
    return [
      ofRun("Completed", "completedRate", formatRate),
      ofRun("End-to-end p99", "endToEndP99Ms", formatMs),
      ofRun("Waiting", "waiting", formatCount),
      ofRun("Dead letters", "deadLettered", formatCount),
    ];
  }
  const name = nameOf(nodeId);
  const waiting = ofNode(nodeId, `${name} waiting`, "waiting", formatCount);
  if (kind === "dead_letter_queue") {
    const kept = ofNode(nodeId, `${name}: dead letters`, "deadLettered", formatCount);
    return [ofNode(nodeId, `${name} in`, "inRate", formatRate), kept];
  }
  const rates = [
    ofNode(nodeId, `${name} in`, "inRate", formatRate),
    ofNode(nodeId, `${name} out`, "outRate", formatRate),
  ];
  if (brokers.has(nodeKinds[kind as NodeKind].group)) {
    return [...rates, waiting, ofNode(nodeId, `${name}: lost or dropped`, "failed", formatCount)];
  }
  return [...rates, ofNode(nodeId, `${name} p99`, "p99Ms", formatMs), waiting];
}

export function DockCharts({ nodeId }: { nodeId: string | null }) {
  const frame = useFrame();
  const faults = useRunStore((state) => state.faults);
  const log = useRunStore((state) => state.run?.log);
  const operations = useMemo(() => operationsFromLog(log ?? []).map(({ at }) => at), [log]);
  const at = useRunStore((state) => state.past?.at ?? null);
  const kind = useDocument().nodes[nodeId ?? ""]?.kind ?? "";
  if (frame === null) return null;
  return (
    <div className="grid h-full min-h-0 grid-cols-4 gap-5">
      {chartsFor(kind ? nodeId : null, kind).map((chart) => (
        <TimeChart
          key={chart.title}
          {...chart}
          faults={faults}
          operations={operations}
          now={at === null ? frame.time : past.range().to}
          at={at}
          syncKey="dock"
        />
      ))}
    </div>
  );
}
