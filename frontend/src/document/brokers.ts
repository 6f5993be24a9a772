import { type Path, valueAt } from "./commands";
import type { Document, NodeKind } from "./types";

/** What people choose a broker by. */
export interface BrokerFacts {
  model: "log" | "queue";
  delivery: string;
  order: string;
  replay: string;
  bestFor: string;
}

/** One row for each kind of broker; a test holds it to the registry. */
export const brokerFacts: Partial<Record<NodeKind, BrokerFacts>> = {
  kafka: {
    model: "log",
    delivery: "at least once",
    order: "per partition",
    replay: "yes",
    bestFor: "high-throughput streaming, event sourcing",
  },
  rabbitmq: {
    model: "queue",
    delivery: "at least once; at most once with automatic acknowledgement",
    order: "per queue, until something is requeued",
    replay: "no",
    bestFor: "task distribution, RPC, routing",
  },
  sqs: {
    model: "queue",
    delivery: "at least once; FIFO: once within 5 minutes",
    order: "best effort; FIFO: per message group",
    replay: "no",
    bestFor: "serverless workloads, simple async",
  },
  redis: {
    model: "log",
    delivery: "at least once; a failover can lose acknowledged writes",
    order: "per stream, for a group of one",
    replay: "yes",
    bestFor: "low latency, lightweight event logs",
  },
  nats: {
    model: "log",
    delivery: "at least once; repeats dropped by id within a window",
    order: "per stream, until something is redelivered",
    replay: "yes, except work queues",
    bestFor: "small footprint, messaging and streams in one",
  },
};

/** Which version the broker has whose channel's setting the path leads to. */
export function brokersVersion(document: Document, [area, id]: Path): string | undefined {
  if (area !== "nodes" || id === undefined) return undefined;
  const version = valueAt(document.nodes, [String(valueAt(document.nodes, [id, "parent"])), "version"]);
  return typeof version === "string" ? version : undefined;
}

/** "Log · order per partition · replay yes": a broker in a line. */
export function brokerLine(kind: NodeKind): string | null {
  const facts = brokerFacts[kind];
  if (!facts) return null;
  const [model, order, replay] = [facts.model, facts.order, facts.replay].map((text) => text.split(/[;,]/)[0]);
  return `${model === "log" ? "Log" : "Queue"}, order ${order}, ${replay === "no" ? "no replay" : "replay"}.`;
}
