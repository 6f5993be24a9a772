import { addEdge, addNode, newEdge, newNode } from "./commands";
import { type Command, emptyDocument } from "./store";
import type { Document, EdgeKind, EventType, NodeKind } from "./types";

/** Documents for tests, built by the editor's own commands. */
export function build(...steps: Command[]): Document {
  return steps.reduce((document, step) => step(document), emptyDocument);
}

export const node =
  (id: string, kind: NodeKind, parent?: string): Command =>
  (document) => {
    const made = newNode(document, { kind, name: id, position: { x: 0, y: 0 }, ...(parent ? { parent } : {}) });
    return addNode(id, made.node)(document);
  };

export const edge =
  (source: string, kind: EdgeKind, target: string): Command =>
  (document) => {
    const made = newEdge(document, { kind, source, target });
    return addEdge(made.id, made.edge)(document);
  };

export const eventType =
  (id: string, kind: EventType["kind"] = "domain_event"): Command =>
  (document) => ({
    ...document,
    eventTypes: {
      ...document.eventTypes,
      [id]: {
        name: id,
        kind,
        description: "",
        key: "id",
        keyCount: 100,
        keyDistribution: { kind: "uniform" },
        sizeBytes: 512,
        sizeDistribution: "constant",
        headers: {},
        payload: {},
      },
    },
  });

/** client -> orders service -> topic in Kafka -> payment, with a dead letter queue beside the topic. */
export const orders = (): Document =>
  build(
    eventType("placed"),
    node("shop", "clients"),
    node("order", "service"),
    node("kafka", "kafka"),
    node("topic", "kafka_topic", "kafka"),
    node("dlq", "dead_letter_queue", "kafka"),
    node("payment", "service"),
    edge("shop", "call", "order"),
    edge("order", "publish", "topic"),
    edge("topic", "subscribe", "payment"),
    edge("payment", "dead_letter", "dlq"),
  );
