import { boxOf, CHANNEL, CONTAINER, channelsOf, freePlace } from "./geometry";
import { isChannel, isContainer, nodeKinds } from "./registry";
import type { AnyNode, Document, NodeKind, Position } from "./types";

/** The type under which the palette's rows are dragged. */
export const DRAGGED_KIND = "application/x-breakwater-kind";

/** Where something may stand: inside a broker, at one of its places, or on the canvas itself; or why nowhere. */
export type Placement =
  | { parent: string; index: number }
  | { parent: null; position: Position }
  | { parent: null; reason: string };

/** The broker under a point that takes this kind of channel. */
export function containerAt(nodes: Document["nodes"], kind: NodeKind, point: Position): string | null {
  const { parents } = nodeKinds[kind];
  const found = Object.keys(nodes).find((id) => {
    const node = nodes[id];
    const box = node && parents.includes(node.kind) && isContainer(node.kind) ? boxOf(nodes, id) : null;
    return box && point.x >= box.x && point.x <= box.x + box.width && point.y >= box.y && point.y <= box.y + box.height;
  });
  return found ?? null;
}

/** The place among a broker's channels that a point is nearest to. */
export function placeInside(nodes: Document["nodes"], container: string, point: Position, moving?: string): number {
  const top = (nodes[container]?.position.y ?? 0) + CONTAINER.header;
  const others = channelsOf(nodes, container).filter((id) => id !== moving).length;
  const place = (point.y - top - CHANNEL.height / 2) / (CHANNEL.height + CHANNEL.gap);
  // One that is in the list already takes the nearest place; a new one goes after those whose middle is above it.
  return Math.max(0, Math.min(others, moving === undefined ? Math.ceil(place) : Math.round(place)));
}

/** Why a channel cannot stand alone: "a topic lives inside Kafka". */
export function needsBroker(kind: NodeKind): string {
  const homes = nodeKinds[kind].parents.map((parent) => nodeKinds[parent as NodeKind].label).join(" or ");
  return `${nodeKinds[kind].label} lives inside ${homes}: put it into one`;
}

/** Where something dropped at a point goes; the point is where its middle should be. */
export function placementAt(nodes: Document["nodes"], kind: NodeKind, point: Position, moving?: string): Placement {
  const container = containerAt(nodes, kind, point);
  if (container) return { parent: container, index: placeInside(nodes, container, point, moving) };
  if (isChannel(kind)) return { parent: null, reason: needsBroker(kind) };
  return { parent: null, position: { x: point.x - 80, y: point.y - 37 } };
}

/** Where something added without pointing goes: into the chosen broker, the only one that takes it, or a free place. */
export function placementFor(
  nodes: Document["nodes"],
  kind: NodeKind,
  chosen: string | null,
  middle: Position,
): Placement {
  const { parents } = nodeKinds[kind];
  const takes = (id: string): boolean => parents.includes(nodes[id]?.kind ?? "");
  const home = chosen && nodes[chosen] && "parent" in nodes[chosen] ? nodes[chosen].parent : chosen;
  const broker = home && takes(home) ? home : isChannel(kind) ? Object.keys(nodes).find(takes) : undefined;
  if (broker) return { parent: broker, index: channelsOf(nodes, broker).length };
  if (isChannel(kind)) return { parent: null, reason: needsBroker(kind) };
  const wanted = { x: middle.x - 80, y: middle.y - 37 };
  return { parent: null, position: freePlace(nodes, { kind } as AnyNode, wanted) };
}
