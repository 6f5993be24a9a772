import { describe, expect, it } from "vitest";
import { frame } from "@/live/messages.fixture";
import { FrameCache } from "./frame-cache";

const cached = (...sequences: number[]) => {
  const cache = new FrameCache(5);
  cache.add(sequences.map((sequence) => frame(sequence)));
  return cache;
};

describe("a moment of the past", () => {
  it("is the newest frame that is not after it", () => {
    expect(cached(1, 2, 3).at(0.25, 1, 10)).toMatchObject({ frame: { sequence: 2 }, exact: true });
  });

  it("is not exact where frames between are missing", () => {
    expect(cached(1, 2, 7).at(0.5, 1, 10)).toMatchObject({ frame: { sequence: 2 }, exact: false });
  });

  it("is exact at the end of the run, where nothing follows", () => {
    expect(cached(8, 9, 10).at(99, 1, 10)).toMatchObject({ frame: { sequence: 10 }, exact: true });
    expect(cached(8, 9, 10).at(99, 1, 11).exact).toBe(false);
  });

  it("before the first frame there is, is that one", () => {
    expect(cached(1, 2).at(0, 1, 10)).toMatchObject({ frame: { sequence: 1 }, exact: true });
    expect(cached(4, 5).at(0, 1, 10)).toMatchObject({ frame: { sequence: 4 }, exact: false });
  });
});

describe("the frames kept", () => {
  it("are in order and without doubles, whatever order they came in", () => {
    const cache = cached(3, 1, 2, 3);
    expect(cache.size).toBe(3);
    expect([1, 2, 3].map((sequence) => cache.get(sequence)?.time)).toEqual([0.1, 0.2, 0.3]);
    expect(cache.get(4)).toBeUndefined();
  });

  it("are those nearest to where somebody looks", () => {
    const cache = cached(1, 2, 3, 4, 5);
    cache.add([frame(100), frame(101)]);
    expect([1, 2, 3, 100, 101].map((sequence) => cache.get(sequence) !== undefined)).toEqual([
      false,
      false,
      true,
      true,
      true,
    ]);
  });
});
