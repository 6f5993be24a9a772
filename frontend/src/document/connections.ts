import { edgeKindNames, edgeKinds, isChannel, isContainer, nodeKinds, parentOf } from "./registry";
import type { AnyEdge, Document, EdgeKind, NodeKind } from "./types";

/** The same rules as `why_not` in apps/schema/references.py; tests/schema/connection_cases.json holds both to them. */

export function edgeKindsBetween(source: NodeKind, target: NodeKind): EdgeKind[] {
  return edgeKindNames.filter((kind) =>
    edgeKinds[kind].pairs.some(([sources, targets]) => sources.includes(source) && targets.includes(target)),
  );
}

/** Why an edge of this kind may not lead from source to target; null if it may. */
export function whyNot(nodes: Document["nodes"], kind: EdgeKind, source: string, target: string): string | null {
  const start = nodes[source];
  const end = nodes[target];
  if (!start || !end) return "the node is no longer there";
  if (source === target) return "a node cannot connect to itself";
  const [from, to] = [nodeKinds[start.kind].label, nodeKinds[end.kind].label];
  if (isContainer(start.kind) || isContainer(end.kind)) {
    return `connect to a channel inside ${isContainer(start.kind) ? from : to}, not to the broker itself`;
  }
  const possible = edgeKindsBetween(start.kind, end.kind);
  if (possible.includes(kind)) {
    if (isChannel(start.kind) && isChannel(end.kind) && parentOf(start) !== parentOf(end)) {
      return `${from} and ${to} must live in the same broker`;
    }
    return null;
  }
  if (possible.length)
    return `${from} ${edgeKinds[kind].label} nothing of kind ${to}; possible here: ${possible.join(", ")}`;
  return `${from} and ${to} do not connect in this direction`;
}

export const isSynchronous = (kind: EdgeKind): boolean => kind === "call" || kind === "read" || kind === "write";

/** What is called, and the queues that calls go through. */
const called = (edges: Document["edges"]): Set<string> =>
  new Set(Object.values(edges).flatMap((edge) => (edge.kind === "call" ? [edge.target] : [])));

/** The ids along the circle of synchronous calls that a new one from source to target would close; null if none. */
export function circle(
  edges: Document["edges"],
  source: string,
  target: string,
  kind: EdgeKind = "call",
): string[] | null {
  const calls = new Map<string, string[]>();
  const asked = called(edges);
  if (kind === "call") asked.add(target);
  for (const edge of Object.values(edges)) {
    // Of a queue that a call goes through: those who read it answer.
    const waits = isSynchronous(edge.kind) || (edge.kind === "subscribe" && asked.has(edge.source));
    if (waits) calls.set(edge.source, [...(calls.get(edge.source) ?? []), edge.target]);
  }
  const seen = new Set<string>();
  const trail = (at: string, path: string[]): string[] | null => {
    if (at === source) return [source, ...path];
    if (seen.has(at)) return null;
    seen.add(at);
    for (const next of calls.get(at) ?? []) {
      const found = trail(next, [...path, next]);
      if (found) return found;
    }
    return null;
  };
  return trail(target, [target]);
}

export type Verdict = { kinds: EdgeKind[]; reason: null } | { kinds: []; reason: string };

/** The kinds of edge that may be drawn from source to target, the likeliest first; or why none may. */
export function connectable(document: Pick<Document, "nodes" | "edges">, source: string, target: string): Verdict {
  const { nodes, edges } = document;
  const [start, end] = [nodes[source], nodes[target]];
  if (!start || !end) return { kinds: [], reason: "the node is no longer there" };
  const refused = (kind: EdgeKind): string | null =>
    whyNot(nodes, kind, source, target) ??
    closesCircle(document, kind, source, target) ??
    (alreadyThere(Object.values(edges), kind, source, target) ? "they are connected already" : null);
  const possible = edgeKindsBetween(start.kind, end.kind);
  if (!possible.length) return { kinds: [], reason: whyNot(nodes, "publish", source, target) ?? "" };
  const kinds = possible.filter((kind) => refused(kind) === null);
  if (kinds.length) return { kinds, reason: null };
  return { kinds: [], reason: possible.map(refused).find((reason) => reason !== null) ?? "" };
}

function closesCircle(
  { nodes, edges }: Pick<Document, "nodes" | "edges">,
  kind: EdgeKind,
  source: string,
  target: string,
) {
  if (!isSynchronous(kind) && !(kind === "subscribe" && called(edges).has(source))) return null;
  const found = circle(edges, source, target, kind);
  if (!found) return null;
  const names = found.map((id) => nodes[id]?.name ?? id).join(" → ");
  return `closes a circle of synchronous calls (${names}): each would wait for the other`;
}

const alreadyThere = (edges: AnyEdge[], kind: EdgeKind, source: string, target: string): boolean =>
  edges.some((edge) => edge.kind === kind && edge.source === source && edge.target === target);
