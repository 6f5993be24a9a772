import { edgeTitle, type Target } from "./faults";
import { inWords } from "./form";
import { metrics } from "./registry";
import type { Document, Probe, Tolerance } from "./types";

type Drawn = Pick<Document, "nodes" | "edges">;

const READERS = ["service", "saga", "projection", "external_system"];

/** What a metric can be measured of, besides the whole diagram. */
export function measurable({ nodes, edges }: Drawn, metric: string): Target[] {
  const row = metrics[metric];
  if (!row) return [];
  return [
    ...Object.entries(nodes)
      .filter(([, node]) => row.nodes.includes(node.kind))
      .map(([id, node]) => ({ id, name: node.name })),
    ...Object.entries(edges)
      .filter(([, edge]) => row.edges.includes(edge.kind))
      // A binding keeps nothing; only what it hands on can be counted.
      .filter(([, { kind, target }]) => kind !== "subscribe" || metric === "goodput" || isReader(nodes[target]?.kind))
      .map(([id]) => ({ id, name: edgeTitle({ nodes, edges }, id) })),
  ];
}

const isReader = (kind: string | undefined): boolean => kind !== undefined && READERS.includes(kind);

/** Where a metric can be measured: the target if it may stay, else the whole diagram, else the first that there is. */
export function fittingTarget(document: Drawn, metric: string, target: string | null): string | null {
  const targets = measurable(document, metric);
  if (target !== null && targets.some(({ id }) => id === target)) return target;
  return metrics[metric]?.whole ? null : (targets[0]?.id ?? null);
}

/** "p99 of Payment over 10 s", or the name that it was given. */
export function probeWords(document: Drawn, probe: Probe): string {
  if (probe.name) return probe.name;
  const row = metrics[probe.metric];
  const of = probe.target ? ` of ${document.nodes[probe.target]?.name ?? edgeTitle(document, probe.target)}` : "";
  const over = probe.windowSeconds && !row?.level ? ` over ${probe.windowSeconds} s` : "";
  return `${row?.label ?? inWords(probe.metric)}${of}${over}`;
}

export const operators: Record<string, string> = {
  "<=": "at most",
  "<": "less than",
  ">=": "at least",
  ">": "more than",
  "==": "exactly",
  "!=": "anything but",
  range: "between",
};

/** The same tolerance with another operator: a number stays, as far as there is one. */
export function withOperator(tolerance: Tolerance, operator: string): Tolerance {
  const value = tolerance.kind === "range" ? tolerance.high : tolerance.value;
  if (operator === "range") {
    return tolerance.kind === "range"
      ? tolerance
      : { kind: "range", low: Math.min(0, value), high: Math.max(0, value) };
  }
  return { kind: "comparison", operator: operator as "<=", value };
}
