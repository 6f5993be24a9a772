import registries from "@/contract/registries.json";
import { edgeTitle, type Target } from "./faults";
import type { Document } from "./types";

/** A number of a node or an edge that can be another one in mid-run. */
export interface Tunable {
  number: string;
  label: string;
  unit: string;
  least: number;
  most: number;
  whole: boolean;
}

interface Row extends Omit<Tunable, "number"> {
  nodes: string[];
  edges: string[];
}

const rows = registries.tunable as Record<string, Row>;

export const tunables: readonly Tunable[] = Object.entries(rows).map(
  ([number, { label, unit, least, most, whole }]) => ({ number, label, unit, least, most, whole }),
);

export function tunableTargets(document: Pick<Document, "nodes" | "edges">, number: string): Target[] {
  const row = rows[number];
  if (!row) return [];
  return [
    ...Object.entries(document.nodes)
      .filter(([, node]) => row.nodes.includes(node.kind))
      .map(([id, node]) => ({ id, name: node.name })),
    ...Object.entries(document.edges)
      .filter(([, edge]) => row.edges.includes(edge.kind))
      .map(([id]) => ({ id, name: edgeTitle(document, id) })),
  ];
}
