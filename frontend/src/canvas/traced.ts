/** Marks the way of the message that is looked at: its nodes numbered in the order of the first visit, the rest faint. */
import type { CSSProperties } from "react";
import type { Tracing } from "@/run";
import type { FlowEdge, FlowNode } from "./elements";

type Way = Pick<Tracing, "nodes" | "edges" | "here">;

export function markNodes(nodes: FlowNode[], { nodes: way, here }: Way): FlowNode[] {
  if (way.length === 0) return nodes;
  const holders = new Set(nodes.flatMap(({ id, parentId }) => (parentId && way.includes(id) ? [parentId] : [])));
  return nodes.map((node) => {
    const visit = way.indexOf(node.id);
    if (visit < 0) return holders.has(node.id) ? node : { ...node, className: "off-the-way" };
    const style = { "--visit": `"${visit + 1}"` } as CSSProperties;
    return { ...node, style, className: here?.node === node.id ? "on-the-way here" : "on-the-way" };
  });
}

export function markEdges(edges: FlowEdge[], { nodes, edges: way, here }: Way): FlowEdge[] {
  if (nodes.length === 0) return edges;
  return edges.map((edge) => {
    if (!way.includes(edge.id)) return { ...edge, className: "off-the-way" };
    return { ...edge, className: here?.edge === edge.id ? "on-the-way here" : "on-the-way" };
  });
}
