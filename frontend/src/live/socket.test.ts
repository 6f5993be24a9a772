import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { ServerMessage } from "./messages";
import { frame, runInfo } from "./messages.fixture";
import { packed } from "./packing.fixture";
import {
  ANSWER_TIMEOUT_MS,
  type Connection,
  RECEIVED_EVERY_BYTES,
  RESYNC_TIMEOUT_MS,
  RunSocket,
  runSocketUrl,
  SILENCE_MS,
} from "./socket";

class FakeWebSocket {
  readyState = 0;
  binaryType = "blob";
  sent: unknown[] = [];
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number; reason: string }) => void) | null = null;
  constructor(readonly url: string) {
    sockets.push(this);
  }
  send(text: string) {
    this.sent.push(JSON.parse(text));
  }
  close() {
    this.readyState = 3;
  }
  accept() {
    this.readyState = 1;
    this.onopen?.();
  }
  says(message: unknown) {
    const { type } = message as { type?: string };
    const binary = type === "snapshot" || type === "frames" || type === "run";
    this.brings(typeof message === "string" ? message : binary ? packed(message) : JSON.stringify(message));
  }
  brings(data: unknown) {
    // As a browser does it: who has not asked for buffers gets something that can only be read later.
    this.onmessage?.({ data: data instanceof ArrayBuffer && this.binaryType !== "arraybuffer" ? {} : data });
  }
  drop(code = 1006, reason = "") {
    this.readyState = 3;
    this.onclose?.({ code, reason });
  }
}

let sockets: FakeWebSocket[] = [];
let heard: ServerMessage[] = [];
let connections: Connection[] = [];
const latest = () => sockets.at(-1) as FakeWebSocket;

function open() {
  return new RunSocket({
    url: "ws://here/ws/runs/run-1/",
    onMessage: (message) => heard.push(message),
    onConnection: (connection) => connections.push(connection),
    open: (url) => new FakeWebSocket(url) as unknown as WebSocket,
    random: () => 1,
  });
}
const snapshot = (...sequences: number[]) => ({
  type: "snapshot",
  run: runInfo(),
  frames: sequences.map((sequence) => frame(sequence)),
  readOnly: false,
});

const slice = (...sequences: number[]) => ({
  type: "frames",
  frames: sequences.map((sequence) => frame(sequence)),
  run: null,
});
const shown = () =>
  heard.flatMap((message) => (message.type === "frames" ? message.frames.map(({ sequence }) => sequence) : []));

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  heard = [];
  connections = [];
});
afterEach(() => vi.useRealTimers());

describe("a run socket", () => {
  it("says how it stands: connecting, open, closed", () => {
    const socket = open();
    latest().accept();
    expect(connections).toEqual([{ kind: "connecting" }]);
    latest().says(snapshot(1));
    latest().says(snapshot(2));
    socket.close("left");
    expect(connections).toEqual([{ kind: "connecting" }, { kind: "open" }, { kind: "closed", reason: "left" }]);
  });

  it("reconnects after a growing wait, and starts over once a snapshot has come", () => {
    open();
    latest().drop();
    vi.advanceTimersByTime(499);
    expect(sockets).toHaveLength(1);
    vi.advanceTimersByTime(1);
    expect(sockets).toHaveLength(2);
    latest().drop();
    vi.advanceTimersByTime(1000);
    expect(sockets).toHaveLength(3);
    latest().accept();
    latest().says(snapshot(1));
    latest().drop();
    vi.advanceTimersByTime(500);
    expect(sockets).toHaveLength(4);
    expect(connections.slice(-2)).toEqual([
      { kind: "reconnecting", attempt: 1 },
      { kind: "reconnecting", attempt: 1 },
    ]);
  });

  it("tries at once when woken, and not twice", () => {
    const socket = open();
    latest().drop();
    socket.wake();
    expect(sockets).toHaveLength(2);
    vi.advanceTimersByTime(60_000 - 1);
    expect(sockets).toHaveLength(2);
  });

  it("gives up on a run that is not there", () => {
    open();
    latest().accept();
    latest().drop(4404);
    vi.advanceTimersByTime(60_000);
    expect(sockets).toHaveLength(1);
    expect(connections.at(-1)).toMatchObject({ kind: "closed" });
  });

  it("comes again after it was let go for being too slow", () => {
    open();
    latest().accept();
    latest().says(snapshot(1));
    latest().drop(4508);
    vi.advanceTimersByTime(500);
    expect(sockets).toHaveLength(2);
  });

  it("does not reconnect once it was closed", () => {
    const socket = open();
    latest().drop();
    socket.close();
    vi.advanceTimersByTime(60_000);
    expect(sockets).toHaveLength(1);
  });
});

