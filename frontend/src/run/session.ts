/** The one run this page follows: starts it, joins it, sends it commands, leaves it. */
import * as api from "@/api/runs";
import type { Command, Frame, RunInfo } from "@/live/messages";
import { RunSocket, runSocketUrl, type SocketOptions } from "@/live/socket";
import { RunFeed } from "./feed";
import { initialRunState, isLive, type RunStore, useRunStore } from "./store";

const BACKFILL_PAGE = 300;
/** Frames are some kilobytes each: of what lies further back only few are fetched, enough for the shape of the charts. */
const BACKFILL_FRAMES = 2400;
const THINNED_FRAMES = 400;
/** The last frames may come after the word that the run is over. */
const LAST_FRAMES_MS = 1500;
const STOP_MS = 3000;
/** A fault with a probability may never strike, one on a paused run strikes at once: nothing is pending for longer. */
const PENDING_MS = 5000;

export type RunApi = Pick<typeof api, "startRun" | "run" | "runsOf" | "framesAfter" | "thinnedFrames">;
type OpenSocket = (options: SocketOptions) => Pick<RunSocket, "send" | "wake" | "close">;

export class RunSession {
  private socket: ReturnType<OpenSocket> | null = null;
  private share: string | undefined;
  private following: string | null = null;
  private ending: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly store: RunStore,
    readonly feed: RunFeed,
    private readonly server: RunApi = api,
    private readonly openSocket: OpenSocket = (options) => new RunSocket(options),
  ) {}

  /** `saved` resolves when the diagram on the server is the one on the screen. A run that is on is stopped first. */
  async start(options: api.StartRun, saved: () => Promise<unknown> = async () => {}): Promise<void> {
    if (this.store.getState().starting) return;
    this.store.setState({ starting: true, problem: null });
    try {
      if (isLive(this.store.getState().run)) await this.stopFirst();
      await saved();
      this.follow(await this.server.startRun(options));
    } catch (error) {
      this.store.setState({ problem: words(error) });
    } finally {
      this.store.setState({ starting: false });
    }
  }

  /** After a reload: the newest run of the diagram, if it is still on. True when there is one. */
  async rejoin(diagram: string): Promise<boolean> {
    const runs = await this.server.runsOf(diagram).catch(() => []);
    const live = runs.find((run) => isLive(run));
    if (live && this.following === null) this.follow(live);
    return live !== undefined;
  }

  follow(run: RunInfo, share?: string): void {
    this.leave();
    this.following = run.id;
    this.share = share;
    this.store.setState({ run, readOnly: share !== undefined, problem: null });
    this.socket = this.openSocket({
      url: runSocketUrl(run.id, share),
      onConnection: (connection) => this.following === run.id && this.store.setState({ connection }),
      onMessage: (message) => {
        if (this.following !== run.id) return;
        const known = this.feed.ring.latest?.sequence ?? 0;
        this.feed.apply(message);
        if (message.type === "snapshot") void this.backfill(run.id, known, message.frames[0]);
        if ("run" in message && message.run && !isLive(message.run)) this.over(run.id);
      },
    });
  }

  /** Of the link that the run is watched by. */
  get shareToken(): string | undefined {
    return this.share;
  }

  leave(): void {
    clearTimeout(this.ending);
    this.ending = undefined;
    this.following = null;
    this.socket?.close();
    this.socket = null;
    this.feed.reset();
    const { showing, starting, pastRate } = this.store.getState();
    this.store.setState({ ...initialRunState, showing, starting, pastRate });
  }

  wake(): void {
    this.socket?.wake();
  }

  /** True when all were accepted; else `problem` says why not. */
  async send(...commands: Command[]): Promise<boolean> {
    const settled = this.expect(commands);
    try {
      for (const command of commands) {
        if (!this.socket) throw new Error("No run is on.");
        await this.socket.send(command);
      }
      this.store.setState({ problem: null });
      return true;
    } catch (error) {
      settled();
      this.store.setState({ problem: words(error) });
      return false;
    }
  }

  /** Marks what the commands strike or heal as pending until a frame shows a change there, or for some seconds. */
  private expect(commands: readonly Command[]): () => void {
    const targets = [...new Set(commands.flatMap((command) => touched(command, this.store.getState().frame)))];
    if (targets.length === 0) return () => {};
    const before = new Map(targets.map((target) => [target, faultsOn(target, this.store.getState().frame)]));
    this.store.setState(({ pending }) => ({ pending: [...new Set([...pending, ...targets])] }));
    const forget = (which: readonly string[]) => {
      // First, for the store tells its listeners at once.
      for (const one of which) before.delete(one);
      if (before.size === 0) unsubscribe();
      if (which.length > 0) {
        this.store.setState(({ pending }) => ({ pending: pending.filter((one) => !which.includes(one)) }));
      }
    };
    const unsubscribe = this.store.subscribe(({ frame }) =>
      forget([...before].filter(([target, ids]) => faultsOn(target, frame) !== ids).map(([target]) => target)),
    );
    const all = () => forget([...before.keys()]);
    setTimeout(all, PENDING_MS);
    return all;
  }

  private async stopFirst(): Promise<void> {
    const stopped = new Promise<void>((resolve) => {
      const unsubscribe = this.store.subscribe((state) => {
        if (isLive(state.run)) return;
        unsubscribe();
        resolve();
      });
    });
    await this.send({ kind: "stop" });
    await Promise.race([stopped, new Promise((resolve) => setTimeout(resolve, STOP_MS))]);
  }

  /** The results come with the run itself; the socket is of no more use. */
  private over(id: string): void {
    if (this.ending !== undefined) return;
    this.ending = setTimeout(async () => {
      const known = this.store.getState().run;
      const run = known?.results ? known : await this.server.run(id, this.share).catch(() => known);
      if (this.following !== id) return;
      this.socket?.close();
      this.socket = null;
      this.store.setState({ run, connection: { kind: "idle" } });
    }, LAST_FRAMES_MS);
  }

  /** A snapshot has only the newest frames; those between it and what is known are fetched for the charts. */
  private async backfill(id: string, known: number, first: Frame | undefined): Promise<void> {
    if (first === undefined) return;
    const older: Frame[] = [];
    let after = Math.max(known, first.sequence - 1 - BACKFILL_FRAMES);
    if (known === 0 && after > 0) {
      const { frames } = await this.server
        .thinnedFrames(id, THINNED_FRAMES, this.share)
        .catch(() => ({ frames: [] as Frame[] }));
      const dense = after;
      older.push(...frames.filter(({ sequence }) => sequence <= dense));
    }
    while (after < first.sequence - 1) {
      const { frames } = await this.server
        .framesAfter(id, after, BACKFILL_PAGE, this.share)
        .catch(() => ({ frames: [] as Frame[] }));
      const last = frames.at(-1);
      if (this.following !== id || last === undefined || last.sequence <= after) break;
      older.push(...frames.filter((frame) => frame.sequence < first.sequence));
      after = last.sequence;
    }
    if (this.following === id && older.length > 0) this.feed.backfill(older);
  }
}

const faultsOn = (target: string, frame: Frame | null): string =>
  (frame?.faults ?? []).flatMap((fault) => (fault.target === target ? [fault.id] : [])).join();

/** The nodes, edges and zones at which a command should show, now and not later. */
function touched(command: Command, frame: Frame | null): string[] {
  const now = frame?.time ?? 0;
  if (command.kind === "inject") return command.fault.atSeconds > now ? [] : [command.fault.target];
  if (command.kind === "strike") return command.faults.flatMap((one) => (one.atSeconds > now ? [] : [one.target]));
  if (command.kind !== "heal" && command.kind !== "heal_all") return [];
  const healed = (frame?.faults ?? []).filter(
    ({ id }) => command.kind === "heal_all" || id === command.fault || id.startsWith(`${command.fault}.`),
  );
  return healed.map(({ target }) => target);
}

function words(error: unknown): string {
  return error instanceof Error && error.message ? error.message : "Something went wrong.";
}

export const session = new RunSession(useRunStore, new RunFeed(useRunStore));
