import { describe, expect, test } from "vitest";
import { setValue } from "./commands";
import { newOperation, operable, partsOf, strikable, strikes, zonesIn } from "./faults";
import { itemName, newItem } from "./items";
import { faultKinds, operationKinds } from "./registry";
import { build, edge, node, orders } from "./samples.fixture";
import { scenarioSchema, union } from "./schema";

const names = (targets: { name: string }[]) => targets.map(({ name }) => name);

const inZones = () =>
  setValue(["nodes", "order", "zone"], "eu-2")(setValue(["nodes", "kafka", "zones"], ["eu-1", "eu-2"])(orders()));

describe("what can be struck", () => {
  test("a zone is struck by its name", () => {
    expect(strikable(orders(), "zone_loss")).toEqual([]);
    expect(zonesIn(inZones())).toEqual(["eu-1", "eu-2"]);
    expect(strikable(inZones(), "zone_loss")).toEqual([
      { id: "eu-1", name: "eu-1" },
      { id: "eu-2", name: "eu-2" },
    ]);
  });

  test("a rebalance storm strikes topics and subscriptions to topics, no other subscription", () => {
    const mixed = build(
      node("k", "kafka"),
      node("topic", "kafka_topic", "k"),
      node("s", "sqs"),
      node("queue", "sqs_queue", "s"),
      node("one", "service"),
      edge("topic", "subscribe", "one"),
      edge("queue", "subscribe", "one"),
    );
    expect(names(strikable(mixed, "rebalance_storm"))).toEqual(["topic", "topic → one"]);
    expect(names(strikable(mixed, "reorder"))).toEqual(["topic → one", "queue → one"]);
    expect(strikes(mixed, "rebalance_storm", "nodes", "queue")).toBe(false);
  });

  test("a crash strikes no edge, a memory alarm only RabbitMQ", () => {
    expect(names(strikable(orders(), "crash"))).toEqual(["shop", "order", "kafka", "payment"]);
    expect(strikable(orders(), "memory_alarm")).toEqual([]);
  });

  test("clock skew strikes who stamps Kafka records, and who remembers for a time", () => {
    const clocks = (document = orders()) => names(strikable(document, "clock_skew"));
    const without = setValue(["nodes", "payment", "idempotent"], false)(orders());
    expect(clocks(without)).toEqual(["order"]);
    const remembers = setValue(["nodes", "payment", "idempotent"], true)(without);
    expect(clocks(remembers)).toEqual(["order", "payment"]);
    expect(clocks(setValue(["nodes", "payment", "idempotencyWindowSeconds"], null)(remembers))).toEqual(["order"]);
  });

  test("instances, servers and partitions are counted where they are", () => {
    const { nodes } = orders();
    expect(partsOf(nodes.order, "instance")).toBe(1);
    expect(partsOf(nodes.shop, "instance")).toBeNull();
    expect(partsOf(nodes.kafka, "broker")).toBe(3);
    expect(partsOf(nodes.topic, "partition")).toBe(6);
  });
});

describe("what can be operated", () => {
  test("each operation has the targets that it is for", () => {
    expect(names(operable(orders(), "seek"))).toEqual(["topic → payment"]);
    expect(names(operable(orders(), "redrive"))).toEqual(["dlq"]);
    expect(names(operable(orders(), "scale"))).toEqual(["order", "payment"]);
    expect(names(operable(orders(), "purge"))).toEqual(["dlq"]);
  });

  test("scaling begins at the instances there are", () => {
    const scaled = setValue(["nodes", "order", "instances"], 5)(orders());
    expect(newOperation(scaled, "scale", "order")).toMatchObject({ kind: "scale", target: "order", instances: 5 });
  });
});

describe("planned in a scenario", () => {
  const lists = scenarioSchema().properties;
  test.each([...Object.keys(faultKinds), ...Object.keys(operationKinds)])("%s has a member in the schema", (kind) => {
    const members = [lists?.faults, lists?.operations].flatMap((list) => [...(union(list?.items ?? {})?.keys() ?? [])]);
    expect(members).toContain(kind);
  });

  test("a new entry names the first thing it is for, and is called by time, kind and target", () => {
    const seek = newItem(orders(), lists?.operations?.items ?? {}, 0, "seek");
    expect(seek).toMatchObject({ kind: "seek", to: "earliest" });
    expect(itemName(orders(), seek, "")).toBe("0 s · Seek · topic → payment");
    const lost = newItem(inZones(), lists?.faults?.items ?? {}, 0, "zone_loss");
    expect(itemName(inZones(), lost, "")).toBe("0 s · Loss of a zone · eu-1");
    expect(newItem(orders(), lists?.faults?.items ?? {}, 0, "zone_loss")).toBeNull();
  });
});
