import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { circle, connectable, whyNot } from "./connections";
import { nodeKinds } from "./registry";
import { build, edge, node, orders } from "./samples.fixture";
import type { Document, EdgeKind, NodeKind } from "./types";

interface Case {
  source: NodeKind;
  target: NodeKind;
  kind: EdgeKind;
  sameBroker: boolean;
  allowed: boolean;
  reason: string | null;
}

// The server's rules are held to the same cases: tests/schema/test_connection_cases.py.
const cases: Case[] = JSON.parse(
  readFileSync(new URL("../../../tests/schema/connection_cases.json", import.meta.url), "utf8"),
);

function nodesOf({ source, target, sameBroker }: Case): Document["nodes"] {
  const broker = (kind: NodeKind, number: number) => `${nodeKinds[kind].parents[0]}-${number}`;
  const one = (kind: NodeKind, number: number) =>
    nodeKinds[kind].group === "Channels" ? { kind, parent: broker(kind, number) } : { kind };
  return { source: one(source, 1), target: one(target, sameBroker ? 1 : 2) } as unknown as Document["nodes"];
}

describe("what may connect to what", () => {
  test.each(cases)("$source $kind $target: $allowed", (one) => {
    expect(whyNot(nodesOf(one), one.kind, "source", "target")).toBe(one.reason);
  });

  test("a node does not connect to itself", () => {
    expect(whyNot(orders().nodes, "call", "order", "order")).toBe("a node cannot connect to itself");
  });
});

describe("drawing an edge", () => {
  test("offers every kind that may lead there, the likeliest first", () => {
    const document = build(node("api", "service"), node("db", "database"));
    expect(connectable(document, "api", "db")).toEqual({ kinds: ["read", "write"], reason: null });
  });

  test("says why not when nothing may lead there", () => {
    expect(connectable(orders(), "topic", "shop").reason).toBe("Topic and Clients do not connect in this direction");
    expect(connectable(orders(), "order", "kafka").reason).toBe(
      "connect to a channel inside Kafka, not to the broker itself",
    );
  });

  test("refuses a second edge of the same kind", () => {
    expect(connectable(orders(), "order", "topic").reason).toBe("they are connected already");
  });

  test("refuses to close a circle of synchronous calls, with the names along it", () => {
    const document = build(
      node("a", "service"),
      node("b", "service"),
      node("c", "service"),
      edge("a", "call", "b"),
      edge("b", "call", "c"),
    );
    expect(circle(document.edges, "c", "a")).toEqual(["c", "a", "b", "c"]);
    expect(connectable(document, "c", "a").reason).toContain("c → a → b → c");
    expect(connectable(document, "a", "c").kinds).toEqual(["call"]);
  });

  test("refuses a circle of calls that one of them closes by way of a queue", () => {
    const document = build(
      node("a", "service"),
      node("b", "service"),
      node("rabbit", "rabbitmq"),
      node("asked", "rabbitmq_queue", "rabbit"),
      edge("asked", "subscribe", "b"),
      edge("b", "call", "a"),
    );
    expect(circle(document.edges, "a", "asked")).toEqual(["a", "asked", "b", "a"]);
    expect(connectable(document, "a", "asked").kinds).toEqual(["publish"]);
    const other = build(
      node("a", "service"),
      node("rabbit", "rabbitmq"),
      node("asked", "rabbitmq_queue", "rabbit"),
      edge("a", "call", "asked"),
    );
    expect(connectable(other, "asked", "a").reason).toContain("closes a circle");
  });

  test("a circle that an event breaks is no circle", () => {
    const document = build(
      node("a", "service"),
      node("kafka", "kafka"),
      node("topic", "kafka_topic", "kafka"),
      edge("a", "publish", "topic"),
      edge("topic", "subscribe", "a"),
    );
    expect(Object.keys(document.edges)).toHaveLength(2);
    expect(circle(document.edges, "topic", "a")).toBeNull();
  });
});
