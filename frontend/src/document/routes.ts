import { type Box, boxOf } from "./geometry";
import { parentOf } from "./registry";
import type { Document } from "./types";

export type Side = "left" | "right" | "top" | "bottom";

export interface Port {
  x: number;
  y: number;
  side: Side;
}

/** Where an edge leaves its source and enters its target. */
export interface Route {
  from: Port;
  to: Port;
}

const CLEAR = 16;
const SPREAD = 10;

const centre = (box: Box) => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });

function sides(a: Box, b: Box, inContainer: { a: boolean; b: boolean }): [Side, Side] {
  if (b.x >= a.x + a.width + CLEAR) return ["right", "left"];
  if (b.x + b.width + CLEAR <= a.x) return ["left", "right"];
  const below = centre(b).y > centre(a).y;
  // A channel's neighbours stand above and below it: its edges leave sideways.
  const sideways: Side = centre(b).x < centre(a).x ? "left" : "right";
  const other: Side = sideways === "left" ? "right" : "left";
  if (inContainer.a && inContainer.b) return ["right", "right"];
  if (inContainer.a) return [sideways, below ? "top" : "bottom"];
  if (inContainer.b) return [below ? "bottom" : "top", other];
  return below ? ["bottom", "top"] : ["top", "bottom"];
}

interface End {
  edge: string;
  which: keyof Route;
  side: Side;
  box: Box;
  /** Where the other end is along this side: ends are spread in that order, so that edges do not cross. */
  rank: number;
}

/** The ends of all edges, spread along the sides of their nodes. `boxes`: where nodes stand now, while they are dragged. */
export function routes(
  { nodes, edges }: Pick<Document, "nodes" | "edges">,
  boxes: (id: string) => Box | null = (id) => boxOf(nodes, id),
): Map<string, Route> {
  const ends = new Map<string, End[]>();
  const known = new Map<string, Box | null>();
  const place = (id: string): Box | null => {
    const box = known.has(id) ? (known.get(id) ?? null) : boxes(id);
    known.set(id, box);
    return box;
  };
  for (const [id, edge] of Object.entries(edges)) {
    const [a, b] = [place(edge.source), place(edge.target)];
    const [start, end] = [nodes[edge.source], nodes[edge.target]];
    if (!a || !b || !start || !end) continue;
    const [from, to] = sides(a, b, { a: parentOf(start) !== null, b: parentOf(end) !== null });
    const add = (which: keyof Route, node: string, side: Side, box: Box, other: Box) => {
      const rank = side === "left" || side === "right" ? centre(other).y : centre(other).x;
      const key = `${node} ${side}`;
      ends.set(key, [...(ends.get(key) ?? []), { edge: id, which, side, box, rank }]);
    };
    add("from", edge.source, from, a, b);
    add("to", edge.target, to, b, a);
  }
  const found = new Map<string, Partial<Route>>();
  for (const group of ends.values()) {
    group.sort((one, other) => one.rank - other.rank || (one.edge < other.edge ? -1 : 1));
    group.forEach((end, index) => {
      found.set(end.edge, { ...found.get(end.edge), [end.which]: port(end, index, group.length) });
    });
  }
  return found as Map<string, Route>;
}

function port({ side, box }: End, index: number, count: number): Port {
  const upright = side === "left" || side === "right";
  const length = upright ? box.height : box.width;
  const gap = count > 1 ? Math.min(SPREAD, (length - 24) / (count - 1)) : 0;
  const offset = length / 2 + (index - (count - 1) / 2) * gap;
  if (upright) return { side, x: side === "left" ? box.x : box.x + box.width, y: box.y + offset };
  return { side, x: box.x + offset, y: side === "top" ? box.y : box.y + box.height };
}

const outward: Record<Side, [x: number, y: number]> = { left: [-1, 0], right: [1, 0], top: [0, -1], bottom: [0, 1] };

/** A smooth curve that leaves and enters straight on: the `d` of an SVG path, and its middle. */
export function curve({ from, to }: Route): { path: string; middle: { x: number; y: number } } {
  const span = Math.hypot(to.x - from.x, to.y - from.y);
  const control = (port: Port, other: Port) => {
    const [x, y] = outward[port.side];
    const ahead = x * (other.x - port.x) + y * (other.y - port.y);
    // Half the way where the other end lies ahead; a bow around where it lies behind.
    const reach = ahead > 0 ? Math.max(ahead / 2, Math.min(24, span / 2)) : Math.min(90, 28 + span / 4);
    return { x: port.x + x * reach, y: port.y + y * reach };
  };
  const [a, b] = [control(from, to), control(to, from)];
  const middle = {
    x: (from.x + 3 * a.x + 3 * b.x + to.x) / 8,
    y: (from.y + 3 * a.y + 3 * b.y + to.y) / 8,
  };
  return { path: `M${point(from)} C${point(a)} ${point(b)} ${point(to)}`, middle };
}

const LABEL = { widest: 176, narrowest: 48, air: 4 };

/** How wide a label in the middle of a route may be, px: between two cards side by side it stays clear of both. */
export function roomForLabel({ from, to }: Route): number {
  const [[out], [back]] = [outward[from.side], outward[to.side]];
  const gap = Math.abs(to.x - from.x);
  if (out === 0 || back !== -out || out * (to.x - from.x) <= 0) return LABEL.widest;
  return Math.max(LABEL.narrowest, Math.min(LABEL.widest, gap - 2 * LABEL.air));
}

const point = ({ x, y }: { x: number; y: number }): string => `${round(x)},${round(y)}`;
const round = (value: number): number => Math.round(value * 10) / 10;
