import { describe, expect, test } from "vitest";
import { fieldsOf } from "./form";
import { inLargerUnit, limitsInWords, textProblem } from "./limits";
import { problemAt, refusedWithin } from "./problems";
import { nodeSchema } from "./schema";

describe("limits in words", () => {
  test("of numbers with their unit, of lists with their most", () => {
    const sqs = new Map(fieldsOf(nodeSchema("sqs_queue")).map((field) => [field.key, field]));
    const say = (key: string) => limitsInWords(sqs.get(key) as NonNullable<ReturnType<typeof sqs.get>>);
    expect(say("delaySeconds")).toBe("0 to 900 s");
    expect(say("fifo")).toBeNull();
    const zones = fieldsOf(nodeSchema("kafka")).find(({ key }) => key === "zones");
    expect(zones && limitsInWords(zones)).toBe("at most 20");
  });

  test("large numbers are also said in a unit that people think in", () => {
    expect(inLargerUnit(604_800_000, "ms")).toBe("7 d");
    expect(inLargerUnit(45_000, "ms")).toBe("45 s");
    expect(inLargerUnit(5_000, "ms")).toBeNull();
    expect(inLargerUnit(345_600, "s")).toBe("4 d");
    expect(inLargerUnit(300, "s")).toBeNull();
    expect(inLargerUnit(1_048_576, "B per partition")).toBe("1 MiB");
    expect(inLargerUnit(10_000, "/s")).toBeNull();
  });
});

test("texts say what is wrong with them", () => {
  const zone = { pattern: "^[a-z0-9][a-z0-9_.-]{0,63}$" };
  expect(textProblem("eu-1", zone)).toBeNull();
  expect(textProblem("EU 1", zone)).toBe("lower-case letters, digits, _ . -");
  expect(textProblem("", zone)).toBe("may not be empty");
  expect(textProblem("abc", { maxLength: 2 })).toBe("at most 2 characters");
});

describe("what the server refused", () => {
  const problems = [
    {
      path: "nodes.kafka.heartbeatIntervalMs",
      problem: "must be below the session timeout, 1000 ms (heartbeat.interval.ms, ConsumerConfig)",
      allowed: "less than 1000",
    },
  ];

  test("is told at its own place, with what is allowed", () => {
    expect(problemAt(problems, ["nodes", "kafka", "heartbeatIntervalMs"])).toBe(
      "must be below the session timeout, 1000 ms (heartbeat.interval.ms, ConsumerConfig); allowed: less than 1000",
    );
    expect(problemAt(problems, ["nodes", "kafka"])).toBeNull();
  });

  test("unfolds what it is in, and not what only begins alike", () => {
    expect(refusedWithin(problems, ["nodes", "kafka"])).toBe(true);
    expect(refusedWithin(problems, ["nodes", "kaf"])).toBe(false);
  });
});
