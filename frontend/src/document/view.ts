import { createStore } from "zustand/vanilla";

export type Mode = "design" | "run";
export type InspectorTab = "configure" | "chaos" | "metrics" | "messages";

/** How somebody looks at the diagram: nothing of it is saved. */
export interface View {
  mode: Mode;
  /** A shared link: nothing can be changed. */
  readOnly: boolean;
  nodes: readonly string[];
  edges: readonly string[];
  tab: InspectorTab;
  /** Switches stand on every node and edge, and keys break and heal. */
  chaos: boolean;
}

export const view = createStore<View>(() => ({
  mode: "design",
  readOnly: false,
  nodes: [],
  edges: [],
  tab: "configure",
  chaos: false,
}));

export const select = (nodes: readonly string[], edges: readonly string[] = []): void =>
  view.setState({ nodes, edges });

export const openTab = (tab: InspectorTab): void => view.setState({ tab });

export const setChaos = (chaos: boolean): void => view.setState({ chaos });

export const setMode = (mode: Mode): void => view.setState({ mode });

/** The one thing that the inspector and the panels speak of; null when nothing or more than one thing is chosen. */
export function selected({
  nodes,
  edges,
}: Pick<View, "nodes" | "edges">): { area: "nodes" | "edges"; id: string } | null {
  if (nodes.length + edges.length !== 1) return null;
  const [node] = nodes;
  const [edge] = edges;
  return node !== undefined ? { area: "nodes", id: node } : { area: "edges", id: edge as string };
}
