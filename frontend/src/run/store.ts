/**
 * What the screen shows of the live run. Frames come ten times a second; numbers that change so often cannot be read
 * and cost renders, so `frame` is renewed about four times a second, at once when a fault or a state changes. Charts
 * and dots read every frame from the feed.
 */
import { create } from "zustand";
import type { Frame, RunInfo } from "@/live/messages";
import type { Connection } from "@/live/socket";
import type { FaultRecord } from "./faults";

/** A moment before now, shown in place of what comes from the run. */
export interface PastView {
  /** Simulated seconds. */
  at: number;
  playing: boolean;
  /** The frame of just this moment is on its way; the nearest one is shown. */
  loading: boolean;
  problem: string | null;
}

export interface RunState {
  /** Whether live numbers are drawn: in Run, not in Design. */
  showing: boolean;
  run: RunInfo | null;
  readOnly: boolean;
  connection: Connection;
  frame: Frame | null;
  /** Of so many sampled messages one is drawn as a dot. */
  thinning: number;
  faults: readonly FaultRecord[];
  /** What was asked to be broken or healed, and has not been seen in a frame. */
  pending: readonly string[];
  /** Null: what is shown is now. */
  past: PastView | null;
  /** Simulated seconds for each second that the past is played. */
  pastRate: number;
  /** Between the press on Run and the server's answer. */
  starting: boolean;
  /** What went wrong last, for the person to read; cleared by the next success. */
  problem: string | null;
}

export const initialRunState: RunState = {
  showing: false,
  run: null,
  readOnly: false,
  connection: { kind: "idle" },
  frame: null,
  thinning: 1,
  faults: [],
  pending: [],
  past: null,
  pastRate: 1,
  starting: false,
  problem: null,
};

export const createRunStore = () => create<RunState>()(() => ({ ...initialRunState }));
export type RunStore = ReturnType<typeof createRunStore>;

export const useRunStore: RunStore = createRunStore();

export const LIVE: ReadonlySet<RunInfo["status"]> = new Set(["queued", "running", "paused"]);

export function isLive(run: RunInfo | null): boolean {
  return run !== null && LIVE.has(run.status);
}
