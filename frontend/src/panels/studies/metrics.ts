import type { Document } from "@/document/types";
import { formatCount, formatMs, formatPercent, formatRate, NOTHING } from "@/run/format";

export interface MetricOption {
  name: string;
  /** Whose it is. */
  owner: string;
  title: string;
}

const WORKS = new Set(["service", "api_gateway", "external_system", "projection", "saga", "database", "event_store"]);
const latencies = [
  ["p99_ms", "99th percentile"],
  ["p95_ms", "95th percentile"],
  ["mean_ms", "mean"],
] as const;
const counts = [
  ["lost", "Lost messages"],
  ["dead_lettered", "Dead letters"],
  ["expired", "Expired messages"],
  ["dropped", "Dropped messages"],
  ["redelivered", "Redelivered messages"],
  ["completed", "Completed messages"],
] as const;

/** What the engine can measure of this diagram, by the names it has for it. */
export function metricsOf(document: Document): MetricOption[] {
  const found: MetricOption[] = [];
  const name = (id: string) => document.nodes[id]?.name ?? id;
  for (const [id, edge] of Object.entries(document.edges)) {
    if (edge.kind !== "subscribe") continue;
    const owner = `${name(edge.source)} → ${name(edge.target)}`;
    for (const [measure, words] of latencies) {
      found.push({ name: `edges.${id}.latency.${measure}`, owner, title: `Lag, publish to handled, ${words}` });
    }
  }
  for (const [id, node] of Object.entries(document.nodes)) {
    if (WORKS.has(node.kind)) {
      for (const [measure, words] of latencies) {
        found.push({ name: `nodes.${id}.latency.${measure}`, owner: node.name, title: `Time at the node, ${words}` });
      }
      found.push({ name: `nodes.${id}.utilisation`, owner: node.name, title: "Utilisation" });
      found.push({ name: `nodes.${id}.throughput`, owner: node.name, title: "Throughput" });
    }
    if (WORKS.has(node.kind) || /topic|queue|stream/.test(node.kind)) {
      found.push({ name: `nodes.${id}.mean_waiting`, owner: node.name, title: "Messages waiting, mean" });
    }
  }
  for (const [count, title] of counts) found.push({ name: `ledger.${count}`, owner: "Whole diagram", title });
  return found;
}

/** The words for a metric's name; the name itself where the diagram has changed meanwhile. */
export const metricWords = (options: MetricOption[], name: string): string => {
  const found = options.find((option) => option.name === name);
  return found ? `${found.owner}: ${found.title}` : name;
};

/** The unit in which a limit is given. */
export function unitOf(name: string): string {
  if (name.endsWith("_ms")) return "ms";
  if (name.endsWith(".mean_waiting")) return "messages";
  return name.endsWith(".utilisation") ? "of 1" : "/s";
}

export function formatMetric(name: string, value: number | null | undefined): string {
  if (value === null || value === undefined || Number.isNaN(value)) return NOTHING;
  if (name.endsWith("_ms")) return formatMs(value);
  if (name.endsWith(".utilisation")) return formatPercent(value);
  return name.endsWith(".mean_waiting")
    ? `${small(value)} msg`
    : value < 0.05 && value > 0
      ? `${small(value)}/s`
      : formatRate(value);
}

const small = (value: number): string => (value < 10 ? value.toPrecision(2) : formatCount(value));

/** 388 ms ± 12 ms. */
export function formatEstimate(name: string, one: { mean: number; halfWidth: number | null } | undefined): string {
  if (!one) return NOTHING;
  return `${formatMetric(name, one.mean)}${one.halfWidth === null ? "" : ` ± ${formatMetric(name, one.halfWidth)}`}`;
}
