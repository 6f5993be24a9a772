import { expect, test } from "vitest";
import { complete, experimentSchema } from "@/document/schema";
import type { Experiment } from "@/document/types";
import { commandsOf } from "./watching";

const crash = { kind: "crash", target: "pay", atSeconds: 5, durationSeconds: null, probability: 1, instance: null };
const experiment = (heal: boolean) =>
  complete(experimentSchema(), {
    name: "Test",
    method: { faults: [crash], operations: [] },
    rollback: { heal, operations: [{ kind: "scale", target: "pay", atSeconds: 2, instances: 3 }] },
    warmUpSeconds: 10,
    beforeSeconds: 20,
    duringSeconds: 40,
  }) as unknown as Experiment;

test("a live run breaks what the method breaks, at the same simulated time, and heals it when the rollback would", () => {
  const [inject, operate] = commandsOf(experiment(true));
  expect(inject).toEqual({ kind: "inject", fault: { ...crash, atSeconds: 35, durationSeconds: 35 } });
  expect(operate).toMatchObject({ kind: "operate", operation: { atSeconds: 72 } });
});

test("what the rollback leaves on stays on", () => {
  expect(commandsOf(experiment(false))[0]).toMatchObject({ fault: { atSeconds: 35, durationSeconds: null } });
});
