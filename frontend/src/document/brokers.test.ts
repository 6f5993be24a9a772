import { expect, test } from "vitest";
import { brokerFacts, brokerLine, brokersVersion } from "./brokers";
import { isContainer, nodeKindNames } from "./registry";
import type { Document } from "./types";

test("every broker of the palette can be compared, and nothing else is", () => {
  expect(Object.keys(brokerFacts).sort()).toEqual(nodeKindNames.filter(isContainer).sort());
});

test("a broker in a line says its model, order and replay", () => {
  expect(brokerLine("kafka")).toBe("Log, order per partition, replay.");
  expect(brokerLine("rabbitmq")).toBe("Queue, order per queue, no replay.");
  expect(brokerLine("service")).toBeNull();
});

test("a channel's setting knows the version of its broker", () => {
  const nodes = {
    rabbit: { kind: "rabbitmq", name: "Rabbit", version: "3.13" },
    work: { kind: "rabbitmq_queue", name: "Work", parent: "rabbit" },
    lost: { kind: "rabbitmq_queue", name: "Lost", parent: "gone" },
  };
  const document = { nodes } as unknown as Document;
  expect(brokersVersion(document, ["nodes", "work", "deliveryLimit"])).toBe("3.13");
  expect(brokersVersion(document, ["nodes", "lost", "deliveryLimit"])).toBeUndefined();
  expect(brokersVersion(document, ["nodes", "rabbit", "version"])).toBeUndefined();
  expect(brokersVersion(document, ["draft", "deliveryLimit"])).toBeUndefined();
});
