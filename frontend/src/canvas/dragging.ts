import { moveNodes, placeChannel, takeOut } from "@/document/commands";
import { boxOf } from "@/document/geometry";
import { placementAt } from "@/document/placing";
import { isChannel, parentOf } from "@/document/registry";
import type { Command } from "@/document/store";
import type { Document, NodeKind, Position } from "@/document/types";

/** What letting go of dragged nodes does: cards move, channels change places or brokers. One step for all. */
export function dropped(positions: Record<string, Position>): Command {
  return (document) =>
    Object.entries(positions).reduce((before, [id, position]) => droppedOne(before, id, position), document);
}

function droppedOne(document: Document, id: string, position: Position): Document {
  const node = document.nodes[id];
  const box = boxOf(document.nodes, id);
  if (!node || !box) return document;
  const home = document.nodes[parentOf(node) ?? ""];
  if (!isChannel(node.kind) && node.kind !== "dead_letter_queue") return moveNodes({ [id]: position })(document);
  const corner = home ? { x: home.position.x + position.x, y: home.position.y + position.y } : position;
  const middle = { x: corner.x + box.width / 2, y: corner.y + box.height / 2 };
  const placement = placementAt(document.nodes, node.kind as NodeKind, middle, id);
  if (placement.parent !== null) return placeChannel(id, placement.parent, placement.index)(document);
  if ("reason" in placement) return document;
  return home ? takeOut(id, corner)(document) : moveNodes({ [id]: corner })(document);
}
