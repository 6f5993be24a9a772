import type { Edge, Node } from "@xyflow/react";
import {
  type Box,
  boxOf,
  CARD,
  CHANNEL,
  CONTAINER,
  channelPosition,
  channelsOf,
  containerHeight,
} from "@/document/geometry";
import { edgeKinds, isContainer, parentOf } from "@/document/registry";
import { type Route, routes } from "@/document/routes";
import type { AnyNode, Document, EdgeKind } from "@/document/types";

export type FlowNode = Node<Record<string, never>, "card" | "channel" | "container">;
export type FlowEdge = Edge<{ kind: EdgeKind; route: Route; name: string | null }, "wire">;

/** Where nodes stand while they are dragged, relative to their parent; not in the document yet. */
export type Dragged = Readonly<Record<string, { x: number; y: number }>>;

interface Look {
  dragged: Dragged;
  selected: ReadonlySet<string>;
  readOnly: boolean;
}

export function flowNodes(nodes: Document["nodes"], look: Look): FlowNode[] {
  const top = Object.entries(nodes).filter(([, node]) => !parentOf(node) || !nodes[parentOf(node) as string]);
  return top.flatMap(([id, node]) => [
    flowNode(id, node, sizeOf(nodes, id, node), node.position, undefined, look),
    ...channelsOf(nodes, id).map((channel, index) =>
      flowNode(channel, nodes[channel] as AnyNode, CHANNEL, channelPosition(index), id, look),
    ),
  ]);
}

const sizeOf = (nodes: Document["nodes"], id: string, node: AnyNode) =>
  isContainer(node.kind)
    ? { width: CONTAINER.width, height: containerHeight(channelsOf(nodes, id).length) }
    : { width: CARD.width, height: CARD.height };

function flowNode(
  id: string,
  node: AnyNode,
  { width, height }: { width: number; height: number },
  position: { x: number; y: number },
  parentId: string | undefined,
  { dragged, selected, readOnly }: Look,
): FlowNode {
  const container = isContainer(node.kind);
  return {
    id,
    type: parentId ? "channel" : container ? "container" : "card",
    position: dragged[id] ?? position,
    ...(parentId ? { parentId } : {}),
    data: {},
    width,
    height,
    measured: { width, height },
    selected: selected.has(id),
    draggable: !readOnly,
    zIndex: dragged[id] ? 20 : container ? 0 : 2,
    ariaLabel: node.name,
    ariaRole: "group",
  };
}

export function flowEdges(
  document: Pick<Document, "nodes" | "edges">,
  dragged: Dragged,
  selected: ReadonlySet<string>,
): FlowEdge[] {
  const found = routes(document, (id) => draggedBox(document.nodes, id, dragged));
  return Object.entries(document.edges).flatMap(([id, edge]): FlowEdge[] => {
    const route = found.get(id);
    if (!route) return [];
    return [
      {
        id,
        type: "wire",
        source: edge.source,
        target: edge.target,
        sourceHandle: route.from.side,
        targetHandle: route.to.side,
        data: { kind: edge.kind, route, name: edge.name },
        selected: selected.has(id),
        zIndex: 1,
        ariaLabel: `${nameOf(document, edge.source)} ${edgeKinds[edge.kind].label} ${nameOf(document, edge.target)}`,
      },
    ];
  });
}

const nameOf = ({ nodes }: Pick<Document, "nodes">, id: string): string => nodes[id]?.name ?? id;

function draggedBox(nodes: Document["nodes"], id: string, dragged: Dragged): Box | null {
  const box = boxOf(nodes, id);
  const node = nodes[id];
  if (!box || !node) return null;
  const own = dragged[id];
  const parent = parentOf(node);
  const home = parent ? nodes[parent] : undefined;
  if (!parent || !home) return own ? { ...box, ...own } : box;
  const at = dragged[parent] ?? home.position;
  const inside = own ?? { x: box.x - home.position.x, y: box.y - home.position.y };
  return { ...box, x: at.x + inside.x, y: at.y + inside.y };
}
