import { expect, test } from "vitest";
import { setValue } from "./commands";
import { complete, nodeSchema } from "./schema";
import { settingsOf } from "./settings";
import { emptyDocument } from "./store";
import type { AnyNode, Document } from "./types";

const node = (kind: "service" | "clients", name: string, given: Record<string, unknown> = {}) =>
  ({ ...complete(nodeSchema(kind)), kind, name, ...given }) as AnyNode;

const document: Document = {
  ...emptyDocument,
  nodes: {
    payment: node("service", "Payment", { work: { kind: "lognormal", median: 50, p99: 180 } }),
    shoppers: node("clients", "Shoppers"),
  },
};
const found = settingsOf(document);
const at = (path: string) => found.find((setting) => setting.path === path);

test("a number has its owner, unit and present value", () => {
  expect(at("nodes.payment.concurrency")).toMatchObject({
    owner: "Payment",
    title: "Concurrency",
    unit: "per instance",
    type: "number",
    integer: true,
    present: 8,
  });
});

test("settings inside groups and unions are named by the way to them", () => {
  expect(at("nodes.payment.work.p99")).toMatchObject({ title: "Work, 99th percentile", unit: "ms", present: 180 });
  expect(at("nodes.payment.work.mean")).toBeUndefined();
});

test("switches and choices are settings, names and references are not", () => {
  expect(at("nodes.payment.idempotent")).toMatchObject({ type: "switch", present: false });
  expect(at("nodes.payment.retry.mode")?.options.length).toBeGreaterThan(1);
  expect(at("nodes.payment.name")).toBeUndefined();
  expect(at("nodes.payment.kind")).toBeUndefined();
});

test("what a study found can be set by the same steps", () => {
  const setting = at("nodes.payment.work.p99");
  const changed = setValue(setting?.steps ?? [], 90)(document);
  expect(settingsOf(changed).find(({ path }) => path === setting?.path)?.present).toBe(90);
});
