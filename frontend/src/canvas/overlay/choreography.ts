/**
 * Turns sampled messages into dots. A dot leaves when its message left and stays on its edge for as long as the message
 * was under way, but at least long enough to be seen: most hops take a millisecond. So that a message is not on two
 * edges at once, it leaves a node no sooner than its dot has arrived there. What is drawn is always a message that was
 * sent; how many each dot stands for is `every`.
 *
 * All times here are wall milliseconds of playing, but for `time`, which is simulated.
 */
import type { Sample } from "@/live/messages";
import type { Moment } from "@/run/playback";

export const MAX_DOTS = 150;
export const SHORTEST_MS = 650;
export const LONGEST_MS = 2200;
const FADE_MS = 350;
const FORGET_MS = 8_000;
/** A journey that has fallen this far behind its messages is cut short. */
const LATEST_MS = 5_000;
const CALM_MS = 3_000;
/** Twice as many as this still fit. */
const CALM_SHARE = 0.4;

export interface Dot {
  key: number;
  message: number;
  edge: string;
  eventType: string;
  backwards: boolean;
  failed: boolean;
  starts: number;
  lasts: number;
}

export type Ends = (edge: string) => { source: string; target: string } | undefined;

export class Choreography {
  private waiting: Sample[] = [];
  private dots: Dot[] = [];
  private arrivals = new Map<string, number>();
  private sampleEvery = 1;
  private calmSince = 0;
  private keys = 0;
  private lastTime: number | null = null;

  /** Of so many sampled messages one is drawn. */
  thinning = 1;

  constructor(private readonly ends: Ends) {}

  /** One dot stands for this many messages. */
  get every(): number {
    return this.sampleEvery * this.thinning;
  }

  offer(samples: readonly Sample[], sampleEvery: number): void {
    this.sampleEvery = sampleEvery;
    this.waiting.push(...samples.filter((sample) => this.kept(sample.message)));
    this.waiting.sort((one, other) => one.departed - other.departed);
  }

  /** The dots to draw at this moment. */
  step({ time, played, rate }: Moment): readonly Dot[] {
    const jumped =
      this.lastTime !== null && (time < this.lastTime || time - this.lastTime > Math.max(rate, 0.01) * 1.2);
    this.lastTime = time;
    if (jumped) this.skipTo(time);
    this.dots = this.dots.filter((dot) => played < dot.starts + dot.lasts + (dot.failed ? FADE_MS : 0));
    let due = 0;
    while (due < this.waiting.length && (this.waiting[due] as Sample).departed <= time) due += 1;
    for (const sample of this.waiting.splice(0, due)) this.release(sample, time, played, rate);
    const visible = this.dots.filter((dot) => dot.starts <= played);
    this.adapt(visible.length, played);
    return visible.filter((dot) => this.kept(dot.message)).slice(0, MAX_DOTS);
  }

  clear(): void {
    this.waiting = [];
    this.dots = [];
    this.arrivals.clear();
    this.lastTime = null;
    this.thinning = 1;
  }

  private release(sample: Sample, time: number, played: number, rate: number): void {
    const ends = this.ends(sample.edge);
    if (!ends || this.dots.length >= MAX_DOTS * 10) return;
    const [from, to] = sample.backwards ? [ends.target, ends.source] : [ends.source, ends.target];
    const scale = 1000 / Math.max(rate, 1e-3);
    const left = played - Math.min((time - sample.departed) * scale, 100);
    const starts = Math.max(left, this.arrivals.get(`${sample.message} ${from}`) ?? left);
    if (starts > played + LATEST_MS) return;
    const lasts = Math.min(LONGEST_MS, Math.max(SHORTEST_MS, (sample.arrived - sample.departed) * scale));
    this.keys += 1;
    const { message, edge, eventType, backwards, failed } = sample;
    this.dots.push({ key: this.keys, message, edge, eventType, backwards, failed, starts, lasts });
    this.arrivals.set(`${sample.message} ${to}`, starts + lasts);
  }

  /** Too many dots: every second journey is left out, whole; few for a while: they come back. */
  private adapt(visible: number, played: number): void {
    if (visible > MAX_DOTS) {
      this.thinning *= 2;
      this.calmSince = played;
      this.waiting = this.waiting.filter((sample) => this.kept(sample.message));
      this.dots = this.dots.filter((dot) => this.kept(dot.message));
    } else if (visible > MAX_DOTS * CALM_SHARE) {
      this.calmSince = played;
    } else if (this.thinning > 1 && played - this.calmSince > CALM_MS) {
      this.thinning /= 2;
      this.calmSince = played;
    }
    if (this.arrivals.size > 4000) {
      for (const [key, at] of this.arrivals) if (at < played - FORGET_MS) this.arrivals.delete(key);
    }
  }

  private skipTo(time: number): void {
    this.waiting = this.waiting.filter((sample) => sample.departed >= time - 0.05);
    this.arrivals.clear();
  }

  private kept(message: number): boolean {
    return this.thinning === 1 || scattered(message) % this.thinning === 0;
  }
}

/** Ids of sampled messages are multiples of something: spread them before taking one of every so many. */
function scattered(id: number): number {
  return (Math.imul(id ^ (id >>> 15), 0x2c1b3c6d) >>> 8) & 0xffff;
}

/** How far along its edge a dot is, from 0 to 1, and how visible. */
export function pose(dot: Dot, played: number): { along: number; opacity: number } {
  const share = (played - dot.starts) / dot.lasts;
  const along = Math.min(1, Math.max(0, share));
  const fade = dot.failed && share > 1 ? Math.max(0, 1 - (played - dot.starts - dot.lasts) / FADE_MS) : 1;
  return { along: dot.backwards ? 1 - along : along, opacity: fade * (dot.backwards ? 0.45 : 1) };
}
