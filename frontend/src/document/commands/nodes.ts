import { channelsOf, snapped } from "../geometry";
import { freeId, freeName, slug } from "../ids";
import { nodeKinds } from "../registry";
import { complete, nodeSchema } from "../schema";
import type { Command } from "../store";
import type { AnyNode, Document, NodeKind, Position } from "../types";
import { addEventType, newEventType } from "./eventTypes";
import { removeThings } from "./removal";

export interface NewNode {
  kind: NodeKind;
  position: Position;
  parent?: string | null;
  name?: string;
}

const taken = (document: Document) => (id: string) => id in document.nodes || id in document.edges;

/** The id and the node that `addNode` would put into this document, complete with every default. */
export function newNode(document: Document, { kind, position, parent, name }: NewNode): { id: string; node: AnyNode } {
  const own = freeName(
    name ?? nodeKinds[kind].label,
    Object.values(document.nodes).map((node) => node.name),
  );
  const given: Record<string, unknown> = { kind, name: own, position: snapped(position) };
  if (parent !== undefined) given.parent = parent;
  const node = complete(nodeSchema(kind), given) as unknown as AnyNode;
  return { id: freeId(slug(own, kind), taken(document)), node };
}

export const addNode =
  (id: string, node: AnyNode): Command =>
  (document) => {
    if (document.nodes[id]) return document;
    const added = { ...document, nodes: { ...document.nodes, [id]: node } };
    return "parent" in node && node.parent ? ordered(added, node.parent, id, Number.POSITIVE_INFINITY) : added;
  };

/** A source that sends nothing yet sends an event of the document, or a first one made for it: else it would be silent. */
export const givenSomethingToSend =
  (id: string): Command =>
  (document) => {
    const node = document.nodes[id];
    if (!node || !("sends" in node) || node.sends?.length) return document;
    const known = Object.keys(document.eventTypes).sort()[0];
    const made = known ? null : newEventType(document, "Event");
    const eventType = known ?? made?.id;
    if (!eventType) return document;
    const withType = made ? addEventType(made.id, made.eventType)(document) : document;
    const sends = [{ eventType, weight: 1 }];
    return { ...withType, nodes: { ...withType.nodes, [id]: { ...node, sends } } };
  };

export const moveNodes =
  (positions: Record<string, Position>): Command =>
  (document) => {
    const nodes = { ...document.nodes };
    let changed = false;
    for (const [id, position] of Object.entries(positions)) {
      const node = nodes[id];
      const place = snapped(position);
      if (!node || (node.position.x === place.x && node.position.y === place.y)) continue;
      nodes[id] = { ...node, position: place };
      changed = true;
    }
    return changed ? { ...document, nodes } : document;
  };

export const renameNode =
  (id: string, name: string): Command =>
  (document) => {
    const node = document.nodes[id];
    const tidy = name.trim().slice(0, 120);
    if (!node || !tidy || tidy === node.name) return document;
    return { ...document, nodes: { ...document.nodes, [id]: { ...node, name: tidy } } };
  };

/** Puts a channel at the n-th place of a container (its own, or another that takes it). */
export const placeChannel =
  (id: string, parent: string, index: number): Command =>
  (document) => {
    const node = document.nodes[id];
    const home = document.nodes[parent];
    if (!node || !home || !("parent" in node) || !nodeKinds[node.kind].parents.includes(home.kind)) return document;
    if (node.parent === parent && channelsOf(document.nodes, parent).indexOf(id) === index) return document;
    return ordered(
      { ...document, nodes: { ...document.nodes, [id]: { ...node, parent } as AnyNode } },
      parent,
      id,
      index,
    );
  };

/** Takes a dead letter queue out of its broker, to stand for itself. */
export const takeOut =
  (id: string, position: Position): Command =>
  (document) => {
    const node = document.nodes[id];
    if (node?.kind !== "dead_letter_queue" || node.parent === null) return document;
    return { ...document, nodes: { ...document.nodes, [id]: { ...node, parent: null, position: snapped(position) } } };
  };

/** Writes the order of a container's channels into their y, with `id` at `index`. */
function ordered(document: Document, parent: string, id: string, index: number): Document {
  const order = channelsOf(document.nodes, parent).filter((one) => one !== id);
  order.splice(Math.min(index, order.length), 0, id);
  const nodes = { ...document.nodes };
  order.forEach((one, place) => {
    const node = nodes[one];
    if (node) nodes[one] = { ...node, position: { x: 0, y: place * 60 } };
  });
  return { ...document, nodes };
}

/** Removes nodes, containers with their channels, and every edge and planned fault that hung on them. */
export const removeNodes = (ids: readonly string[]): Command => removeThings(ids, []);
