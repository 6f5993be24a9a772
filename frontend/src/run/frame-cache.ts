import type { Frame } from "@/live/messages";

export interface Found {
  /** The newest one known that is not after the moment; the oldest one known when all are after it. */
  frame: Frame | null;
  /** Whether the run has no frame between it and the moment. */
  exact: boolean;
}

/** Frames of a run's past by their sequence numbers, with gaps; those farthest from the last one added go first. */
export class FrameCache {
  private frames: Frame[] = [];

  constructor(private readonly capacity = 1500) {}

  get size(): number {
    return this.frames.length;
  }

  add(frames: readonly Frame[]): void {
    for (const frame of frames) {
      const at = this.place((other) => other.sequence < frame.sequence);
      if (this.frames[at]?.sequence !== frame.sequence) this.frames.splice(at, 0, frame);
    }
    const last = frames.at(-1)?.sequence;
    while (last !== undefined && this.frames.length > this.capacity) {
      const before = last - (this.frames[0] as Frame).sequence;
      const after = (this.frames.at(-1) as Frame).sequence - last;
      if (before > after) this.frames.shift();
      else this.frames.pop();
    }
  }

  /** `first` and `last` are the sequence numbers of the oldest and the newest frame there is. */
  at(time: number, first: number, last: number): Found {
    const place = this.place((other) => other.time <= time);
    const frame = this.frames[place - 1];
    if (!frame) return { frame: this.frames[0] ?? null, exact: this.frames[0]?.sequence === first };
    return { frame, exact: frame.sequence >= last || this.frames[place]?.sequence === frame.sequence + 1 };
  }

  get(sequence: number): Frame | undefined {
    const frame = this.frames[this.place((other) => other.sequence < sequence)];
    return frame?.sequence === sequence ? frame : undefined;
  }

  clear(): void {
    this.frames = [];
  }

  /** How many at the beginning are so: a binary search. */
  private place(before: (frame: Frame) => boolean): number {
    let low = 0;
    let high = this.frames.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (before(this.frames[middle] as Frame)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
