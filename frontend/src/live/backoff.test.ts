import { describe, expect, it } from "vitest";
import { BASE_MS, backoffMs, CAP_MS } from "./backoff";

describe("the wait before reconnecting", () => {
  it("doubles with each attempt", () => {
    expect([0, 1, 2, 3].map((attempt) => backoffMs(attempt, () => 1))).toEqual([500, 1000, 2000, 4000]);
  });

  it("is spread over half its length by jitter", () => {
    expect(backoffMs(2, () => 0)).toBe(1000);
    expect(backoffMs(2, () => 0.5)).toBe(1500);
  });

  it("never grows past the cap, however long the server is away", () => {
    expect(backoffMs(500, () => 1)).toBe(CAP_MS);
    expect(backoffMs(0, () => 0)).toBeGreaterThanOrEqual(BASE_MS / 2);
  });
});
