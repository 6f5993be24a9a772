/**
 * The socket of one live run: joins, reconnects, matches commands with their answers, and asks again for frames that
 * did not come. It keeps no frames; whoever listens does.
 */
import { backoffMs } from "./backoff";
import type { ClientMessage, Command, ServerMessage } from "./messages";

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
const NOT_FOUND = 4404;
const KNOWN = new Set(["snapshot", "frame", "run", "accepted", "refused", "error"]);

export class RunSocket {
  private socket: WebSocket | null = null;
  private attempt = 0;
  private nextId = 1;
  private lastSequence = 0;
  private resyncing = false;
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
    this.socket = socket;
    this.resyncing = false;
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
    const message = parse(data);
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
        this.resyncing = false;
        if (!this.joined) this.options.onConnection({ kind: "open" });
        this.joined = true;
        this.lastSequence = message.frames.at(-1)?.sequence ?? this.lastSequence;
        break;
      case "frame": {
        const { sequence } = message.frame;
        if (sequence <= this.lastSequence) return;
        if (sequence > this.lastSequence + 1) this.resync(this.lastSequence);
        this.lastSequence = sequence;
        break;
      }
    }
    this.options.onMessage(message);
  }

  private resync(after: number): void {
    if (this.resyncing) return;
    this.resyncing = true;
    this.post({ type: "resync", after });
  }

  private listenForSilence(): void {
    clearTimeout(this.silenceTimer);
    this.silenceTimer = setTimeout(() => {
      this.resyncing = false;
      this.resync(this.lastSequence);
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

function parse(data: unknown): ServerMessage | null {
  let value: unknown;
  try {
    value = typeof data === "string" ? JSON.parse(data) : undefined;
  } catch {
    value = undefined;
  }
  const type = typeof value === "object" && value !== null ? (value as { type?: unknown }).type : undefined;
  if (typeof type === "string" && KNOWN.has(type)) return value as ServerMessage;
  console.warn("Ignored a message of an unknown type from the run", type ?? data);
  return null;
}

export function runSocketUrl(runId: string, share?: string | null, location: Location = window.location): string {
  const scheme = location.protocol === "https:" ? "wss" : "ws";
  const query = share ? `?share=${encodeURIComponent(share)}` : "";
  return `${scheme}://${location.host}/ws/runs/${encodeURIComponent(runId)}/${query}`;
}
