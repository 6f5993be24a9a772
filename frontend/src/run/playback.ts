/**
 * Which moment of simulated time to draw, for each animation frame.
 *
 * Frames come about ten times a second, often two or three at once when a slice ends, sometimes late. Drawing plays a
 * little behind them, at the rate at which they really come (a worker that cannot keep 100x is not waited for), never
 * past the newest one and never backwards. Wall times are in milliseconds, simulated times in seconds.
 */
export type PlaybackMode = "running" | "paused" | "ended";

export interface Moment {
  /** The simulated time to draw. */
  time: number;
  /** Wall milliseconds of playing so far: what an animation may move by. It stands still in a pause. */
  played: number;
  /** Simulated seconds per wall second at present. */
  rate: number;
}

interface Arrival {
  wall: number;
  time: number;
}

export const MIN_DELAY_MS = 200;
export const MAX_DELAY_MS = 1500;
const WINDOW = 30;
const WINDOW_MS = 4000;
const TOGETHER_MS = 25;
const BREAK_MS = 2500;
const SETTLE_MS = 400;
const MAX_STEP_MS = 100;

export class PlaybackClock {
  private arrivals: Arrival[] = [];
  private speed = 1;
  private newest = 0;
  private shown: number | null = null;
  private played = 0;
  private lastTick: number | null = null;
  mode: PlaybackMode = "running";

  /** A frame came. */
  note(time: number, speed: number, wall: number): void {
    const last = this.arrivals.at(-1);
    if (time < this.newest) this.shown = null;
    if (speed !== this.speed || time < this.newest || (last && wall - last.wall > BREAK_MS)) this.arrivals = [];
    this.speed = speed;
    this.newest = time;
    // Frames that come together count as one arrival, or the pace would be measured wrong at either end of the window.
    if (last && this.arrivals.length > 0 && wall - last.wall < TOGETHER_MS) this.arrivals.pop();
    this.arrivals.push({ wall, time });
    while (this.arrivals.length > WINDOW || (this.arrivals[0] && wall - this.arrivals[0].wall > WINDOW_MS)) {
      this.arrivals.shift();
    }
  }

  reset(): void {
    this.arrivals = [];
    this.newest = 0;
    this.shown = null;
    this.lastTick = null;
    this.mode = "running";
  }

  tick(wall: number): Moment {
    const elapsed = this.lastTick === null ? 0 : Math.max(0, wall - this.lastTick);
    this.lastTick = wall;
    const rate = this.rate();
    const target = this.target(wall, rate);
    const step = (rate * elapsed) / 1000;
    const before = this.shown;
    if (before === null || Math.abs(target - before) > Math.max(rate, this.speed) * 1.5 + step) {
      // A join, a gap or a hidden tab: begin again from where the run is.
      this.shown = target;
    } else {
      const correction = (target - before - step) * Math.min(1, elapsed / SETTLE_MS);
      this.shown = Math.min(this.newest, Math.max(before, before + step + correction));
    }
    const moved = before === null || this.shown > before;
    if (this.mode === "ended" || (this.mode === "running" && moved) || (this.mode === "paused" && moved)) {
      this.played += Math.min(elapsed, MAX_STEP_MS);
    }
    return { time: this.shown, played: this.played, rate };
  }

  /** Long enough to bridge the longest wait between two arrivals of late. */
  delay(): number {
    let longest = 0;
    for (let i = 1; i < this.arrivals.length; i += 1) {
      longest = Math.max(longest, (this.arrivals[i] as Arrival).wall - (this.arrivals[i - 1] as Arrival).wall);
    }
    return Math.min(MAX_DELAY_MS, Math.max(MIN_DELAY_MS, longest * 1.15));
  }

  private rate(): number {
    const first = this.arrivals[0];
    const last = this.arrivals.at(-1);
    if (!first || !last || last.wall - first.wall < 800) return this.speed;
    return Math.min(this.speed * 1.5, Math.max(0, (last.time - first.time) / ((last.wall - first.wall) / 1000)));
  }

  private target(wall: number, rate: number): number {
    if (this.mode !== "running" || this.arrivals.length === 0) return this.newest;
    // The arrival furthest ahead of the line through all of them came with the least delay: time runs from there.
    let lead = Number.NEGATIVE_INFINITY;
    for (const arrival of this.arrivals) {
      lead = Math.max(lead, arrival.time + (rate * (wall - arrival.wall)) / 1000);
    }
    return Math.min(this.newest, lead - (rate * this.delay()) / 1000);
  }
}
