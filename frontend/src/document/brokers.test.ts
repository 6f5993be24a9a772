import { expect, test } from "vitest";
import { brokerFacts, brokerLine } from "./brokers";
import { isContainer, nodeKindNames } from "./registry";

test("every broker of the palette can be compared, and nothing else is", () => {
  expect(Object.keys(brokerFacts).sort()).toEqual(nodeKindNames.filter(isContainer).sort());
});

test("a broker in a line says its model, order and replay", () => {
  expect(brokerLine("kafka")).toBe("Log, order per partition, replay.");
  expect(brokerLine("rabbitmq")).toBe("Queue, order per queue, no replay.");
  expect(brokerLine("service")).toBeNull();
});
