import { faultKinds } from "./registry";
import type { Document } from "./types";

/** The nodes and edges of a document that a kind of fault can strike, with what they are called. */
export function strikable(
  { nodes, edges }: Pick<Document, "nodes" | "edges">,
  kind: string,
): { id: string; name: string }[] {
  const row = faultKinds[kind];
  if (!row) return [];
  const called = (id: string) => nodes[id]?.name ?? id;
  return [
    ...Object.entries(nodes)
      .filter(([, node]) => row.nodes.includes(node.kind))
      .map(([id, node]) => ({ id, name: node.name })),
    ...Object.entries(edges)
      .filter(([, edge]) => row.edges.includes(edge.kind))
      .map(([id, edge]) => ({ id, name: edge.name ?? `${called(edge.source)} → ${called(edge.target)}` })),
  ];
}
