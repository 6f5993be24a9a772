import { describe, expect, it } from "vitest";
import {
  countOf,
  formatClock,
  formatCount,
  formatInteger,
  formatMs,
  formatPercent,
  formatRate,
  formatSeconds,
  formatSpeed,
} from "./format";

const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("numbers for people", () => {
  it.each([
    [0, "0"],
    [318, "318"],
    [999, "999"],
    [999.6, "1 k"],
    [2_100, "2.1 k"],
    [13_941, "13.9 k"],
    [99_960, "100 k"],
    [318_400, "318 k"],
    [999_600, "1 M"],
    [1_240_000, "1.2 M"],
    [-2_100, "−2.1 k"],
  ])("counts %d as %s", (value, text) => expect(plain(formatCount(value))).toBe(text));

  it.each([
    [0, "0/s"],
    [0.04, "0/s"],
    [0.4, "0.4/s"],
    [9.97, "10/s"],
    [998.4, "998/s"],
    [1000, "1,000/s"],
    [13_941, "13.9 k/s"],
    [null, "–"],
    [Number.NaN, "–"],
  ])("shows the rate %s as %s", (value, text) => expect(plain(formatRate(value))).toBe(text));

  it.each([
    [0.42, "0.4 ms"],
    [8, "8 ms"],
    [12.3, "12 ms"],
    [999.4, "999 ms"],
    [999.6, "1 s"],
    [4_800, "4.8 s"],
    [14_000, "14 s"],
    [125_000, "2 min 5 s"],
    [4_200_000, "1 h 10 min"],
    [null, "–"],
  ])("shows %s milliseconds as %s", (value, text) => expect(plain(formatMs(value))).toBe(text));

  it("never carries sixty seconds or minutes", () => {
    expect(plain(formatSeconds(59.7))).toBe("1 min");
    expect(plain(formatSeconds(3599.6))).toBe("1 h");
  });

  it.each([
    [0, "00:00.0"],
    [42.57, "00:42.5"],
    [59.99, "00:59.9"],
    [0.3, "00:00.3"],
    [723, "12:03.0"],
    [3723.4, "1:02:03.4"],
  ])("shows the clock at %d s as %s", (seconds, text) => expect(formatClock(seconds)).toBe(text));

  it("shows shares, speeds and whole numbers", () => {
    expect(plain(formatPercent(0.012))).toBe("1.2 %");
    expect(plain(formatPercent(0.5))).toBe("50 %");
    expect([0.1, 0.25, 1, 100].map(formatSpeed)).toEqual(["0.1×", "0.25×", "1×", "100×"]);
    expect(formatInteger(42_318)).toBe("42,318");
    expect([countOf(1, "fault"), countOf(2, "fault")]).toEqual(["1 fault", "2 faults"]);
  });
});
