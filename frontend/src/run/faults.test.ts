import { describe, expect, it } from "vitest";
import type { ActiveFault, LoggedCommand, Operation } from "@/live/messages";
import { frame } from "@/live/messages.fixture";
import {
  crashOf,
  operationsFromLog,
  recordsFromLog,
  refusalsFromLog,
  replacing,
  wasCancelled,
  whoStruck,
  withFrame,
} from "./faults";

const inject = (at: number, faultId: string, target = "pay", durationSeconds: number | null = null): LoggedCommand => ({
  at,
  faultId,
  events: null,
  refused: null,
  faults: [],
  command: { kind: "inject", fault: crashOf(target, durationSeconds) },
});
const active = (id: string, values: Partial<ActiveFault> = {}): ActiveFault => ({
  id,
  kind: "crash",
  target: "pay",
  since: 28,
  until: null,
  words: "down",
  ...values,
});

describe("the record of faults", () => {
  it("is read from the run's log: begun, healed one by one, healed all", () => {
    const log: LoggedCommand[] = [
      inject(10, "f1"),
      inject(12, "f2", "mail"),
      { at: 20, faultId: null, events: null, refused: null, faults: [], command: { kind: "heal", fault: "f1" } },
      { at: 25, faultId: null, events: null, refused: null, faults: [], command: { kind: "heal_all" } },
    ];
    expect(recordsFromLog(log).map(({ id, since, ended }) => [id, since, ended])).toEqual([
      ["f1", 10, 20],
      ["f2", 12, 25],
    ]);
  });

  it("leaves out what could not be done when its time came", () => {
    const refused = { ...inject(10, "f1"), refused: "it cannot strike" };
    expect(recordsFromLog([refused, inject(12, "f2")]).map(({ id }) => id)).toEqual(["f2"]);
  });

  it("has the faults of a strike and of a monkey by their own ids, who struck, and what was called off", () => {
    const monkey = { kind: "unleash", monkey: {} } as unknown as LoggedCommand["command"];
    const log: LoggedCommand[] = [
      {
        at: 10,
        faultId: "f1",
        events: null,
        refused: null,
        faults: [],
        command: { kind: "strike", faults: [crashOf("pay"), crashOf("mail")] },
      },
      {
        at: 12,
        faultId: "f2",
        events: null,
        refused: null,
        command: monkey,
        faults: [crashOf("pay", 5), { ...crashOf("mail", 5), atSeconds: 90 }],
      },
      { at: 20, faultId: null, events: null, refused: null, faults: [], command: { kind: "heal", fault: "f1.2" } },
      { at: 25, faultId: null, events: null, refused: null, faults: [], command: { kind: "heal", fault: "f1" } },
      { at: 30, faultId: null, events: null, refused: null, faults: [], command: { kind: "heal_all" } },
      inject(40, "f3"),
    ];
    const records = recordsFromLog(log);
    expect(records.map(({ id, since, ended }) => [id, since, ended])).toEqual([
      ["f1.1", 10, 25],
      ["f1.2", 10, 20],
      ["f2.1", 12, 17],
      ["f2.2", 90, 30],
      ["f3", 40, null],
    ]);
    expect(records.map(wasCancelled)).toEqual([false, false, false, true, false]);
    expect(records.map(({ id }) => whoStruck(id, log))).toEqual([
      "selection",
      "selection",
      "chaos monkey",
      "chaos monkey",
      "by hand",
    ]);
  });

  it("knows what an operator did, at its own time when it was planned", () => {
    const seek = { kind: "seek", target: "read", atSeconds: 50, to: "earliest", seconds: 60 } as const;
    expect(
      operationsFromLog([
        {
          at: 8,
          faultId: null,
          events: null,
          refused: null,
          faults: [],
          command: { kind: "operate", operation: seek },
        },
      ]),
    ).toEqual([{ at: 50, operation: seek }]);
  });

  it("tells what could not be done, and does not count it among what was", () => {
    const redrive = { kind: "redrive", target: "dlq", atSeconds: 5 } as Operation;
    const log: LoggedCommand[] = [
      {
        at: 8,
        faultId: null,
        events: null,
        refused: "Nothing lies in orders.dlq.",
        faults: [],
        command: { kind: "operate", operation: redrive },
      },
    ];
    expect(operationsFromLog(log)).toEqual([]);
    expect(refusalsFromLog(log)).toMatchObject([{ at: 8, reason: "Nothing lies in orders.dlq." }]);
  });

  it("gains what a frame shows for the first time and closes what a frame no longer shows", () => {
    const begun = withFrame([], frame(300, { faults: [active("f1")] }));
    expect(begun).toEqual([{ ...active("f1"), ended: null }]);
    expect(withFrame(begun, frame(301, { faults: [active("f1")] }))).toBe(begun);
    expect(withFrame(begun, frame(420))[0]?.ended).toBe(42);
  });

  it("ends a fault of set length when it was to end, not when the next frame came", () => {
    const begun = withFrame([], frame(300, { faults: [active("f1", { until: 33 })] }));
    expect(withFrame(begun, frame(331))[0]?.ended).toBe(33);
  });

  it("does not take a fault for healed that struck at the very moment of a frame", () => {
    const logged = recordsFromLog([inject(30, "f1")]);
    const after = withFrame(logged, frame(300));
    expect(after[0]?.ended).toBeNull();
    const active30 = active("f1", { since: 30 });
    expect(withFrame(after, frame(301, { faults: [active30] }))[0]).toMatchObject({ since: 30, ended: null });
  });

  it("opens a record again that a frame shows to be active", () => {
    const healed = withFrame(withFrame([], frame(300, { faults: [active("f1")] })), frame(310));
    expect(withFrame(healed, frame(311, { faults: [active("f1")] }))[0]?.ended).toBeNull();
  });

  it("leaves a fault alone that has not begun", () => {
    const planned = recordsFromLog([
      {
        at: 0,
        faultId: "f1",
        events: null,
        refused: null,
        faults: [],
        command: { kind: "inject", fault: { ...crashOf("pay"), atSeconds: 60 } },
      },
    ]);
    expect(withFrame(planned, frame(10))).toEqual(planned);
  });
});

describe("replacing a fault", () => {
  const now = frame(1, { faults: [active("f1"), active("f2", { kind: "slow" }), active("f3", { target: "mail" })] });

  it("heals the same kind on the same target first", () => {
    expect(replacing(now, "pay", "crash", crashOf("pay", 5))).toEqual([
      { kind: "heal", fault: "f1" },
      {
        kind: "inject",
        fault: { kind: "crash", target: "pay", atSeconds: 0, durationSeconds: 5, probability: 1, instance: null },
      },
    ]);
  });

  it("by nothing is healing", () => {
    expect(replacing(now, "pay", "slow", null)).toEqual([{ kind: "heal", fault: "f2" }]);
    expect(replacing(null, "pay", "slow", null)).toEqual([]);
  });
});
