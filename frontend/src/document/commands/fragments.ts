import { boxOf, channelsOf, snapped } from "../geometry";
import { freeId, freeName } from "../ids";
import { references } from "../references";
import { parentOf } from "../registry";
import type { Command } from "../store";
import type { AnyEdge, AnyNode, Document, EventType, Position } from "../types";

/** A piece of a diagram: what copy takes along and paste puts down. Event types come with it, for another diagram. */
export interface Fragment {
  nodes: Record<string, AnyNode>;
  edges: Record<string, AnyEdge>;
  eventTypes: Record<string, EventType>;
}

/** The chosen nodes, the channels of chosen containers, and the edges between them. */
export function copied(document: Document, ids: readonly string[]): Fragment {
  const chosen = new Set(ids.filter((id) => document.nodes[id]));
  for (const id of [...chosen]) for (const channel of channelsOf(document.nodes, id)) chosen.add(channel);
  const nodes: Fragment["nodes"] = {};
  for (const id of chosen) {
    const node = document.nodes[id];
    if (!node) continue;
    const parent = parentOf(node);
    const box = parent && !chosen.has(parent) ? boxOf(document.nodes, id) : null;
    // A dead letter queue copied without its broker stands where one saw it.
    nodes[id] = box && node.kind === "dead_letter_queue" ? { ...node, position: { x: box.x, y: box.y } } : node;
  }
  const edges = Object.fromEntries(
    Object.entries(document.edges).filter(([, edge]) => chosen.has(edge.source) && chosen.has(edge.target)),
  );
  const named = [...references({ nodes, edges })].filter(({ refersTo }) => refersTo === "eventTypes");
  const eventTypes: Fragment["eventTypes"] = {};
  for (const { id } of named) if (document.eventTypes[id]) eventTypes[id] = document.eventTypes[id];
  return { nodes, edges, eventTypes };
}

export const isEmpty = (fragment: Fragment): boolean => Object.keys(fragment.nodes).length === 0;

/** Puts a fragment down under new ids; `command` is the step, `ids` the new nodes that stand on the canvas itself. */
export function pasted(document: Document, fragment: Fragment, offset: Position): { command: Command; ids: string[] } {
  const names = new Map<string, string>();
  const nodes = { ...document.nodes };
  const takenNames = Object.values(nodes).map((node) => node.name);
  const taken = (id: string) => id in nodes || id in document.edges;
  const fits = (node: AnyNode): boolean => {
    const parent = parentOf(node);
    return parent === null || parent in fragment.nodes || parent in document.nodes || node.kind === "dead_letter_queue";
  };
  const placed = Object.entries(fragment.nodes).filter(([, node]) => fits(node));
  for (const [id] of placed) {
    const own = freeId(id, taken);
    names.set(id, own);
    nodes[own] = fragment.nodes[id] as AnyNode;
  }
  for (const [id, node] of placed) {
    const own = names.get(id) as string;
    const parent = parentOf(node);
    const name = freeName(node.name, takenNames);
    takenNames.push(name);
    nodes[own] = { ...node, name, ...home(parent, names, document), position: moved(node, offset) } as AnyNode;
  }
  for (const [, own] of names) nodes[own] = renaming(nodes, own, names);
  const edges = { ...document.edges };
  for (const [id, edge] of Object.entries(fragment.edges)) {
    const [source, target] = [names.get(edge.source), names.get(edge.target)];
    if (source && target) edges[freeId(id, (one) => one in edges || one in nodes)] = { ...edge, source, target };
  }
  const eventTypes = { ...fragment.eventTypes, ...document.eventTypes };
  const own = [...names.entries()];
  return {
    command: () => ({ ...document, nodes, edges, eventTypes }),
    ids: own.filter(([id]) => !isInside(fragment, id)).map(([, id]) => id),
  };
}

/** A pasted exchange's alternate is the pasted one, else the one it had if it still stands in the same broker, else none. */
function renaming(nodes: Document["nodes"], own: string, names: ReadonlyMap<string, string>): AnyNode {
  const node = nodes[own] as AnyNode;
  if (node.kind !== "rabbitmq_exchange" || node.alternateExchange === null) return node;
  const named = names.get(node.alternateExchange) ?? node.alternateExchange;
  const there = nodes[named];
  return { ...node, alternateExchange: there && parentOf(there) === node.parent ? named : null };
}

const isInside = (fragment: Fragment, id: string): boolean => {
  const node = fragment.nodes[id];
  const parent = node ? parentOf(node) : null;
  return parent !== null && parent in fragment.nodes;
};

function home(
  parent: string | null,
  names: ReadonlyMap<string, string>,
  document: Document,
): { parent?: string | null } {
  if (parent === null) return {};
  return { parent: names.get(parent) ?? (parent in document.nodes ? parent : null) };
}

const moved = (node: AnyNode, { x, y }: Position): Position =>
  parentOf(node) === null ? snapped({ x: node.position.x + x, y: node.position.y + y }) : node.position;
