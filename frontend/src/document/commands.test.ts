import { describe, expect, test } from "vitest";
import {
  addNode,
  changeEdgeKind,
  copied,
  givenSomethingToSend,
  moveNodes,
  newEventType,
  newNode,
  pasted,
  placeChannel,
  removeEventType,
  removeThings,
  renameNode,
  setValue,
  takeOut,
  valueAt,
} from "./commands";
import { channelsOf } from "./geometry";
import { newItem } from "./items";
import { usesOf } from "./references";
import { nodeKindNames } from "./registry";
import { build, edge, eventType, node, orders } from "./samples.fixture";
import { nodeSchema } from "./schema";
import type { Document, Scenario } from "./types";

describe("adding", () => {
  test.each(nodeKindNames)("a new %s is complete: every key of its schema has a value", (kind) => {
    const { node: made } = newNode(orders(), { kind, position: { x: 3, y: 5 }, parent: "kafka" });
    const required = Object.keys(nodeSchema(kind).properties ?? {});
    expect(Object.keys(made)).toEqual(expect.arrayContaining(required.filter((key) => key !== "parent")));
    expect(made.position).toEqual({ x: 0, y: 8 });
  });

  test("a new source sends an event of the document, or the first one, made for it", () => {
    const { id, node: clients } = newNode(build(), { kind: "clients", position: { x: 0, y: 0 } });
    const first = givenSomethingToSend(id)(addNode(id, clients)(build()));
    expect(Object.values(first.eventTypes).map((type) => type.name)).toEqual(["Event"]);
    expect(first.nodes[id]).toMatchObject({ sends: [{ eventType: "event", weight: 1 }] });

    const known = givenSomethingToSend(id)(addNode(id, clients)(orders()));
    expect(known.eventTypes).toEqual(orders().eventTypes);
    expect(known.nodes[id]).toMatchObject({ sends: [{ eventType: Object.keys(orders().eventTypes).sort()[0] }] });
    expect(givenSomethingToSend(id)(known)).toBe(known);
  });

  test("names and ids do not repeat", () => {
    const first = newNode(orders(), { kind: "service", position: { x: 0, y: 0 } });
    const document = addNode(first.id, first.node)(orders());
    const second = newNode(document, { kind: "service", position: { x: 0, y: 0 } });
    expect([first.node.name, second.node.name]).toEqual(["Service", "Service 2"]);
    expect([first.id, second.id]).toEqual(["service", "service-2"]);
  });

  test("an event type's id is read off its name", () => {
    expect(newEventType(orders(), "OrderPlaced").id).toBe("order-placed");
    expect(newEventType(orders(), "???").id).toBe("event");
  });
});

describe("moving", () => {
  test("snaps to the grid, and a move to the same place is no change", () => {
    const document = moveNodes({ order: { x: 101, y: 99 } })(orders());
    expect(document.nodes.order?.position).toEqual({ x: 104, y: 96 });
    expect(moveNodes({ order: { x: 103, y: 97 } })(document)).toBe(document);
  });

  test("channels change places inside their broker", () => {
    const document = placeChannel("dlq", "kafka", 0)(orders());
    expect(channelsOf(document.nodes, "kafka")).toEqual(["dlq", "topic"]);
    expect(placeChannel("dlq", "kafka", 0)(document)).toBe(document);
  });

  test("a topic does not move into RabbitMQ, and only a dead letter queue stands alone", () => {
    const document = build(node("k", "kafka"), node("t", "kafka_topic", "k"), node("r", "rabbitmq"));
    expect(placeChannel("t", "r", 0)(document)).toBe(document);
    expect(takeOut("t", { x: 0, y: 0 })(document)).toBe(document);
    expect(takeOut("dlq", { x: 40, y: 40 })(orders()).nodes.dlq).toMatchObject({
      parent: null,
      position: { x: 40, y: 40 },
    });
  });
});

const exchanges = (): Document =>
  setValue(
    ["nodes", "main", "alternateExchange"],
    "spare",
  )(build(node("r", "rabbitmq"), node("main", "rabbitmq_exchange", "r"), node("spare", "rabbitmq_exchange", "r")));

