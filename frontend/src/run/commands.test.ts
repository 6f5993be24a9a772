import { describe, expect, it } from "vitest";
import type { Command, LoggedCommand } from "@/live/messages";
import { marksOf } from "./commands";
import { crashOf } from "./faults";

const logged = (at: number, command: Command): LoggedCommand =>
  ({ at, command, faultId: null, events: null, refused: null, faults: [] }) as LoggedCommand;
const nameOf = (id: string) => ({ pay: "Payment", dlq: "orders.dlq" })[id] ?? id;

describe("the marks on a timeline", () => {
  it("say what was broken, at the time it struck", () => {
    const fault = { ...crashOf("pay"), atSeconds: 12 };
    expect(marksOf([logged(5, { kind: "inject", fault })], nameOf)).toEqual([
      { at: 12, words: "Payment is down", kind: "fault" },
    ]);
  });

  it("say what an operator did, with its number", () => {
    const tune: Command = {
      kind: "operate",
      operation: { kind: "tune", target: "pay", number: "timeout", value: 800, atSeconds: 0 },
    };
    const redrive: Command = {
      kind: "operate",
      operation: { kind: "redrive", target: "dlq", perSecond: null, atSeconds: 0 },
    };
    expect(marksOf([logged(1, tune), logged(2, redrive)], nameOf).map(({ words }) => words)).toEqual([
      "Payment: 800 ms timeout",
      "orders.dlq is sent back to where its messages came from",
    ]);
  });

  it("leave out what one needs not know", () => {
    expect(marksOf([logged(1, { kind: "resume" }), logged(2, { kind: "stop" })], nameOf)).toEqual([]);
  });
});
