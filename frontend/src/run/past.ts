/**
 * Looks at a moment of a run that is over or goes on meanwhile: frames fetched by time, shown in place of the live ones.
 *
 * While somebody drags, one question at a time is on its way and the nearest known frame is shown, so that the timeline
 * follows the hand at any length of run. Playing fetches ahead.
 */
import * as api from "@/api/past";
import type { Frame } from "@/live/messages";
import type { RunFeed } from "./feed";
import { FrameCache } from "./frame-cache";
import { session } from "./session";
import { isLive, type RunStore, useRunStore } from "./store";

export const RATES = [0.25, 0.5, 1, 2, 4, 8, 16];
const SCRUB_FRAMES = 16;
const PLAY_FRAMES = 80;
/** Fetched when fewer frames than this are left to play. */
const AHEAD_FRAMES = 40;
/** As often are numbers renewed while playing; faster cannot be read. */
const SHOW_MS = 100;
const MAX_STEP_MS = 200;

export type PastApi = Pick<typeof api, "framesAt" | "runIndex">;

export interface Ticker {
  request(callback: (wall: number) => void): number;
  cancel(id: number): void;
}

const animation: Ticker = {
  request: (callback) => requestAnimationFrame(callback),
  cancel: (id) => cancelAnimationFrame(id),
};

