import { describe, expect, it } from "vitest";
import type { Sample } from "@/live/messages";
import { Choreography, MAX_DOTS, pose, SHORTEST_MS } from "./choreography";

const edges: Record<string, { source: string; target: string }> = {
  call: { source: "shop", target: "gate" },
  publish: { source: "gate", target: "orders" },
};
const sample = (message: number, values: Partial<Sample> = {}): Sample => ({
  message,
  edge: "call",
  eventType: "placed",
  departed: 1,
  arrived: 1.001,
  backwards: false,
  failed: false,
  ...values,
});
const dance = () => new Choreography((edge) => edges[edge]);
const at = (time: number, played: number, rate = 1) => ({ time, played, rate });

describe("dots", () => {
  it("leave when playing has come to the moment their message left", () => {
    const dots = dance();
    dots.offer([sample(1, { departed: 1 })], 160);
    expect(dots.step(at(0.99, 100))).toHaveLength(0);
    expect(dots.step(at(1.0, 110))).toMatchObject([{ edge: "call" }]);
    expect(dots.every).toBe(160);
  });

  it("stay long enough to be seen, and as long as the message when that is longer", () => {
    const dots = dance();
    dots.offer([sample(1), sample(2, { arrived: 2.5 })], 1);
    dots.step(at(0.98, 0));
    expect(dots.step(at(1, 20)).map(({ lasts }) => lasts)).toEqual([SHORTEST_MS, 1500]);
    expect(dots.step(at(1.7, 720))).toHaveLength(1);
    expect(dots.step(at(2.6, 1620))).toHaveLength(0);
  });

  it("take less wall time at a higher speed", () => {
    const dots = dance();
    dots.offer([sample(1, { departed: 10, arrived: 60 })], 1);
    dots.step(at(9.9, 0, 50));
    expect(dots.step(at(10, 16, 50))[0]?.lasts).toBeCloseTo(1000);
  });

  it("of one message go from hop to hop, never on two edges at once", () => {
    const dots = dance();
    dots.offer([sample(7, { edge: "publish", departed: 1.002, arrived: 1.007 }), sample(7)], 1);
    dots.step(at(0.98, 0));
    for (let wall = 20; wall < 2000; wall += 16) {
      expect(dots.step(at(0.98 + wall / 1000, wall)).length).toBeLessThanOrEqual(1);
    }
    const again = dance();
    again.offer([sample(7), sample(7, { edge: "publish", departed: 1.002, arrived: 1.007 })], 1);
    again.step(at(1.01, 0));
    expect(again.step(at(1.02, SHORTEST_MS / 2)).map(({ edge }) => edge)).toEqual(["call"]);
    expect(again.step(at(1.03, SHORTEST_MS + 50)).map(({ edge }) => edge)).toEqual(["publish"]);
  });

  it("of answers go backwards and dimmer; failed ones fade at their end", () => {
    const answer = {
      key: 1,
      message: 1,
      edge: "call",
      eventType: "placed",
      backwards: true,
      failed: false,
      starts: 0,
      lasts: 1000,
    };
    expect(pose(answer, 250)).toEqual({ along: 0.75, opacity: 0.45 });
    const failed = { ...answer, backwards: false, failed: true };
    expect(pose(failed, 500)).toEqual({ along: 0.5, opacity: 1 });
    expect(pose(failed, 1200).along).toBe(1);
    expect(pose(failed, 1200).opacity).toBeLessThan(0.6);
  });

  it("are never more than the screen bears, and the legend's number says what was left out", () => {
    const dots = dance();
    let most = 0;
    for (let n = 0; n < 200; n += 1) {
      const time = 1 + n * 0.016;
      dots.offer(
        Array.from({ length: 12 }, (_, i) => sample((n * 12 + i) * 16, { departed: time })),
        16,
      );
      most = Math.max(most, dots.step(at(time, n * 16)).length);
    }
    expect(most).toBeLessThanOrEqual(MAX_DOTS);
    expect(most).toBeGreaterThan(MAX_DOTS / 4);
    expect(dots.every).toBeGreaterThan(16);
  });

  it("come back when there are few of them for a while", () => {
    const dots = dance();
    dots.thinning = 4;
    for (let n = 0; n < 600; n += 1) dots.step(at(1 + n * 0.016, n * 16));
    expect(dots.thinning).toBe(1);
  });

  it("of what happened while nobody looked are left out", () => {
    const dots = dance();
    dots.step(at(1, 0));
    dots.offer(
      Array.from({ length: 50 }, (_, n) => sample(n, { departed: 1 + n / 2 })),
      1,
    );
    expect(dots.step(at(25.4, 16)).length).toBeLessThanOrEqual(1);
  });

  it("on an edge that is no longer there are left out", () => {
    const dots = dance();
    dots.offer([sample(1, { edge: "gone" })], 1);
    expect(dots.step(at(1, 16))).toEqual([]);
  });
});
