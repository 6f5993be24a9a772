import { expect, it } from "vitest";
import type { Monkey } from "@/live/messages";
import { expectedWords, monkeyProblem } from "./monkey-problem";

const monkey = (given: Partial<Monkey>): Monkey =>
  ({ perMinute: 6, atMost: 1, shortestSeconds: 5, longestSeconds: 20, durationSeconds: 120, ...given }) as Monkey;

it("counts what can come of a monkey, not what is left out", () => {
  expect(monkeyProblem(monkey({ perMinute: 60 }))).toBeNull();
  expect(expectedWords(monkey({ perMinute: 60 }))).toBe(
    "About 9 faults are expected in 120 s: of 120 at this rate, those beyond 1 at once are left out.",
  );
  expect(expectedWords(monkey({ atMost: 20 }))).toBe("About 12 faults are expected in 120 s.");
  expect(expectedWords(monkey({ durationSeconds: 1 }))).toBe("Fewer than one fault is expected in 1 s.");
});

it("refuses what makes too many lines of a log", () => {
  const flood = monkey({ perMinute: 60, durationSeconds: 1800 });
  expect(monkeyProblem(flood)).toBe(
    "60 a minute for 1800 s are 133 faults: at most 100, each is a line of the log. Lower the rate or the time.",
  );
  expect(expectedWords(flood)).toBeNull();
});
