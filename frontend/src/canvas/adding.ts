import { addNode, givenSomethingToSend, newNode, placeChannel } from "@/document/commands";
import { type Placement, placementAt, placementFor } from "@/document/placing";
import { apply, type Command, documentStore } from "@/document/store";
import type { NodeKind, Position } from "@/document/types";
import { select, selected, view } from "@/document/view";
import { toast } from "@/ui";

function add(kind: NodeKind, placement: Placement): void {
  if ("reason" in placement) {
    toast(placement.reason, "down");
    return;
  }
  const { document } = documentStore.getState();
  const { parent } = placement;
  const position = parent === null ? placement.position : { x: 0, y: 0 };
  const { id, node } = newNode(document, { kind, position, ...(parent === null ? {} : { parent }) });
  const step: Command = (before) => {
    const added = givenSomethingToSend(id)(addNode(id, node)(before));
    return parent === null ? added : placeChannel(id, parent, placement.index)(added);
  };
  apply(step);
  select([id]);
}

export const addAt = (kind: NodeKind, point: Position): void =>
  add(kind, placementAt(documentStore.getState().document.nodes, kind, point));

export function addSomewhere(kind: NodeKind, middle: Position): void {
  const chosen = selected(view.getState());
  const id = chosen?.area === "nodes" ? chosen.id : null;
  add(kind, placementFor(documentStore.getState().document.nodes, kind, id, middle));
}
