import registries from "@/contract/registries.json";
import type { AnyNode, EdgeKind, NodeKind } from "./types";

export interface NodeRow {
  label: string;
  group: string;
  summary: string;
  parents: string[];
  container: boolean;
  model: string;
}

export interface EdgeRow {
  label: string;
  pairs: [sources: string[], targets: string[]][];
  model: string;
}

export interface FaultRow {
  label: string;
  nodes: string[];
  edges: string[];
  /** Only edges that start at a node of one of these kinds; empty: wherever they start. */
  edges_from: string[];
  /** It strikes a zone, by its name. */
  zones: boolean;
  /** Only nodes that publish to a channel of one of these kinds … */
  publishes_to: string[];
  /** … or that remember for a time what they have handled. */
  remembers: boolean;
  model: string;
}

export interface OperationRow {
  label: string;
  nodes: string[];
  /** Subscriptions to channels of these kinds. */
  edges_from: string[];
  model: string;
}

export interface MetricRow {
  label: string;
  unit: string;
  /** Of the whole diagram. */
  whole: boolean;
  nodes: string[];
  edges: string[];
  /** It is what it is at a moment, and needs no window. */
  level: boolean;
  help: string;
}

export const limits = registries.limits;
export const nodeKinds = registries.nodes as Record<NodeKind, NodeRow>;
export const edgeKinds = registries.edges as unknown as Record<EdgeKind, EdgeRow>;
export const faultKinds = registries.faults as Record<string, FaultRow>;

export const operationKinds = registries.operations as Record<string, OperationRow>;

/** Queues, topics and streams keep messages: what can be purged, or be read again from another place. */
export const holdsMessages = (kind: NodeKind): boolean =>
  [...(operationKinds.purge?.nodes ?? []), ...(operationKinds.seek?.edges_from ?? [])].includes(kind);

export const metrics = registries.metrics as Record<string, MetricRow>;

export const nodeKindNames = Object.keys(nodeKinds) as NodeKind[];
export const edgeKindNames = Object.keys(edgeKinds) as EdgeKind[];

export const isContainer = (kind: NodeKind): boolean => nodeKinds[kind].container;

/** Kinds that only live inside a broker. */
export const isChannel = (kind: NodeKind): boolean => nodeKinds[kind].group === "Channels";

/** Kinds that may be put into this container. */
export const channelKindsOf = (container: NodeKind): NodeKind[] =>
  nodeKindNames.filter((kind) => nodeKinds[kind].parents.includes(container));

export const parentOf = (node: AnyNode): string | null => ("parent" in node ? node.parent : null);
