import { describe, expect, it } from "vitest";
import { keyStep, shareOf, spanOf, timeAt } from "./timeline";

describe("a timeline", () => {
  const hour = { from: 0, to: 3600 };

  it("says where a moment stands, and which moment stands there", () => {
    expect(shareOf(900, hour)).toBe(0.25);
    expect(timeAt(0.25, hour)).toBe(900);
  });

  it("ends at its ends", () => {
    expect(shareOf(4000, hour)).toBe(1);
    expect(timeAt(-3, hour)).toBe(0);
  });

  it("is ten seconds long at least", () => {
    expect(spanOf({ from: 0, to: 0.3 })).toEqual({ from: 0, to: 10 });
  });

  it("is walked by a second, or a hundredth of a long one, ten times as far with Shift", () => {
    expect(keyStep("ArrowRight", false, { from: 0, to: 20 })).toBe(1);
    expect(keyStep("ArrowLeft", false, hour)).toBe(-36);
    expect(keyStep("ArrowLeft", true, hour)).toBe(-360);
    expect(keyStep("End", false, hour)).toBe("end");
    expect(keyStep("a", false, hour)).toBeNull();
  });
});
