import { describe, expect, it } from "vitest";
import { changes, QUIET_SECONDS_NEEDED, quietUntil, tooShortBefore } from "./changes";
import type { FaultRecord } from "./faults";

const fault = (since: number, ended: number | null = null): FaultRecord => ({
  id: `f${since}`,
  kind: "crash",
  target: "pay",
  words: "is down",
  since,
  ended,
  until: null,
});

/** Ten values a second; noise from a small generator, so that the test is the same each time. */
function series(until: number, value: (at: number, noise: number) => number) {
  let state = 12345;
  const noise = () => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return (state / 2 ** 31 - 0.5) * 3.46;
  };
  const count = Math.round(until * 10);
  const times = Float64Array.from({ length: count }, (_, at) => (at + 1) / 10);
  return { times, values: times.map((at) => value(at, noise())) };
}

const poisson = (rate: number, noise: number) => rate + noise * Math.sqrt(rate / 4);

describe("before and after", () => {
  it("tells a rate that broke down, and what it was", () => {
    const change = changes(
      series(60, (at, noise) => (at < 40 ? poisson(1000, noise) : 0)),
      "rate",
      [fault(40)],
      40,
    );
    expect(change?.before).toBeGreaterThan(980);
    expect(change?.after).toBe(0);
    expect(change?.ratio).toBe(0);
  });

  it("says nothing of what chance alone makes", () => {
    let told = 0;
    for (let rate = 5; rate < 500; rate += 5) {
      const quiet = series(60, (_at, noise) => poisson(rate, noise));
      if (changes(quiet, "rate", [fault(40)], 40)) told += 1;
    }
    expect(told).toBe(0);
  });

  it("waits until the window lies after the fault, and for enough quiet to compare with", () => {
    const broken = (until: number, since: number) =>
      changes(
        series(until, (at) => (at < since ? 1000 : 0)),
        "rate",
        [fault(since)],
        since,
      );
    expect(broken(42, 40)).toBeNull();
    expect(broken(30, 12)).toBeNull();
    expect(broken(45, 40)).not.toBeNull();
  });

  it("compares with quiet moments only: an earlier outage is none", () => {
    const earlier = fault(20, 30);
    const numbers = series(70, (at) => (at >= 20 && at < 34 ? 0 : at < 60 ? 1000 : 500));
    expect(changes(numbers, "rate", [earlier, fault(60)], 60)?.before).toBe(1000);
  });

  it("takes every dead letter more for a change", () => {
    const dead = series(60, (at) => (at < 50 ? 3 : 7));
    expect(changes(dead, "total", [fault(40)], 40)).toMatchObject({ before: 3, after: 7 });
    expect(
      changes(
        series(60, () => 3),
        "total",
        [fault(40)],
        40,
      ),
    ).toBeNull();
  });

  it("begins with the first of the faults that overlap, and leaves out what never began", () => {
    expect(quietUntil([fault(10, 20), fault(40, 50), fault(45)], 60)).toBe(40);
    expect(quietUntil([fault(10, 20), fault(90)], 60)).toBe(10);
    expect(quietUntil([fault(30, 25)], 60)).toBeNull();
  });
});

describe("too little time before", () => {
  const { times } = series(60, () => 0);

  it("is the seconds before the first fault, up to as many as are needed", () => {
    expect(tooShortBefore(times, [fault(10)], 10)).toBe(10);
    expect(tooShortBefore(times, [fault(QUIET_SECONDS_NEEDED)], QUIET_SECONDS_NEEDED)).toBe(QUIET_SECONDS_NEEDED);
    const enough = QUIET_SECONDS_NEEDED + 0.5;
    expect(tooShortBefore(times, [fault(enough)], enough)).toBeNull();
  });

  it("is the seconds since the last recovery, unless there were enough before what it recovered from", () => {
    expect(tooShortBefore(times, [fault(10, 20), fault(30)], 30)).toBe(10);
    expect(tooShortBefore(times, [fault(30, 40), fault(45)], 45)).toBeNull();
  });
});
