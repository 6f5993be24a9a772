import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { frame, gauges, ledger, runInfo } from "@/live/messages.fixture";
import { PUBLISH_MS, RunFeed } from "./feed";
import { createRunStore, type RunStore } from "./store";

let store: RunStore;
let feed: RunFeed;
let now = 0;

const joined = (...sequences: number[]) =>
  feed.apply({ type: "snapshot", run: runInfo(), frames: sequences.map((n) => frame(n)), readOnly: false });

beforeEach(() => {
  vi.useFakeTimers();
  now = 1000;
  store = createRunStore();
  feed = new RunFeed(store, () => now);
});
afterEach(() => vi.useRealTimers());

describe("the run's store", () => {
  it("has the run, its right to command and its newest frame after joining", () => {
    feed.apply({ type: "snapshot", run: runInfo({ seed: 9 }), frames: [frame(1), frame(2)], readOnly: true });
    expect(store.getState()).toMatchObject({ run: { seed: 9 }, readOnly: true, frame: { sequence: 2 } });
  });

  it("shows a frame at once after a pause in showing, the next ones together a little later", () => {
    joined(1);
    now += PUBLISH_MS;
    feed.apply({ type: "frames", frames: [frame(2)], run: null });
    expect(store.getState().frame?.sequence).toBe(2);
    now += 100;
    feed.apply({ type: "frames", frames: [frame(3)], run: null });
    feed.apply({ type: "frames", frames: [frame(4)], run: null });
    expect(store.getState().frame?.sequence).toBe(2);
    vi.advanceTimersByTime(PUBLISH_MS);
    expect(store.getState().frame?.sequence).toBe(4);
  });

  it("does not wait with a node that goes down", () => {
    feed.apply({ type: "snapshot", run: runInfo(), frames: [frame(1, { nodes: { pay: gauges() } })], readOnly: false });
    feed.apply({ type: "frames", frames: [frame(2, { nodes: { pay: gauges({ state: "down" }) } })], run: null });
    expect(store.getState().frame?.nodes.pay?.state).toBe("down");
  });

  it("keeps the numbers of a node that did not change as the same object, so that its card does not render", () => {
    const nodes = () => ({ pay: gauges({ waitingByPartition: [1, 2] }), mail: gauges({ completed: now }) });
    feed.apply({ type: "snapshot", run: runInfo(), frames: [frame(1, { nodes: nodes() })], readOnly: false });
    const before = store.getState().frame;
    now += PUBLISH_MS;
    feed.apply({ type: "frames", frames: [frame(2, { nodes: nodes() })], run: null });
    const after = store.getState().frame;
    expect(after?.nodes.pay).toBe(before?.nodes.pay);
    expect(after?.nodes.mail).not.toBe(before?.nodes.mail);
  });

  it("fills a gap in the series when the missing frames come", () => {
    joined(1, 2);
    feed.apply({ type: "frames", frames: [frame(5)], run: null });
    expect([...feed.history.run("completedRate").times]).toEqual([0.1, 0.2, 0.5]);
    joined(3, 4, 5);
    expect([...feed.history.run("completedRate").times]).toEqual([0.1, 0.2, 0.3, 0.4, 0.5]);
    expect(feed.ring.all.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5]);
  });

  it("shows the series from the start when older frames were fetched", () => {
    joined(10, 11);
    const before = store.getState().frame;
    feed.backfill([frame(1), frame(2)]);
    expect(store.getState().frame).not.toBe(before);
    expect([...feed.history.run("completedRate").times]).toEqual([0.1, 0.2, 1, 1.1]);
  });

  it("passes each frame's samples on once, not those of a snapshot", () => {
    const seen: number[] = [];
    feed.onSamples((samples) => seen.push(...samples.map(({ message }) => message)));
    const sample = (message: number) => ({
      message,
      edge: "e",
      eventType: "placed",
      departed: 0,
      arrived: 1,
      backwards: false,
      failed: false,
    });
    feed.apply({ type: "snapshot", run: runInfo(), frames: [frame(1, { samples: [sample(1)] })], readOnly: false });
    feed.apply({ type: "frames", frames: [frame(2, { samples: [sample(2)] })], run: null });
    feed.apply({ type: "frames", frames: [frame(2, { samples: [sample(2)] })], run: null });
    expect(seen).toEqual([2]);
  });

  it("lets playing stand still in a pause and end with the run", () => {
    joined(1);
    feed.apply({ type: "run", run: runInfo({ status: "paused" }) });
    expect(feed.clock.mode).toBe("paused");
    feed.apply({ type: "run", run: runInfo({ status: "finished" }) });
    expect(feed.clock.mode).toBe("ended");
  });
});

describe("the series", () => {
  it("hold the totals of a frame and the numbers of its nodes", () => {
    const one = frame(1, {
      completedRate: 611,
      endToEndP99Ms: null,
      ledger: ledger({ deadLettered: 318, inFlight: 5 }),
      nodes: { pay: gauges({ waiting: 13_900, p99Ms: 41 }) },
    });
    feed.apply({ type: "snapshot", run: runInfo(), frames: [one], readOnly: false });
    const { history } = feed;
    expect(history.run("completedRate").values[0]).toBe(611);
    expect(history.run("deadLettered").values[0]).toBe(318);
    expect(history.run("endToEndP99Ms").values[0]).toBeNaN();
    expect(history.node("pay", "waiting").values[0]).toBe(13_900);
    expect(history.node("nobody", "waiting").values[0]).toBeNaN();
  });
});
