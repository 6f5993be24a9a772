import { describe, expect, test } from "vitest";
import type { Estimate } from "@/live/messages";
import { intervalInWords, plusMinus } from "./estimate";
import { formatMs } from "./format";

const estimate = (own: Partial<Estimate> = {}): Estimate => ({
  mean: 12,
  halfWidth: 0.4,
  confidence: 0.95,
  n: 20,
  method: "batches",
  unit: "ms",
  spread: null,
  lag1: 0.1,
  warmUpSeconds: 0,
  note: "",
  ...own,
});

const plain = (text: string | null) => text?.replaceAll(/\s/g, " ");

describe("a mean with its interval", () => {
  test("carries its half-width in its own unit", () => {
    expect(plain(plusMinus(12, estimate(), formatMs))).toBe("12 ms ± 0.4 ms");
  });

  test("stands alone where no interval can be given", () => {
    expect(plain(plusMinus(12, estimate({ halfWidth: null }), formatMs))).toBe("12 ms");
    expect(plain(plusMinus(12, null, formatMs))).toBe("12 ms");
  });

  test("says where it comes from, or why it is missing", () => {
    expect(intervalInWords(estimate({ warmUpSeconds: 30 }))).toBe(
      "95 % interval of the mean, from 20 batches of this run, the first 30 s left out",
    );
    expect(intervalInWords(estimate({ method: "replications", confidence: 0.99, n: 8 }))).toBe(
      "99 % interval of the mean, from 8 runs",
    );
    expect(intervalInWords(estimate({ halfWidth: null, note: "the batches are not independent" }))).toBe(
      "the batches are not independent",
    );
    expect(intervalInWords(null)).toBeNull();
  });
});