describe("removing", () => {
  const withPlan = (): Document => {
    const scenario = {
      name: "Outage",
      description: "",
      untilSeconds: 60,
      seed: 1,
      faults: [
        { kind: "crash", target: "kafka", atSeconds: 0, durationSeconds: null },
        { kind: "crash", target: "order", atSeconds: 0, durationSeconds: null },
        { kind: "zone_loss", target: "north", atSeconds: 0, durationSeconds: null },
        { kind: "zone_loss", target: "south", atSeconds: 0, durationSeconds: null },
      ],
      operations: [
        { kind: "purge", target: "dlq", atSeconds: 5 },
        { kind: "scale", target: "order", atSeconds: 5, instances: 3 },
      ],
    } as Scenario;
    const zoned = setValue(
      ["nodes", "order", "zone"],
      "north",
    )(setValue(["nodes", "kafka", "zones"], ["south"])(orders()));
    return { ...zoned, scenarios: { outage: scenario } };
  };

  test("a broker goes with its channels, their edges, and what was planned for it and its zone", () => {
    const document = removeThings(["kafka"], [])(withPlan());
    expect(Object.keys(document.nodes)).toEqual(["shop", "order", "payment"]);
    expect(Object.values(document.edges).map(({ kind }) => kind)).toEqual(["call"]);
    expect(document.scenarios.outage?.faults.map(({ target }) => target)).toEqual(["order", "north"]);
    expect(document.scenarios.outage?.operations.map(({ kind }) => kind)).toEqual(["scale"]);
  });

  test("an exchange whose alternate goes has none", () => {
    const document = removeThings(["spare"], [])(exchanges());
    expect(document.nodes.main).toMatchObject({ alternateExchange: null });
  });

  test("an edge goes alone; what is not there is no change", () => {
    const [first = ""] = Object.keys(orders().edges);
    expect(Object.keys(removeThings([], [first])(orders()).edges)).toHaveLength(3);
    const document = orders();
    expect(removeThings(["nobody"], ["nothing"])(document)).toBe(document);
  });

  test("an event type that is in use stays", () => {
    const used = setValue(["nodes", "shop", "sends"], [{ eventType: "placed", weight: 1 }])(orders());
    expect(usesOf(used, "eventTypes", "placed")).toEqual([["nodes", "shop"]]);
    expect(removeEventType("placed")(used)).toBe(used);
    expect(removeEventType("placed")(orders()).eventTypes).toEqual({});
  });

  test("uses are found in handlers, saga steps and edges too", () => {
    const document = build(
      eventType("a"),
      node("s", "service"),
      node("saga", "saga"),
      node("k", "kafka"),
      node("t", "kafka_topic", "k"),
      edge("s", "publish", "t"),
      setValue(["nodes", "s", "handlers", "a"], { on: "x", outcomes: [{ name: "done", weight: 1, emits: ["a"] }] }),
      setValue(["nodes", "saga", "steps"], [{ name: "1", succeedsOn: "a", failsOn: [] }]),
      setValue(["edges", "s-publish-t", "eventTypes"], ["a"]),
    );
    expect(usesOf(document, "eventTypes", "a").map(([, id]) => id)).toEqual(["s", "saga", "s-publish-t"]);
  });
});

describe("copying", () => {
  test("a pasted exchange names the pasted alternate, or the one it had", () => {
    const both = pasted(exchanges(), copied(exchanges(), ["main", "spare"]), { x: 0, y: 0 }).command(exchanges());
    expect(both.nodes["main-2"]).toMatchObject({ alternateExchange: "spare-2" });
    const one = pasted(exchanges(), copied(exchanges(), ["main"]), { x: 0, y: 0 }).command(exchanges());
    expect(one.nodes["main-2"]).toMatchObject({ alternateExchange: "spare" });
  });

  test("a broker brings its channels, and edges between the chosen come along under new ids", () => {
    const fragment = copied(orders(), ["order", "kafka"]);
    expect(Object.keys(fragment.nodes).sort()).toEqual(["dlq", "kafka", "order", "topic"]);
    const { command, ids } = pasted(orders(), fragment, { x: 24, y: 24 });
    const document = command(orders());
    expect(ids).toEqual(["order-2", "kafka-2"]);
    expect(document.nodes["topic-2"]).toMatchObject({ parent: "kafka-2", name: "topic 2" });
    expect(document.edges["order-publish-topic-2"]).toMatchObject({ source: "order-2", target: "topic-2" });
    expect(document.nodes["order-2"]?.position).toEqual({ x: 24, y: 24 });
  });

  test("a channel alone is copied into its own broker", () => {
    const { command } = pasted(orders(), copied(orders(), ["topic"]), { x: 24, y: 24 });
    expect(channelsOf(command(orders()).nodes, "kafka")).toContain("topic-2");
  });

  test("what is pasted into another diagram brings the event types it names", () => {
    const used = setValue(["nodes", "shop", "sends"], [{ eventType: "placed", weight: 1 }])(orders());
    const elsewhere = build();
    const { command } = pasted(elsewhere, copied(used, ["shop", "topic"]), { x: 0, y: 0 });
    expect(Object.keys(command(elsewhere).nodes)).toEqual(["shop"]);
    expect(Object.keys(command(elsewhere).eventTypes)).toEqual(["placed"]);
  });
});

describe("setting values", () => {
  test("changes only what lies on the path", () => {
    const before = orders();
    const after = setValue(["nodes", "payment", "retry", "maxRetries"], 7)(before);
    expect(valueAt(after, ["nodes", "payment", "retry", "maxRetries"])).toBe(7);
    expect(after.nodes.order).toBe(before.nodes.order);
    expect(setValue(["nodes", "payment", "retry", "maxRetries"], 3)(before)).toBe(before);
  });

  test("an empty name is no name", () => {
    const document = orders();
    expect(renameNode("order", "  ")(document)).toBe(document);
    expect(renameNode("order", " Orders ")(document).nodes.order?.name).toBe("Orders");
  });

  test("an edge becomes one of another kind, and keeps what both have", () => {
    const document = build(
      node("s", "service"),
      node("db", "database"),
      edge("s", "read", "db"),
      setValue(["edges", "s-read-db", "timeoutMs"], 77),
    );
    const changed = changeEdgeKind("s-read-db", "write")(document).edges["s-read-db"];
    expect(changed).toMatchObject({ kind: "write", timeoutMs: 77, sends: null });
    expect(changeEdgeKind("s-read-db", "subscribe")(document)).toBe(document);
  });

  test("a new saga step names the first event type; without one there is none", () => {
    const { items = {} } = nodeSchema("saga").properties?.steps ?? {};
    const step = { $ref: items.$ref ?? "" };
    expect(newItem(orders(), step, 0)).toMatchObject({ name: "Name 1", succeedsOn: "placed" });
    expect(newItem(build(), step, 0)).toBeNull();
  });
});
