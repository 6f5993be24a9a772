/**
 * Time series of a run for its charts, in typed arrays. When they are full, every second point goes and from then on
 * only every second frame leaves one: a run of any length keeps its whole shape in the same memory.
 */
import type { Frame, NodeGauges } from "@/live/messages";

export type NodeMetric =
  | "inRate"
  | "outRate"
  | "waiting"
  | "p50Ms"
  | "p99Ms"
  | "utilisation"
  | "deadLettered"
  | "failed";
export type RunMetric = "completedRate" | "endToEndP99Ms" | "waiting" | "deadLettered" | "inFlight";
export type Series = { times: Float64Array; values: Float64Array };

const RUN_METRICS: Record<RunMetric, (frame: Frame) => number | null> = {
  completedRate: (frame) => frame.completedRate,
  endToEndP99Ms: (frame) => frame.endToEndP99Ms,
  waiting: (frame) => totalWaiting(frame),
  deadLettered: (frame) => frame.ledger.deadLettered,
  inFlight: (frame) => frame.ledger.inFlight,
};

const NODE_METRICS: NodeMetric[] = [
  "inRate",
  "outRate",
  "waiting",
  "p50Ms",
  "p99Ms",
  "utilisation",
  "deadLettered",
  "failed",
];

export class History {
  private times: Float64Array;
  private columns = new Map<string, Float64Array>();
  private length = 0;
  private stride = 1;
  private sinceKept = 0;

  constructor(private readonly capacity = 2400) {
    this.times = new Float64Array(capacity);
  }

  get size(): number {
    return this.length;
  }

  /** The first moment kept; infinite when empty. */
  get start(): number {
    return this.length === 0 ? Number.POSITIVE_INFINITY : (this.times[0] as number);
  }

  append(frame: Frame): void {
    const last = this.times[this.length - 1];
    if (this.length > 0 && last !== undefined && frame.time <= last) return;
    this.sinceKept += 1;
    // Between two kept points the last one moves along, so that the tail is always of now.
    const moving = this.length > 1 && this.sinceKept < this.stride;
    if (!moving) {
      if (this.length === this.capacity) this.thin();
      this.length += 1;
      this.sinceKept = 0;
    }
    const at = this.length - 1;
    this.times[at] = frame.time;
    for (const [metric, read] of Object.entries(RUN_METRICS)) this.write(`run:${metric}`, at, read(frame));
    for (const [id, gauges] of Object.entries(frame.nodes)) {
      for (const metric of NODE_METRICS) this.write(`${id}:${metric}`, at, gauges[metric]);
    }
  }

  run(metric: RunMetric): Series {
    return this.read(`run:${metric}`);
  }

  node(id: string, metric: NodeMetric): Series {
    return this.read(`${id}:${metric}`);
  }

  clear(): void {
    this.columns.clear();
    this.length = 0;
    this.stride = 1;
    this.sinceKept = 0;
  }

  private read(key: string): Series {
    const column = this.columns.get(key) ?? new Float64Array(this.length).fill(Number.NaN);
    return { times: this.times.subarray(0, this.length), values: column.subarray(0, this.length) };
  }

  private write(key: string, at: number, value: number | null | undefined): void {
    let column = this.columns.get(key);
    if (column === undefined) {
      column = new Float64Array(this.capacity).fill(Number.NaN);
      this.columns.set(key, column);
    }
    column[at] = value ?? Number.NaN;
  }

  private thin(): void {
    const half = Math.floor(this.length / 2);
    for (const column of [this.times, ...this.columns.values()]) {
      for (let at = 0; at < half; at += 1) column[at] = column[at * 2 + 1] ?? Number.NaN;
      column.fill(Number.NaN, half);
    }
    this.length = half;
    this.stride *= 2;
  }
}

/** Messages that subscriptions have not handled and calls that stand in queues; a channel's own depth is the same messages again. */
export function totalWaiting(frame: Frame): number {
  let total = 0;
  for (const edge of Object.values(frame.edges)) total += edge.lag;
  return total;
}

export function nodeMetric(gauges: NodeGauges | undefined, metric: NodeMetric): number | null {
  return gauges?.[metric] ?? null;
}
