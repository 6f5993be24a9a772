import { connectable } from "../connections";
import { freeId } from "../ids";
import { complete, edgeSchema } from "../schema";
import type { Command } from "../store";
import type { AnyEdge, Document, EdgeKind } from "../types";

export interface NewEdge {
  kind: EdgeKind;
  source: string;
  target: string;
}

export function newEdge(document: Document, { kind, source, target }: NewEdge): { id: string; edge: AnyEdge } {
  const id = freeId(
    `${source}-${kind.replace("_", "-")}-${target}`.slice(0, 58),
    (one) => one in document.edges || one in document.nodes,
  );
  const edge = complete(edgeSchema(kind), { kind, source, target, name: null }) as unknown as AnyEdge;
  return { id, edge };
}

/** Adds an edge; one that may not be there is not added. */
export const addEdge =
  (id: string, edge: AnyEdge): Command =>
  (document) => {
    if (document.edges[id]) return document;
    const verdict = connectable(document, edge.source, edge.target);
    if (!verdict.kinds.some((kind) => kind === edge.kind)) return document;
    return { ...document, edges: { ...document.edges, [id]: edge } };
  };

/** The kinds an edge can be turned into, its own first. */
export function kindsFor(document: Document, id: string): EdgeKind[] {
  const edge = document.edges[id];
  if (!edge) return [];
  const { [id]: _, ...others } = document.edges;
  const { kinds } = connectable({ ...document, edges: others }, edge.source, edge.target);
  return [edge.kind, ...kinds.filter((kind) => kind !== edge.kind)];
}

/** Turns an edge into one of another kind; settings that both have are kept. */
export const changeEdgeKind =
  (id: string, kind: EdgeKind): Command =>
  (document) => {
    const edge = document.edges[id];
    if (!edge || edge.kind === kind || !kindsFor(document, id).includes(kind)) return document;
    const changed = complete(edgeSchema(kind), { ...edge, kind }) as unknown as AnyEdge;
    return { ...document, edges: { ...document.edges, [id]: changed } };
  };
