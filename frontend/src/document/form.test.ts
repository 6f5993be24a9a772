import { describe, expect, test } from "vitest";
import { defaultInWords, type Field, fieldsOf } from "./form";
import { edgeKindNames, faultKinds, nodeKindNames } from "./registry";
import { complete, edgeSchema, faultSchema, nodeSchema, scenarioSchema, union } from "./schema";

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

  test("defaults read as words", () => {
    const service = fields("service");
    expect(defaultInWords(service.get("concurrency") as Field)).toBe("8 per instance");
    expect(defaultInWords(service.get("idempotent") as Field)).toBe("off");
    expect(defaultInWords(service.get("work") as Field)).toBeNull();
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
