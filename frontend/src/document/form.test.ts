import { describe, expect, test } from "vitest";
import { defaultInWords, emptyInWords, type Field, fieldsOf, fitting } from "./form";
import { edgeKindNames, faultKinds, nodeKindNames, operationKinds } from "./registry";
import {
  complete,
  edgeSchema,
  eventTypeSchema,
  faultSchema,
  nodeSchema,
  operationSchema,
  scenarioSchema,
  union,
} from "./schema";

const fields = (kind: Parameters<typeof nodeSchema>[0]): Map<string, Field> =>
  new Map(fieldsOf(nodeSchema(kind)).map((field) => [field.key, field]));

describe("a form read off the schema", () => {
  test("numbers have their unit, limits, help and default", () => {
    expect(fields("service").get("concurrency")).toMatchObject({
      type: "number",
      title: "Concurrency",
      unit: "per instance",
      help: "Messages worked on at once.",
      min: 1,
      max: 10_000,
      integer: true,
      default: 8,
      nullable: false,
    });
  });

  test("a bound that is itself not allowed is told apart", () => {
    const workload = fields("clients").get("workload");
    const poisson = workload?.type === "union" ? workload.members.get("poisson") : undefined;
    expect(fieldsOf(poisson ?? {})[0]).toMatchObject({ above: 0, min: undefined, unit: "/s" });
  });

  test("unions come in the contract's order, with the default of their factory", () => {
    const work = fields("service").get("work");
    expect(work?.type === "union" && [...work.members.keys()]).toEqual([
      "constant",
      "exponential",
      "lognormal",
      "uniform",
      "gamma",
      "empirical",
    ]);
    expect(work?.default).toEqual({ kind: "exponential", mean: 10 });
  });

  test("lists of event types, maps of handlers and lists of steps are what they are", () => {
    expect(fields("service").get("handlers")?.type).toBe("map");
    expect(fields("saga").get("steps")).toMatchObject({ type: "list", max: 20 });
    expect(fields("saga").get("committedEmits")).toMatchObject({
      type: "reference",
      refersTo: "eventTypes",
      many: true,
    });
    expect(fields("saga").get("startsOn")).toMatchObject({ type: "reference", many: false, nullable: true });
  });

  test("what may be left out is nullable, also when it is a model", () => {
    expect(fields("database").get("outbox")).toMatchObject({ type: "group", nullable: true });
    expect(fields("service").get("retry")).toMatchObject({ type: "group", nullable: false, title: "Retries" });
  });

  test("advanced settings and where a default comes from are marked", () => {
    expect(fields("kafka").get("sessionTimeoutMs")).toMatchObject({
      advanced: true,
      source: "session.timeout.ms, ConsumerConfig; at most group.max.session.timeout.ms, 1,800,000",
    });
  });

  test("faults of a scenario are a list whose entries have several shapes", () => {
    const faults = fieldsOf(scenarioSchema()).find(({ key }) => key === "faults");
    expect(faults?.type === "list" && [...(faults.members?.keys() ?? [])]).toEqual(Object.keys(faultKinds));
  });

  test("every kind of node, edge and fault has a form, and no field is left without a title", () => {
    const schemas = [
      ...nodeKindNames.map(nodeSchema),
      ...edgeKindNames.map(edgeSchema),
      ...Object.keys(faultKinds).map(faultSchema),
    ];
    for (const field of schemas.flatMap((schema) => fieldsOf(schema))) expect(field.title).not.toBe("");
  });

  test("headers are names and texts, zones a row of texts, each with its limits", () => {
    const own = fieldsOf(eventTypeSchema()).find(({ key }) => key === "headers");
    expect(own).toMatchObject({ type: "pairs", max: 10, value: { maxLength: 1024 } });
    expect(own?.type === "pairs" && own.name.pattern).toMatch(/A-Za-z0-9/);
    const ofEdge = fieldsOf(edgeSchema("publish")).find(({ key }) => key === "headers");
    expect(ofEdge).toMatchObject({ type: "pairs", name: { minLength: 1, maxLength: 120 }, value: { maxLength: 255 } });
    expect(fields("kafka").get("zones")).toMatchObject({ type: "texts", max: 20 });
  });

  test("lists of measured times and of rates are lists of small forms that keep one entry", () => {
    const work = fields("service").get("work");
    const empirical = work?.type === "union" ? work.members.get("empirical") : undefined;
    expect(fieldsOf(empirical ?? {})[0]).toMatchObject({ type: "list", min: 1, max: 200 });
  });

  test("an exchange's alternate is another node", () => {
    expect(fields("rabbitmq_exchange").get("alternateExchange")).toMatchObject({
      type: "reference",
      refersTo: "nodes",
      nullable: true,
    });
  });

  test("a setting of an edge shows only where its channel is of a kind that has it", () => {
    const shown = (kind: "publish" | "subscribe", channel: string) =>
      fitting(fieldsOf(edgeSchema(kind)), channel).map(({ key }) => key);
    expect(shown("publish", "kafka_topic")).toContain("acks");
    expect(shown("publish", "kafka_topic")).not.toContain("routingKey");
    expect(shown("publish", "rabbitmq_exchange")).toContain("routingKey");
    expect(shown("subscribe", "rabbitmq_queue")).toContain("prefetch");
    expect(shown("subscribe", "sqs_queue")).toEqual(["eventTypes", "latencyMs", "deleteBatch"]);
    expect(shown("subscribe", "kafka_topic")).toContain("group");
    expect(shown("subscribe", "sns_topic")).not.toContain("group");
  });

  test("operations of a scenario have their forms", () => {
    const operations = fieldsOf(scenarioSchema()).find(({ key }) => key === "operations");
    expect(operations?.type === "list" && [...(operations.members?.keys() ?? [])]).toEqual(Object.keys(operationKinds));
    for (const kind of Object.keys(operationKinds)) expect(complete(operationSchema(kind)).kind).toBe(kind);
  });

  test("defaults read as words", () => {
    const service = fields("service");
    expect(defaultInWords(service.get("concurrency") as Field)).toBe("8 per instance");
    expect(defaultInWords(service.get("idempotent") as Field)).toBe("off");
    expect(defaultInWords(service.get("work") as Field)).toBeNull();
  });

  test("an empty box says what it stands for, when that is short", () => {
    expect(emptyInWords(fields("nats_stream").get("maxMessages") as Field)).toBe("no limit");
    expect(emptyInWords(fields("service").get("zone") as Field)).toBe("in none");
    const linger = fieldsOf(edgeSchema("publish")).find(({ key }) => key === "lingerMs");
    expect(emptyInWords(linger as Field)).toBeNull();
  });

  test("what the broker's version decides is said for that version", () => {
    const limit = fields("rabbitmq_queue").get("deliveryLimit") as Field;
    expect(emptyInWords(limit, 18, "3.13")).toBe("no limit");
    expect(emptyInWords(limit, 18, "4.0")).toBe("20");
    expect(emptyInWords(limit, 18)).toBeNull();
  });

  test("a member of a union, completed, is a valid value of its kind", () => {
    const members = union(nodeSchema("clients").properties?.workload ?? {});
    expect(complete(members?.get("burst") ?? {})).toEqual({
      kind: "burst",
      onPerSecond: 500,
      offPerSecond: 50,
      onSeconds: 5,
      offSeconds: 15,
    });
  });
});
