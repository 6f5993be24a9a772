import { type FaultRow, faultKinds, operationKinds } from "./registry";
import { complete, faultSchema, operationSchema } from "./schema";
import type { AnyNode, Document, Fault, Operation } from "./types";

export interface Target {
  id: string;
  name: string;
}

type Drawn = Pick<Document, "nodes" | "edges">;

export function edgeTitle({ nodes, edges }: Drawn, id: string): string {
  const edge = edges[id];
  if (!edge) return id;
  const called = (node: string) => nodes[node]?.name ?? node;
  return edge.name ?? `${called(edge.source)} → ${called(edge.target)}`;
}

/** The zone that a node stands in, and those its servers are spread over. */
export const zonesOf = (node: AnyNode | undefined): string[] => {
  if (!node) return [];
  return [...new Set([node.zone, ...("zones" in node ? node.zones : [])])].filter((zone) => zone !== "");
};

/** All zones of a document, in the order of the alphabet. */
export const zonesIn = ({ nodes }: Pick<Document, "nodes">): string[] =>
  [...new Set(Object.values(nodes).flatMap(zonesOf))].sort();

/** Whether a kind of fault can strike this node or edge; zones are struck by their names. */
export function strikes({ nodes, edges }: Drawn, kind: string, area: "nodes" | "edges", id: string): boolean {
  const row = faultKinds[kind];
  if (!row) return false;
  if (area === "nodes") return row.nodes.includes(nodes[id]?.kind ?? "") && matters({ nodes, edges }, row, id);
  const edge = edges[id];
  if (!edge || !row.edges.includes(edge.kind)) return false;
  return row.edges_from.length === 0 || row.edges_from.includes(nodes[edge.source]?.kind ?? "");
}

/** Whether a fault of a node's clock changes anything there: as apps/schema/striking.py has it. */
function matters({ nodes, edges }: Drawn, row: FaultRow, id: string): boolean {
  if (row.publishes_to.length === 0 && !row.remembers) return true;
  const node = nodes[id];
  if (row.remembers && node && "idempotent" in node && node.idempotent && node.idempotencyWindowSeconds !== null)
    return true;
  return Object.values(edges).some(
    ({ kind, source, target }) =>
      kind === "publish" && source === id && row.publishes_to.includes(nodes[target]?.kind ?? ""),
  );
}

/** All kinds of fault that can strike this node or edge. */
export const kindsFor = (document: Drawn, area: "nodes" | "edges", id: string): string[] =>
  Object.keys(faultKinds).filter((kind) => strikes(document, kind, area, id));

const SWITCHED = ["crash", "partition", "throttle"];

/** What a switch on the canvas strikes with: down, cut, or let through but little. Null: nothing can strike here. */
export function quickKind(document: Drawn, area: "nodes" | "edges", id: string): string | null {
  const kinds = kindsFor(document, area, id);
  return SWITCHED.find((kind) => kinds.includes(kind)) ?? kinds[0] ?? null;
}

export const areaOf = ({ edges }: Drawn, id: string): "nodes" | "edges" => (id in edges ? "edges" : "nodes");

/** Of a selection, what each kind of fault can strike. */
export function kindsForAll(document: Drawn, ids: readonly string[]): { kind: string; targets: string[] }[] {
  return Object.keys(faultKinds)
    .map((kind) => ({ kind, targets: ids.filter((id) => strikes(document, kind, areaOf(document, id), id)) }))
    .filter(({ targets }) => targets.length > 0);
}

/** What a kind of fault can strike: nodes and edges by id, zones by name. */
export function strikable(document: Drawn, kind: string): Target[] {
  if (faultKinds[kind]?.zones) return zonesIn(document).map((zone) => ({ id: zone, name: zone }));
  return drawn(document, (area, id) => strikes(document, kind, area, id));
}

/** What an operation can be done to. */
export function operable(document: Drawn, kind: string): Target[] {
  const row = operationKinds[kind];
  if (!row) return [];
  return drawn(document, (area, id) => {
    if (area === "nodes") return row.nodes.includes(document.nodes[id]?.kind ?? "");
    const edge = document.edges[id];
    return edge?.kind === "subscribe" && row.edges_from.includes(document.nodes[edge.source]?.kind ?? "");
  });
}

function drawn(document: Drawn, fits: (area: "nodes" | "edges", id: string) => boolean): Target[] {
  return [
    ...Object.entries(document.nodes)
      .filter(([id]) => fits("nodes", id))
      .map(([id, node]) => ({ id, name: node.name })),
    ...Object.keys(document.edges)
      .filter((id) => fits("edges", id))
      .map((id) => ({ id, name: edgeTitle(document, id) })),
  ];
}

/** The targets of anything that can be planned: faults and operations have no kind in common. */
export const targetsOf = (document: Drawn, kind: string): Target[] =>
  kind in operationKinds ? operable(document, kind) : strikable(document, kind);

/** A fault with every default, on the given target. */
export const newFault = (kind: string, target: string): Fault =>
  complete(faultSchema(kind), { kind, target }) as unknown as Fault;

/** An operation with every default; scaling begins at what there is. */
export function newOperation({ nodes }: Pick<Document, "nodes">, kind: string, target: string): Operation {
  const node = nodes[target];
  const now = kind === "scale" && node && "instances" in node ? { instances: node.instances } : {};
  return complete(operationSchema(kind), { kind, target, ...now }) as unknown as Operation;
}

/** Where a label of the registry is made for a switch or a number ("Slow by"), what it is called in a menu. */
const MENU: Record<string, string> = { crash: "Crash", slow: "Slow down", traffic_spike: "Traffic spike" };

export const plannedName = (kind: string): string =>
  MENU[kind] ?? faultKinds[kind]?.label ?? operationKinds[kind]?.label ?? kind;

export const plannedHelp = (kind: string): string =>
  (kind in operationKinds ? operationSchema(kind) : faultSchema(kind)).description ?? "";

/** How many instances, servers or partitions the target has of which a fault names one; null: nothing to name. */
export function partsOf(node: AnyNode | undefined, key: string): number | null {
  if (!node) return null;
  if (key === "instance") return "instances" in node ? node.instances : null;
  if (key === "partition") return "partitions" in node ? node.partitions : 1;
  if (key !== "broker") return null;
  if ("brokers" in node) return node.brokers;
  if ("nodes" in node) return node.nodes;
  return "replicas" in node ? 1 + node.replicas : 1;
}
