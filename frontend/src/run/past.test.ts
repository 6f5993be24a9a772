import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Frame } from "@/live/messages";
import { frame, runInfo } from "@/live/messages.fixture";
import { RunFeed } from "./feed";
import { Past, type PastApi, type Ticker } from "./past";
import { createRunStore, type RunStore } from "./store";

const LENGTH = 300;
let store: RunStore;
let feed: RunFeed;
let past: Past;
let asked: { at: number; limit: number }[];
let answers: (() => void)[];
let tick: ((wall: number) => void) | null;

const stored = Array.from({ length: LENGTH }, (_, index) => frame(index + 1));

const server: PastApi = {
  runIndex: async () => ({
    firstSequence: 1,
    lastSequence: LENGTH,
    firstTime: 0.1,
    lastTime: LENGTH / 10,
    points: [],
    checkpoints: [],
    log: [],
  }),
  framesAt: (_run, at, limit) => {
    asked.push({ at, limit });
    const first = Math.max(0, stored.filter(({ time }) => time <= at).length - 1);
    return new Promise((resolve) => answers.push(() => resolve({ frames: stored.slice(first, first + limit) })));
  },
};
const ticker: Ticker = {
  request: (callback) => {
    tick = callback;
    return 1;
  },
  cancel: () => {
    tick = null;
  },
};

async function answer() {
  answers.shift()?.();
  await vi.waitFor(() => {});
  await Promise.resolve();
}

/** A run that goes on, with its last frames here. */
function join(status: "running" | "finished" = "running") {
  const frames: Frame[] = stored.slice(-20);
  const run = runInfo({ status, sequence: LENGTH, time: LENGTH / 10 });
  feed.apply({ type: "snapshot", run, frames, readOnly: false });
}

const shown = () => store.getState().frame?.sequence;

beforeEach(() => {
  asked = [];
  answers = [];
  tick = null;
  store = createRunStore();
  feed = new RunFeed(store, () => 1000);
  past = new Past(store, feed, () => undefined, server, ticker);
});

describe("looking back", () => {
  it("asks nothing for what came just now", () => {
    join();
    past.seek(29.05);
    expect(shown()).toBe(290);
    expect(asked).toEqual([]);
  });

  it("shows the nearest frame at once and the right one when it has come", async () => {
    join();
    past.seek(5.04);
    expect(shown()).toBe(281);
    expect(store.getState().past).toMatchObject({ at: 5.04, loading: true });
    await answer();
    expect(shown()).toBe(50);
    expect(store.getState().past?.loading).toBe(false);
  });

  it("has one question on its way however fast the hand is, then the last wish", async () => {
    join();
    for (let at = 20; at > 2; at -= 0.5) past.seek(at);
    expect(asked.length).toBe(1);
    await answer();
    expect(asked.map(({ at }) => at)).toEqual([20, 2.5]);
    await answer();
    expect(shown()).toBe(25);
  });

  it("is not disturbed by what the run does meanwhile, and comes back to it", () => {
    join();
    past.seek(29.05);
    feed.apply({ type: "frames", frames: [frame(LENGTH + 1)], run: null });
    expect(shown()).toBe(290);
    past.live();
    expect(shown()).toBe(LENGTH + 1);
    expect(store.getState().past).toBeNull();
  });

  it("goes frame by frame", async () => {
    join();
    past.seek(29.05);
    past.step(-1);
    expect(shown()).toBe(289);
    past.step(1);
    past.step(1);
    expect(shown()).toBe(291);
  });

  it("ends when another run is followed", () => {
    join();
    past.seek(29.05);
    store.setState({ run: runInfo({ id: "run-2" }) });
    expect(store.getState().past).toBeNull();
  });
});

describe("playing the past", () => {
  it("moves at its own speed and joins a run that goes on", () => {
    join();
    past.seek(28.5);
    past.setRate(4);
    past.play();
    tick?.(1000);
    tick?.(1100);
    expect(store.getState().past?.at).toBeCloseTo(28.9);
    expect(shown()).toBe(289);
    tick?.(1300);
    tick?.(1500);
    expect(store.getState().past).toBeNull();
    expect(tick).toBeNull();
  });

  it("stops at the end of one that is over", () => {
    join("finished");
    past.seek(29.9);
    past.play();
    tick?.(1000);
    tick?.(1200);
    expect(store.getState().past).toMatchObject({ at: 30, playing: false });
    expect(shown()).toBe(LENGTH);
  });

  it("waits for what is on its way instead of leaving it out", async () => {
    join();
    past.seek(5);
    past.play();
    tick?.(1000);
    tick?.(1200);
    expect(store.getState().past?.at).toBe(5);
    await answer();
    await answer();
    tick?.(1300);
    expect(store.getState().past?.at).toBeGreaterThan(5);
  });
});
