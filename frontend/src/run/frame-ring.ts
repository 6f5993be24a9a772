import type { Frame } from "@/live/messages";

/** The recent frames in order of their sequence numbers, at most `capacity` of them, without doubles. */
export class FrameRing {
  private frames: Frame[] = [];

  constructor(private readonly capacity = 600) {}

  get latest(): Frame | undefined {
    return this.frames.at(-1);
  }

  get all(): readonly Frame[] {
    return this.frames;
  }

  /** True when the frame came after every other one, false when it filled a gap or was known. */
  push(frame: Frame): boolean {
    const last = this.frames.at(-1);
    if (last === undefined || frame.sequence > last.sequence) {
      this.frames.push(frame);
      // Cut in batches: shifting an array of a thousand on every frame would copy it every time.
      if (this.frames.length > this.capacity * 1.25) this.frames = this.frames.slice(-this.capacity);
      return true;
    }
    const at = this.frames.findIndex((other) => other.sequence >= frame.sequence);
    if (this.frames[at]?.sequence !== frame.sequence) this.frames.splice(at, 0, frame);
    return false;
  }

  clear(): void {
    this.frames = [];
  }
}
