import { describe, expect, test } from "vitest";
import { removeNodes } from "./commands";
import { fittingTarget, measurable, probeWords, withOperator } from "./probes";
import { complete, experimentSchema, probeSchema } from "./schema";
import type { Document, Experiment, Probe } from "./types";

const named = (kind: string, name: string, more: object = {}) => ({ kind, name, ...more });
const document = {
  nodes: {
    shop: named("clients", "Shoppers"),
    pay: named("service", "Payment"),
    rabbit: named("rabbitmq", "RabbitMQ"),
    queue: named("rabbitmq_queue", "orders", { parent: "rabbit" }),
    exchange: named("rabbitmq_exchange", "all", { parent: "rabbit" }),
  },
  edges: {
    bound: { kind: "subscribe", source: "exchange", target: "queue", name: null },
    reads: { kind: "subscribe", source: "queue", target: "pay", name: null },
  },
  scenarios: {},
  eventTypes: {},
} as unknown as Document;

const probe = (given: Partial<Probe>): Probe => complete(probeSchema(), given) as unknown as Probe;

describe("what a probe can be of", () => {
  test("lag: readers, channels, brokers and subscriptions, but no source and no binding", () => {
    expect(measurable(document, "lag").map(({ id }) => id)).toEqual(["pay", "rabbit", "queue", "exchange", "reads"]);
  });

  test("a target stays where it may, else it is the whole diagram, else the first that there is", () => {
    expect(fittingTarget(document, "lag", "pay")).toBe("pay");
    expect(fittingTarget(document, "lost", "pay")).toBeNull();
    expect(fittingTarget(document, "utilisation", "queue")).toBe("pay");
  });
});

test("a probe is said with its target and its window, or by its own name", () => {
  expect(probeWords(document, probe({ metric: "p99", target: "pay", windowSeconds: 10 }))).toBe(
    "p99 of Payment over 10 s",
  );
  expect(probeWords(document, probe({ metric: "lag", target: "reads", windowSeconds: 10 }))).toBe(
    "Lag of orders → Payment",
  );
  expect(probeWords(document, probe({ name: "kept" }))).toBe("kept");
});

test("another operator keeps the number", () => {
  const atMost = { kind: "comparison", operator: "<=", value: 120 } as const;
  expect(withOperator(atMost, "range")).toEqual({ kind: "range", low: 0, high: 120 });
  expect(withOperator({ kind: "range", low: 80, high: 120 }, ">=")).toEqual({ ...atMost, operator: ">=" });
});

test("an experiment neither measures nor breaks a node that is gone", () => {
  const experiment = complete(experimentSchema(), { name: "Test" }) as unknown as Experiment;
  const of = (target: string | null) => ({ ...probe({ metric: "lag", target }), during: false });
  const crash = (target: string) => ({
    kind: "crash",
    target,
    atSeconds: 0,
    durationSeconds: null,
    probability: 1,
    instance: null,
  });
  const scale = { kind: "scale", target: "pay", atSeconds: 0, instances: 2 };
  const full = {
    ...experiment,
    hypothesis: { title: "x", probes: [of("pay"), of(null), of("reads"), of("queue")] },
    method: { faults: [crash("pay"), crash("shop")], operations: [scale] },
    abortConditions: [of("pay"), of("queue")],
    rollback: { heal: true, operations: [scale] },
  } as unknown as Experiment;
  const left = removeNodes(["pay"])({ ...document, experiments: { one: full } }).experiments.one;
  expect(left?.hypothesis.probes.map(({ target }) => target)).toEqual([null, "queue"]);
  expect(left?.method.faults.map(({ target }) => target)).toEqual(["shop"]);
  expect(left?.method.operations).toEqual([]);
  expect(left?.abortConditions.map(({ target }) => target)).toEqual(["queue"]);
  expect(left?.rollback.operations).toEqual([]);
});
