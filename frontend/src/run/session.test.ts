import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Command, Frame, RunInfo } from "@/live/messages";
import { frame, runInfo } from "@/live/messages.fixture";
import type { SocketOptions } from "@/live/socket";
import { crashOf } from "./faults";
import { RunFeed } from "./feed";
import { type RunApi, RunSession } from "./session";
import { createRunStore } from "./store";

let sockets: { options: SocketOptions; sent: Command[]; closed: boolean }[];
let kept: RunInfo[];
let stored: Frame[];

function setUp() {
  const store = createRunStore();
  const server: RunApi = {
    startRun: async (body) => {
      const run = runInfo({ id: `run-${kept.length + 1}`, seed: body.seed ?? 1, status: "queued" });
      kept.unshift(run);
      return run;
    },
    run: async (id) => runInfo({ id, status: "finished", digest: "abc" }),
    runsOf: async () => kept,
    thinnedFrames: async (_run, limit) => ({
      frames: stored.filter((_, place) => place % Math.ceil(stored.length / limit) === 0),
    }),
    framesAfter: async (_run, after, limit = 600) => ({
      frames: stored.filter(({ sequence }) => sequence > after).slice(0, limit),
    }),
  };
  const session = new RunSession(store, new RunFeed(store), server, (options) => {
    const socket = { options, sent: [] as Command[], closed: false };
    sockets.push(socket);
    return {
      send: async (command) => {
        socket.sent.push(command);
        if (command.kind === "stop")
          options.onMessage({ type: "run", run: runInfo({ id: kept[0]?.id, status: "stopped" }) });
        return 1;
      },
      wake: () => {},
      close: () => {
        socket.closed = true;
      },
    };
  });
  return { store, session };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("window", { location: { protocol: "http:", host: "here" } });
  sockets = [];
  kept = [];
  stored = [];
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("a session", () => {
  it("starts a run only once the diagram is saved, and follows it", async () => {
    const { store, session } = setUp();
    let saved = () => {};
    const starting = session.start({ diagram: "d", seed: 3 }, () => new Promise<void>((resolve) => (saved = resolve)));
    await vi.advanceTimersByTimeAsync(0);
    expect(store.getState().starting).toBe(true);
    expect(kept).toEqual([]);
    saved();
    await starting;
    expect(store.getState()).toMatchObject({ starting: false, run: { id: "run-1", seed: 3 } });
    expect(sockets[0]?.options.url).toContain("/ws/runs/run-1/");
  });

  it("says why a run did not start", async () => {
    const { store, session } = setUp();
    await session.start({ diagram: "d" }, () => Promise.reject(new Error("The diagram could not be saved.")));
    expect(store.getState()).toMatchObject({ starting: false, run: null, problem: "The diagram could not be saved." });
  });

  it("stops the run that is on before it starts the next", async () => {
    const { session } = setUp();
    await session.start({ diagram: "d" });
    await session.start({ diagram: "d" });
    expect(sockets[0]?.sent).toEqual([{ kind: "stop" }]);
    expect(sockets[0]?.closed).toBe(true);
    expect(sockets).toHaveLength(2);
  });

  it("rejoins the run that is on after a reload, and none that is over", async () => {
    const { store, session } = setUp();
    kept = [runInfo({ id: "over", status: "stopped" })];
    expect(await session.rejoin("d")).toBe(false);
    kept.unshift(runInfo({ id: "on", status: "paused" }));
    expect(await session.rejoin("d")).toBe(true);
    expect(store.getState().run?.id).toBe("on");
  });

  it("fetches what was before the snapshot, for the charts", async () => {
    const { session } = setUp();
    stored = Array.from({ length: 1500 }, (_, n) => frame(n + 1));
    session.follow(runInfo());
    sockets[0]?.options.onMessage({ type: "snapshot", run: runInfo(), frames: stored.slice(1400), readOnly: false });
    await vi.advanceTimersByTimeAsync(0);
    const { times } = session.feed.history.run("completedRate");
    expect(times[0]).toBeCloseTo(0.1);
    expect(times).toHaveLength(1500);
  });

  it("shows a very long run from its start on, its older part thinned", async () => {
    const { session } = setUp();
    stored = Array.from({ length: 8000 }, (_, n) => frame(n + 1));
    session.follow(runInfo());
    sockets[0]?.options.onMessage({ type: "snapshot", run: runInfo(), frames: stored.slice(7900), readOnly: false });
    await vi.advanceTimersByTimeAsync(0);
    const { times } = session.feed.history.run("completedRate");
    expect(times[0]).toBeLessThan(10);
    expect(times[times.length - 1]).toBeCloseTo(800);
    expect(times.length).toBeLessThan(2500);
    expect([...times]).toEqual([...times].sort((one, other) => one - other));
  });

  it("fetches what a snapshot after a long gap leaves out", async () => {
    const { session } = setUp();
    stored = Array.from({ length: 500 }, (_, n) => frame(n + 1));
    session.follow(runInfo());
    for (const frames of [stored.slice(0, 20), stored.slice(450)]) {
      sockets[0]?.options.onMessage({ type: "snapshot", run: runInfo(), frames, readOnly: false });
      await vi.advanceTimersByTimeAsync(0);
    }
    expect(session.feed.history.run("completedRate").times).toHaveLength(500);
  });

  it("fetches the results when the run is over, then closes the socket", async () => {
    const { store, session } = setUp();
    session.follow(runInfo());
    sockets[0]?.options.onMessage({ type: "run", run: runInfo({ status: "finished" }) });
    expect(sockets[0]?.closed).toBe(false);
    await vi.advanceTimersByTimeAsync(2000);
    expect(sockets[0]?.closed).toBe(true);
    expect(store.getState()).toMatchObject({ run: { digest: "abc" }, connection: { kind: "idle" } });
  });

  it("marks what is to be broken or healed as pending until a frame shows it, or for five seconds", async () => {
    const { store, session } = setUp();
    await session.start({ diagram: "d" });
    const shows = (sequence: number, ...ids: string[]) =>
      sockets[0]?.options.onMessage({
        type: "frames",
        frames: [
          frame(sequence, {
            faults: ids.map((id) => ({ id, kind: "crash", target: id, since: 0, until: null, words: "" })),
          }),
        ],
        run: null,
      });
    shows(1);
    await session.send({ kind: "strike", faults: [crashOf("pay"), crashOf("mail")] });
    expect(store.getState().pending).toEqual(["pay", "mail"]);
    shows(2, "pay");
    expect(store.getState().pending).toEqual(["mail"]);
    await session.send({ kind: "heal", fault: "pay" });
    expect(store.getState().pending).toEqual(["mail", "pay"]);
    shows(3);
    expect(store.getState().pending).toEqual(["mail"]);
    await vi.advanceTimersByTimeAsync(5000);
    expect(store.getState().pending).toEqual([]);
  });

  it("says that no run is on instead of sending a command nowhere", async () => {
    const { store, session } = setUp();
    expect(await session.send({ kind: "pause" })).toBe(false);
    expect(store.getState().problem).toBe("No run is on.");
  });
});