export class Past {
  private readonly cache = new FrameCache();
  private run: string | null = null;
  /** The oldest frame that is kept: of a branch where it parted, of a very long run its last hour's first. */
  private first = { time: 0, sequence: 1 };
  private asking = false;
  private wanted: { at: number; limit: number } | null = null;
  private ticking = 0;
  private lastTick: number | null = null;
  private shownAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly store: RunStore,
    private readonly feed: RunFeed,
    private readonly share: () => string | undefined = () => undefined,
    private readonly server: PastApi = api,
    private readonly ticker: Ticker = animation,
  ) {
    store.subscribe(({ run }) => {
      if ((run?.id ?? null) !== this.run) this.forget(run?.id ?? null);
    });
  }

  /** From where to where one can look, in simulated seconds. */
  range(): { from: number; to: number } {
    return {
      from: this.first.time,
      to: Math.max(this.feed.ring.latest?.time ?? 0, this.store.getState().run?.time ?? 0),
    };
  }

  seek(time: number): void {
    const { from, to } = this.range();
    this.show(Math.min(to, Math.max(from, time)), SCRUB_FRAMES, true);
  }

  /** To the frame after the one shown, or before it. */
  step(by: 1 | -1): void {
    this.pause();
    const shown = this.store.getState().frame;
    if (!shown) return;
    const next = this.known(shown.sequence + by);
    if (next) this.show(next.time, SCRUB_FRAMES, true);
    else if (by < 0 && shown.sequence > this.first.sequence)
      this.show(Math.max(0, shown.time - 1e-6), SCRUB_FRAMES, true);
    else if (by > 0 && shown.sequence < this.last()) this.show(shown.time, SCRUB_FRAMES, true, by);
  }

  play(): void {
    const { past } = this.store.getState();
    const { from, to } = this.range();
    const at = past === null || past.at >= to ? from : past.at;
    this.show(at, PLAY_FRAMES, true);
    this.change({ playing: true });
    this.lastTick = null;
    if (this.ticking === 0) this.ticking = this.ticker.request(this.tick);
  }

  pause(): void {
    this.ticker.cancel(this.ticking);
    this.ticking = 0;
    if (this.store.getState().past?.playing) this.change({ playing: false });
  }

  setRate(rate: number): void {
    this.store.setState({ pastRate: rate });
    this.feed.look(this.store.getState().past?.at ?? null, rate);
  }

  /** Back to where the run is now. */
  live(): void {
    this.pause();
    this.wanted = null;
    this.store.setState({ past: null });
    this.feed.look(null, 0);
  }

  private readonly tick = (wall: number): void => {
    this.ticking = this.ticker.request(this.tick);
    const elapsed = this.lastTick === null ? 0 : Math.min(MAX_STEP_MS, wall - this.lastTick);
    this.lastTick = wall;
    const { past, pastRate } = this.store.getState();
    if (!past) return;
    const { to } = this.range();
    const next = past.at + (elapsed / 1000) * pastRate;
    if (next >= to) {
      if (isLive(this.store.getState().run)) this.live();
      else {
        this.show(to, SCRUB_FRAMES, true);
        this.pause();
      }
      return;
    }
    const found = this.find(next);
    if (!found.exact) {
      // Time waits for what is on its way, rather than leaving something out.
      this.ask(past.at, PLAY_FRAMES);
      return;
    }
    const due = wall - this.shownAt >= SHOW_MS;
    if (due) this.shownAt = wall;
    this.feed.played(elapsed);
    this.show(next, PLAY_FRAMES, due);
    const sequence = found.frame?.sequence ?? 0;
    if (sequence + AHEAD_FRAMES < this.last() && !this.known(sequence + AHEAD_FRAMES)) {
      this.ask(this.furthest(sequence)?.time ?? next, PLAY_FRAMES);
    }
  };

  private furthest(sequence: number): Frame | undefined {
    let frame = this.known(sequence);
    for (let next = frame; next; next = this.known(next.sequence + 1)) frame = next;
    return frame;
  }

  private show(at: number, limit: number, draw: boolean, then?: 1 | -1): void {
    if (this.store.getState().past === null) {
      this.cache.add(this.feed.ring.all);
      void this.findFirst();
    }
    const found = this.find(at);
    this.change({ at, loading: !found.exact });
    this.feed.look(at, this.store.getState().past?.playing ? this.store.getState().pastRate : 0);
    if (found.frame) this.feed.show(found.frame, this.known(found.frame.sequence + 1), draw);
    if (!found.exact || then) this.ask(at, limit, then);
  }

  private change(part: { at?: number; playing?: boolean; loading?: boolean }): void {
    this.store.setState(({ past }) => ({
      past: { ...(past ?? { at: 0, playing: false, loading: false, problem: null }), ...part },
    }));
  }

  private find(at: number) {
    return this.cache.at(at, this.first.sequence, this.last());
  }

  private async findFirst(): Promise<void> {
    const { run } = this;
    const index = run === null ? null : await this.server.runIndex(run, this.share()).catch(() => null);
    if (!index || this.run !== run) return;
    // The first frame of a run that began at nothing stands for its beginning.
    const begins = index.firstSequence === 1 && !this.store.getState().run?.parentTime;
    this.first = { time: begins ? 0 : index.firstTime, sequence: index.firstSequence };
  }

  private known(sequence: number): Frame | undefined {
    return this.cache.get(sequence);
  }

  private last(): number {
    return Math.max(this.feed.ring.latest?.sequence ?? 0, this.store.getState().run?.sequence ?? 0);
  }

  /** One question at a time; the newest wish is the next one. */
  private ask(at: number, limit: number, then?: 1 | -1): void {
    this.wanted = { at, limit };
    if (!this.asking) void this.answer(then);
  }

  private async answer(then?: 1 | -1): Promise<void> {
    this.asking = true;
    const { run } = this;
    let problem: string | null = null;
    while (run !== null && this.run === run && this.wanted && problem === null) {
      const { at, limit } = this.wanted;
      this.wanted = null;
      const { frames } = await this.server.framesAt(run, at, limit, this.share()).catch((error: unknown) => {
        problem = error instanceof Error ? error.message : String(error);
        return { frames: [] as Frame[] };
      });
      if (this.run !== run) break;
      this.cache.add(frames);
      const { past } = this.store.getState();
      if (!past || past.playing || this.wanted) continue;
      const found = this.find(past.at);
      this.change({ loading: false });
      if (found.frame) this.feed.show(found.frame, this.known(found.frame.sequence + 1), true);
    }
    this.asking = false;
    if (this.run === run && problem !== null && this.store.getState().past) {
      this.pause();
      this.store.setState(({ past }) => ({ past: past && { ...past, loading: false, problem } }));
    } else if (this.run === run && then) this.step(then);
  }

  private forget(run: string | null): void {
    this.run = run;
    this.first = { time: this.store.getState().run?.parentTime ?? 0, sequence: 1 };
    this.pause();
    this.wanted = null;
    this.cache.clear();
    if (this.store.getState().past !== null) this.store.setState({ past: null });
    this.feed.look(null, 0);
  }
}

export const past = new Past(useRunStore, session.feed, () => session.shareToken);
