/** Takes what the socket brings and keeps it: recent frames, series for charts, the playback clock, the store. */
import type { Frame, RunInfo, Sample, ServerMessage } from "@/live/messages";
import { type FaultRecord, recordsFromLog, withFrame } from "./faults";
import { FrameRing } from "./frame-ring";
import { History } from "./history";
import { type Moment, PlaybackClock } from "./playback";
import { shared } from "./sharing";
import { isLive, type RunStore } from "./store";

export const PUBLISH_MS = 240;
type SampleListener = (samples: readonly Sample[], sampleEvery: number) => void;

export class RunFeed {
  readonly ring = new FrameRing();
  readonly history = new History();
  readonly clock = new PlaybackClock();
  private readonly listeners = new Set<SampleListener>();
  /** The moment somebody looks at instead of now, and how fast it passes. */
  private looking: { at: number; rate: number } | null = null;
  private pastPlayed = 0;
  private clockPlayed = 0;
  private shown: Frame | null = null;
  private publishedAt = Number.NEGATIVE_INFINITY;
  private trailing: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly store: RunStore,
    private readonly now: () => number = () => performance.now(),
  ) {}

  apply(message: ServerMessage): void {
    switch (message.type) {
      case "snapshot":
        this.store.setState({ readOnly: message.readOnly });
        this.runChanged(message.run);
        this.merge(message.frames);
        break;
      case "frames":
        for (const frame of message.frames) this.arrived(frame);
        if (message.run) this.runChanged(message.run);
        break;
      case "run":
        this.runChanged(message.run);
        break;
      case "error":
        this.store.setState({ problem: message.reason });
        break;
    }
  }

  /** Frames of a snapshot: on joining, or to fill a gap. */
  merge(frames: readonly Frame[]): void {
    if (frames.length === 0) return;
    const newest = this.ring.latest;
    let inOrder = true;
    for (const frame of frames) inOrder = this.ring.push(frame) && inOrder;
    if (inOrder) for (const frame of frames) this.history.append(frame);
    else this.fillHistory();
    const latest = this.ring.latest as Frame;
    if (latest !== newest) this.clock.note(latest.time, latest.speed, this.now());
    this.store.setState({ faults: this.records() });
    this.publish(latest);
  }

  /** What to draw: a moment of the past while somebody looks at one, else one close behind the newest frame. */
  moment(wall: number): Moment {
    if (this.looking) {
      return { time: this.looking.at, played: this.clockPlayed + this.pastPlayed, rate: this.looking.rate };
    }
    const moment = this.clock.tick(wall);
    this.clockPlayed = moment.played;
    return { ...moment, played: moment.played + this.pastPlayed };
  }

  /** The past was played for so many wall milliseconds. */
  played(ms: number): void {
    this.pastPlayed += ms;
  }

  /** From now on a moment of the past is shown; null: what comes from the run is shown again. */
  look(at: number | null, rate: number): void {
    const back = this.looking !== null && at === null;
    this.looking = at === null ? null : { at, rate };
    if (at === null) this.shown = null;
    if (back && this.ring.latest) this.publish(this.ring.latest);
  }

  /** A frame of the past. The messages of the one after it set out while it is shown. */
  show(frame: Frame, next: Frame | undefined, draw: boolean): void {
    if (draw) this.store.setState((state) => ({ frame: shared(state.frame, frame) }));
    if (this.shown?.sequence === frame.sequence) return;
    this.shown = frame;
    if (next && this.looking?.rate) for (const listener of this.listeners) listener(next.samples, next.sampleEvery);
  }

  onSamples(listener: SampleListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  reset(): void {
    clearTimeout(this.trailing);
    this.trailing = undefined;
    this.publishedAt = Number.NEGATIVE_INFINITY;
    this.ring.clear();
    this.history.clear();
    this.clock.reset();
    this.looking = null;
    this.shown = null;
  }

  private arrived(frame: Frame): void {
    if (!this.ring.push(frame)) {
      this.fillHistory();
      return;
    }
    this.history.append(frame);
    this.clock.note(frame.time, frame.speed, this.now());
    if (!this.looking) for (const listener of this.listeners) listener(frame.samples, frame.sampleEvery);
    const faults = withFrame(this.store.getState().faults, frame);
    if (faults !== this.store.getState().faults) this.store.setState({ faults });
    const wait = this.publishedAt + PUBLISH_MS - this.now();
    if (wait <= 0 || this.urgent(frame)) this.publish(frame);
    else
      this.trailing ??= setTimeout(() => {
        const latest = this.ring.latest;
        if (latest) this.publish(latest);
      }, wait);
  }

  private urgent(frame: Frame): boolean {
    const shown = this.store.getState().frame;
    if (shown === null || shown.faults.length !== frame.faults.length) return true;
    return Object.entries(frame.nodes).some(([id, gauges]) => shown.nodes[id]?.state !== gauges.state);
  }

  private publish(frame: Frame): void {
    clearTimeout(this.trailing);
    this.trailing = undefined;
    this.publishedAt = this.now();
    if (this.looking) return;
    this.store.setState((state) => ({ frame: shared(state.frame, frame) }));
  }

  private records(): readonly FaultRecord[] {
    let faults: readonly FaultRecord[] = recordsFromLog(this.store.getState().run?.log ?? []);
    for (const frame of this.ring.all) faults = withFrame(faults, frame);
    return faults;
  }

  private runChanged(run: RunInfo): void {
    const before = this.store.getState().run;
    this.store.setState({ run: shared(before, run) });
    // What is planned stands in the log alone until it begins.
    if (run.log.length !== (before?.log.length ?? 0)) this.store.setState({ faults: this.records() });
    this.clock.mode = run.status === "paused" ? "paused" : isLive(run) ? "running" : "ended";
    if (!isLive(run) && this.ring.latest) this.publish(this.ring.latest);
  }

  /** Frames that were fetched afterwards, for the charts. */
  backfill(frames: readonly Frame[]): void {
    for (const frame of frames) this.ring.push(frame);
    this.fillHistory();
    // Another object for the same moment: the charts draw again even when no frame is to come any more.
    this.store.setState(({ frame }) => ({ frame: frame && { ...frame } }));
  }

  /** What came late belongs into the series, unless the ring no longer reaches back to their start: then it is left out. */
  private fillHistory(): void {
    const first = this.ring.all[0];
    if (first === undefined || first.time > this.history.start) return;
    this.history.clear();
    for (const frame of this.ring.all) this.history.append(frame);
  }
}
