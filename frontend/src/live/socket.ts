/**
 * The socket of one live run: joins, reconnects, matches commands with their answers, says what has arrived, and asks
 * again for frames that did not come or cannot be read. It keeps no frames; whoever listens does.
 */
import { backoffMs } from "./backoff";
import type { ClientMessage, Command, RunInfo, ServerMessage } from "./messages";
import { unpacked } from "./unpacking";

export type Connection =
  | { kind: "idle" }
  | { kind: "connecting" }
  | { kind: "open" }
  | { kind: "reconnecting"; attempt: number }
  | { kind: "closed"; reason: string };

export class CommandError extends Error {
  override name = "CommandError";
}

export interface SocketOptions {
  url: string;
  onMessage(message: ServerMessage): void;
  onConnection(connection: Connection): void;
  open?: (url: string) => WebSocket;
  random?: () => number;
}

interface Pending {
  resolve(time: number | null): void;
  reject(error: CommandError): void;
  timer: ReturnType<typeof setTimeout>;
}

export const ANSWER_TIMEOUT_MS = 10_000;
/** A silent connection may be half open: ask, and reconnect when nothing comes back. */
export const SILENCE_MS = 20_000;
export const RESYNC_TIMEOUT_MS = 5_000;
/** The server sends no more than 512 KiB that it does not know to have arrived. */
export const RECEIVED_EVERY_BYTES = 128 * 1024;
const NOT_FOUND = 4404;
const KNOWN = new Set(["snapshot", "frames", "run", "accepted", "refused", "error"]);

