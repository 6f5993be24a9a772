import { useStore } from "zustand";
import { documentStore } from "@/document/store";

/** What a person calls the node or edge with this id; the id itself when it is no longer in the diagram. */
export function nameOf(id: string): string {
  const { nodes, edges } = documentStore.getState().document;
  const node = nodes[id];
  if (node) return node.name;
  const edge = edges[id];
  if (!edge) return id;
  return edge.name ?? `${nodes[edge.source]?.name ?? edge.source} → ${nodes[edge.target]?.name ?? edge.target}`;
}

export const useDocument = () => useStore(documentStore, (state) => state.document);
