import { isContainer, parentOf } from "./registry";
import type { AnyNode, Document, Position } from "./types";

/** Sizes on the canvas, in px at zoom 1. The exports draw the same ones. */
export const CARD = { width: 160, height: 74 };
export const CHANNEL = { width: 180, height: 52, gap: 8 };
export const CONTAINER = { width: 200, header: 36, padding: 10 };
export const GRID = 8;

export const snapped = ({ x, y }: Position): Position => ({
  x: Math.round(x / GRID) * GRID,
  y: Math.round(y / GRID) * GRID,
});

/** The channels of a container, top to bottom: their own y decides, then their id. */
export function channelsOf(nodes: Document["nodes"], container: string): string[] {
  return Object.keys(nodes)
    .filter((id) => nodes[id] && parentOf(nodes[id]) === container)
    .sort((a, b) => (nodes[a]?.position.y ?? 0) - (nodes[b]?.position.y ?? 0) || (a < b ? -1 : 1));
}

/** Where the n-th channel stands inside its container. */
export const channelPosition = (index: number): Position => ({
  x: CONTAINER.padding,
  y: CONTAINER.header + index * (CHANNEL.height + CHANNEL.gap),
});

/** An empty container shows one row that asks for a channel. */
export const containerHeight = (channels: number): number =>
  CONTAINER.header + Math.max(1, channels) * (CHANNEL.height + CHANNEL.gap) - CHANNEL.gap + CONTAINER.padding;

export interface Box extends Position {
  width: number;
  height: number;
}

/** Where a node stands on the canvas, its container's place included. */
export function boxOf(nodes: Document["nodes"], id: string): Box | null {
  const node = nodes[id];
  if (!node) return null;
  const parent = parentOf(node);
  const home = parent ? nodes[parent] : undefined;
  if (parent && home) {
    const place = channelPosition(channelsOf(nodes, parent).indexOf(id));
    return { x: home.position.x + place.x, y: home.position.y + place.y, ...CHANNEL };
  }
  const size = isContainer(node.kind)
    ? { width: CONTAINER.width, height: containerHeight(channelsOf(nodes, id).length) }
    : CARD;
  return { ...node.position, ...size };
}

export function bounds(nodes: Document["nodes"]): Box | null {
  const boxes = Object.keys(nodes)
    .map((id) => boxOf(nodes, id))
    .filter((box) => box !== null);
  if (!boxes.length) return null;
  const x = Math.min(...boxes.map((box) => box.x));
  const y = Math.min(...boxes.map((box) => box.y));
  return {
    x,
    y,
    width: Math.max(...boxes.map((box) => box.x + box.width)) - x,
    height: Math.max(...boxes.map((box) => box.y + box.height)) - y,
  };
}

const overlap = (a: Box, b: Box, margin: number): boolean =>
  a.x < b.x + b.width + margin &&
  b.x < a.x + a.width + margin &&
  a.y < b.y + b.height + margin &&
  b.y < a.y + a.height + margin;

/** The wanted place, or the nearest one below or right of it where a new card covers nothing. */
export function freePlace(nodes: Document["nodes"], node: AnyNode, wanted: Position): Position {
  const size = isContainer(node.kind) ? { width: CONTAINER.width, height: containerHeight(0) } : CARD;
  const boxes = Object.keys(nodes)
    .map((id) => boxOf(nodes, id))
    .filter((box) => box !== null);
  for (let step = 0; step < 200; step += 1) {
    const place = snapped({ x: wanted.x + Math.floor(step / 8) * 184, y: wanted.y + (step % 8) * 96 });
    if (!boxes.some((box) => overlap({ ...place, ...size }, box, GRID))) return place;
  }
  return snapped(wanted);
}