export class RunSocket {
  private socket: WebSocket | null = null;
  private attempt = 0;
  private nextId = 1;
  private lastSequence = 0;
  /** Frames after this one were asked for and have not come yet. */
  private missingAfter: number | null = null;
  private received = 0;
  private receivedSaid = 0;
  private joined = false;
  private closed = false;
  private readonly pending = new Map<number, Pending>();
  private retryTimer: ReturnType<typeof setTimeout> | undefined;
  private silenceTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: SocketOptions) {
    this.connect("connecting");
  }

  /** Resolves with the simulated time at which the command takes effect; rejects when refused, unanswered or offline. */
  send(command: Command): Promise<number | null> {
    if (this.socket?.readyState !== 1) return Promise.reject(new CommandError("Not connected to the run."));
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.pending.delete(id);
        reject(new CommandError("The run did not answer in time."));
      }, ANSWER_TIMEOUT_MS);
      this.pending.set(id, { resolve, reject, timer });
      this.post({ type: "command", id, command });
    });
  }

  /** Try again now instead of at the end of the wait: the network is back, or the tab is seen again. */
  wake(): void {
    if (this.retryTimer === undefined) return;
    clearTimeout(this.retryTimer);
    this.retryTimer = undefined;
    this.connect("reconnecting");
  }

  close(reason = ""): void {
    if (this.closed) return;
    this.closed = true;
    clearTimeout(this.retryTimer);
    clearTimeout(this.silenceTimer);
    this.retryTimer = undefined;
    this.failPending("The connection to the run was closed.");
    const socket = this.socket;
    this.socket = null;
    socket?.close(1000);
    this.options.onConnection({ kind: "closed", reason });
  }

  private connect(kind: "connecting" | "reconnecting"): void {
    this.options.onConnection(kind === "connecting" ? { kind } : { kind, attempt: this.attempt });
    const socket = (this.options.open ?? ((url) => new WebSocket(url)))(this.options.url);
    socket.binaryType = "arraybuffer";
    this.socket = socket;
    this.missingAfter = null;
    this.received = 0;
    this.receivedSaid = 0;
    this.joined = false;
    socket.onopen = () => {
      if (socket === this.socket) this.listenForSilence();
    };
    socket.onmessage = (event: MessageEvent) => {
      if (socket === this.socket) this.receive(event.data);
    };
    socket.onclose = (event: CloseEvent) => {
      if (socket === this.socket) this.lost(event.code, event.reason);
    };
  }

  private lost(code: number, reason: string): void {
    this.socket = null;
    clearTimeout(this.silenceTimer);
    this.failPending("The connection was lost before the run answered.");
    if (code >= 4400 && code < 4500) {
      this.close(
        code === NOT_FOUND
          ? "This run does not exist, or the link no longer opens it."
          : reason || "The server closed the connection.",
      );
      return;
    }
    const wait = backoffMs(this.attempt, this.options.random);
    this.attempt += 1;
    this.options.onConnection({ kind: "reconnecting", attempt: this.attempt });
    this.retryTimer = setTimeout(() => {
      this.retryTimer = undefined;
      this.connect("reconnecting");
    }, wait);
  }

  private receive(data: unknown): void {
    this.listenForSilence();
    if (data instanceof ArrayBuffer) this.count(data.byteLength);
    const message = parse(data);
    if (message === "broken") {
      this.resync(true);
      return;
    }
    if (message === null) return;
    switch (message.type) {
      case "accepted":
        this.settle(message.id, (pending) => pending.resolve(message.time));
        break;
      case "refused":
        this.settle(message.id, (pending) => pending.reject(new CommandError(message.reason)));
        break;
      case "snapshot":
        // Only now: a server that is overloaded accepts a connection and drops it again.
        this.attempt = 0;
        this.missingAfter = null;
        if (!this.joined) this.options.onConnection({ kind: "open" });
        this.joined = true;
        this.lastSequence = message.frames.at(-1)?.sequence ?? this.lastSequence;
        break;
      case "frames": {
        const frames = message.frames.filter(({ sequence }) => sequence > this.lastSequence);
        const first = frames[0]?.sequence ?? this.lastSequence + 1;
        if (first > this.lastSequence + 1) this.resync();
        this.lastSequence = frames.at(-1)?.sequence ?? this.lastSequence;
        if (message.run) this.compare(message.run);
        this.options.onMessage({ ...message, frames });
        return;
      }
      case "run":
        this.compare(message.run);
        break;
    }
    this.options.onMessage(message);
  }

  /** The last frames before a run falls silent have none after them that would show a gap. */
  private compare(run: RunInfo): void {
    if (run.sequence > this.lastSequence) this.resync();
  }

  /** Asks for what is missing; not twice, unless what came instead is of no use. */
  private resync(again = false): void {
    if (this.missingAfter !== null && !again) return;
    this.missingAfter ??= this.lastSequence;
    this.post({ type: "resync", after: this.missingAfter });
  }

  private count(bytes: number): void {
    this.received += bytes;
    if (this.received - this.receivedSaid < RECEIVED_EVERY_BYTES) return;
    this.receivedSaid = this.received;
    this.post({ type: "received", bytes: this.received });
  }

  private listenForSilence(): void {
    clearTimeout(this.silenceTimer);
    this.silenceTimer = setTimeout(() => {
      this.resync(true);
      this.silenceTimer = setTimeout(() => {
        const socket = this.socket;
        socket?.close();
        // The close event of a dead connection may come minutes later.
        if (socket) this.lost(1006, "");
      }, RESYNC_TIMEOUT_MS);
    }, SILENCE_MS);
  }

  private post(message: ClientMessage): void {
    if (this.socket?.readyState === 1) this.socket.send(JSON.stringify(message));
  }

  private settle(id: number, how: (pending: Pending) => void): void {
    const pending = this.pending.get(id);
    if (!pending) return;
    this.pending.delete(id);
    clearTimeout(pending.timer);
    how(pending);
  }

  private failPending(reason: string): void {
    for (const id of [...this.pending.keys()]) this.settle(id, (pending) => pending.reject(new CommandError(reason)));
  }
}

/** Null if it is of no kind that is known here, "broken" if something was in it that cannot be read. */
function parse(data: unknown): ServerMessage | "broken" | null {
  let value: unknown;
  try {
    value = data instanceof ArrayBuffer ? unpacked(data) : JSON.parse(String(data));
  } catch (error) {
    console.warn("A message from the run cannot be read", error);
    return data instanceof ArrayBuffer ? "broken" : null;
  }
  const type = typeof value === "object" && value !== null ? (value as { type?: unknown }).type : undefined;
  if (typeof type === "string" && KNOWN.has(type)) return value as ServerMessage;
  console.warn("Ignored a message of an unknown type from the run", type);
  return null;
}

export function runSocketUrl(runId: string, share?: string | null, location: Location = window.location): string {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const query = share ? `?share=${encodeURIComponent(share)}` : "";
  return `${scheme}://${location.host}/ws/runs/${encodeURIComponent(runId)}/${query}`;
}