describe("commands", () => {
  it("resolve with the simulated time at which they were accepted, each by its own id", async () => {
    const socket = open();
    latest().accept();
    const first = socket.send({ kind: "pause" });
    const second = socket.send({ kind: "speed", factor: 5 });
    const [{ id: one }, { id: two }] = latest().sent as [{ id: number }, { id: number }];
    expect(one).not.toBe(two);
    latest().says({ type: "accepted", id: two, time: 4.5 });
    latest().says({ type: "refused", id: one, reason: "The run is over." });
    await expect(second).resolves.toBe(4.5);
    await expect(first).rejects.toThrow("The run is over.");
  });

  it("reject when no answer comes in time", async () => {
    const socket = open();
    latest().accept();
    const answer = expect(socket.send({ kind: "stop" })).rejects.toThrow("did not answer in time");
    vi.advanceTimersByTime(ANSWER_TIMEOUT_MS);
    await answer;
  });

  it("reject when the connection is lost under them, and at once while there is none", async () => {
    const socket = open();
    await expect(socket.send({ kind: "pause" })).rejects.toThrow("Not connected");
    latest().accept();
    const answer = expect(socket.send({ kind: "pause" })).rejects.toThrow("lost before the run answered");
    latest().drop();
    await answer;
  });
});

describe("frames", () => {
  it("are passed on in order, doubles left out", () => {
    open();
    latest().accept();
    latest().says(snapshot(1, 2));
    for (const sequences of [[3], [3], [2, 3, 4], [5, 6], [1]]) latest().says(slice(...sequences));
    expect(shown()).toEqual([3, 4, 5, 6]);
    expect(latest().sent).toEqual([]);
  });

  it("that are missing are asked for once, after the last one known", () => {
    open();
    latest().accept();
    latest().says(snapshot(10));
    latest().says(slice(15));
    latest().says(slice(17));
    expect(latest().sent).toEqual([{ type: "resync", after: 10 }]);
    latest().says(snapshot(11, 12, 17));
    latest().says(slice(19));
    expect(latest().sent).toHaveLength(2);
  });

  it("that are missing before the run falls silent are asked for as well", () => {
    open();
    latest().accept();
    latest().says(snapshot(10));
    latest().says({ type: "run", run: runInfo({ sequence: 12, status: "paused" }) });
    expect(latest().sent).toEqual([{ type: "resync", after: 10 }]);
  });

  it("that cannot be read are asked for, again if what comes instead cannot be read either", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    open();
    latest().accept();
    latest().says(snapshot(10));
    latest().brings(packed(slice(11)).slice(0, 40));
    expect(latest().sent).toEqual([{ type: "resync", after: 10 }]);
    latest().says(slice(12, 13));
    latest().brings(packed(snapshot(11, 12, 13)).slice(0, 60));
    expect(latest().sent).toEqual([
      { type: "resync", after: 10 },
      { type: "resync", after: 10 },
    ]);
    latest().says(snapshot(11, 12, 13));
    latest().says(slice(14));
    expect(latest().sent).toHaveLength(2);
    expect(shown()).toEqual([12, 13, 14]);
    expect(connections.at(-1)).toEqual({ kind: "open" });
    warn.mockRestore();
  });

  it("are said to have arrived, every so many bytes, by each connection for itself", () => {
    open();
    latest().accept();
    const random = Array.from({ length: 20_000 }, (_, at) => (at * 2654435761) % 4294967296);
    const large = () => packed({ ...snapshot(1), random });
    const { byteLength } = large();
    const needed = Math.ceil(RECEIVED_EVERY_BYTES / byteLength);
    for (let count = 1; count < needed; count++) latest().brings(large());
    expect(latest().sent).toEqual([]);
    latest().brings(large());
    expect(latest().sent).toEqual([{ type: "received", bytes: needed * byteLength }]);
    latest().drop();
    vi.advanceTimersByTime(1000);
    latest().accept();
    for (let count = 0; count < needed; count++) latest().brings(large());
    expect(latest().sent).toEqual([{ type: "received", bytes: needed * byteLength }]);
  });

  it("of an unknown type are ignored with a warning, as is what is no JSON", () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => {});
    open();
    latest().accept();
    latest().says({ type: "weather" });
    latest().says("{");
    expect(heard).toEqual([]);
    expect(warn).toHaveBeenCalledTimes(2);
    warn.mockRestore();
  });
});

describe("a silent connection", () => {
  it("is asked, and given up when it stays silent", () => {
    open();
    latest().accept();
    latest().says(snapshot(8));
    vi.advanceTimersByTime(SILENCE_MS);
    expect(latest().sent).toEqual([{ type: "resync", after: 8 }]);
    vi.advanceTimersByTime(RESYNC_TIMEOUT_MS + 500);
    expect(sockets).toHaveLength(2);
  });

  it("is kept when it answers", () => {
    open();
    latest().accept();
    vi.advanceTimersByTime(SILENCE_MS);
    latest().says(snapshot(8));
    vi.advanceTimersByTime(RESYNC_TIMEOUT_MS + 500);
    expect(sockets).toHaveLength(1);
  });
});

describe("the address", () => {
  it("follows the page, and carries the share token", () => {
    const page = (protocol: string) => ({ protocol, host: "example.org" }) as Location;
    expect(runSocketUrl("r1", null, page("http:"))).toBe("ws://example.org/ws/runs/r1/");
    expect(runSocketUrl("r1", "a&b", page("https:"))).toBe("wss://example.org/ws/runs/r1/?share=a%26b");
  });
});
