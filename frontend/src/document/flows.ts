import type { AnyNode, Document, EventType, NodeKind } from "./types";

const shares = (node: AnyNode): string[] => {
  if (node.kind === "clients" || node.kind === "schedule") return node.sends.map((share) => share.eventType);
  if (node.kind === "trace") return node.points.map((point) => point.eventType);
  return [];
};

/** The event types that a node sends by itself, each once. */
export function emittedBy(node: AnyNode): string[] {
  const found = [...shares(node)];
  if (node.kind === "service") {
    for (const handler of Object.values(node.handlers)) {
      found.push(...handler.outcomes.flatMap((outcome) => outcome.emits), ...handler.onFailure);
    }
  }
  if (node.kind === "saga") {
    for (const step of node.steps) found.push(...[step.command, step.compensation].filter((id) => id !== null));
    found.push(...node.committedEmits, ...node.compensatedEmits);
  }
  return [...new Set(found)];
}

/** The event types that are published into a channel, as far as the document says. */
export function publishedInto(document: Document, channel: string): string[] {
  const found = new Set<string>();
  for (const edge of Object.values(document.edges)) {
    if (edge.target !== channel) continue;
    const source = document.nodes[edge.source];
    if (edge.kind === "call") {
      for (const id of edge.sends ? [edge.sends] : source ? shares(source) : []) found.add(id);
    }
    if (edge.kind !== "publish") continue;
    for (const id of edge.eventTypes.length ? edge.eventTypes : source ? emittedBy(source) : []) found.add(id);
  }
  return [...found].filter((id) => document.eventTypes[id]);
}

/** The event types that travel over an edge, as far as the document says. */
export function carriedBy(document: Document, id: string): string[] {
  const edge = document.edges[id];
  const source = edge && document.nodes[edge.source];
  if (!edge || !source) return [];
  if (edge.kind === "publish") return edge.eventTypes.length ? edge.eventTypes : emittedBy(source);
  if (edge.kind === "subscribe") return edge.eventTypes.length ? edge.eventTypes : publishedInto(document, edge.source);
  if (edge.kind === "call" || edge.kind === "write") return edge.sends ? [edge.sends] : shares(source);
  return [];
}

/** The kind of channel that an edge's settings are about: what it publishes to, asks by way of, reads from or
 * dead-letters from. */
export function channelKindOf({ nodes, edges }: Pick<Document, "nodes" | "edges">, id: string): NodeKind | undefined {
  const edge = edges[id];
  if (!edge) return undefined;
  return nodes[edge.kind === "publish" || edge.kind === "call" ? edge.target : edge.source]?.kind;
}

/** The kinds of event that occur in the document, in the legend's order. */
export function eventKindsIn({ eventTypes }: Pick<Document, "eventTypes">): EventType["kind"][] {
  const order: EventType["kind"][] = ["domain_event", "command", "integration_event"];
  return order.filter((kind) => Object.values(eventTypes).some((type) => type.kind === kind));
}
