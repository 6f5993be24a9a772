import { describe, expect, it } from "vitest";
import type { RunSummary } from "@/api";
import { formatIn, howFar, standing } from "./words";

const run = (values: Partial<RunSummary>) =>
  ({ status: "running", activity: "advancing", reason: "", ...values }) as RunSummary;

describe("how a run stands", () => {
  it.each([
    [run({}), "running"],
    [run({ status: "queued", activity: "waiting_for_worker" }), "waiting for a worker"],
    [run({ activity: "replaying" }), "replaying its past"],
    [run({ status: "paused", activity: "paused_unwatched" }), "paused: nobody watched"],
    [run({ status: "failed", activity: "ended", reason: "out of memory" }), "failed: out of memory"],
    [run({ status: "stopped", activity: "ended", reason: "Stopped by its owner." }), "stopped: stopped by its owner"],
  ])("is said in words", (one, words) => {
    expect(standing(one).text).toBe(words);
  });

  it("is told with what is left, as far as that is known", () => {
    expect(howFar({ time: 83.4, untilSeconds: 600, secondsLeft: 42 })).toBe("01:23.4 of 10:00.0 · 42\u00a0s left");
    expect(howFar({ time: 600, untilSeconds: 600, secondsLeft: null })).toBe("10:00.0 of 10:00.0");
  });
});

describe("a number of a comparison", () => {
  it("has its unit", () => {
    expect(formatIn("ms", 1234)).toBe("1.2\u00a0s");
    expect(formatIn("/s", 99.4)).toBe("99/s");
    expect(formatIn("messages", 1500)).toBe("1.5\u00a0k messages");
    expect(formatIn("%", 12)).toBe("12\u00a0%");
    expect(formatIn("ms", null)).toBe("–");
  });
});
