import type { Frame } from "@/contract/server-message";
import { request, url } from "./client";
import type { RunInfo } from "./types";

export interface StartRun {
  diagram: string;
  seed?: number;
  speed?: number;
  untilSeconds?: number;
  scenario?: string;
}

export const startRun = (body: StartRun) => request<RunInfo>(url("runs/"), { method: "POST", body });

export const run = (id: string, share?: string) => request<RunInfo>(url(`runs/${id}/`, { share }));

/** Newest first. */
export const runsOf = (diagram: string, share?: string) => request<RunInfo[]>(url("runs/", { diagram, share }));

/** The shape of a long run in few of its frames, without its newest. */
export const thinnedFrames = (run: string, limit: number, share?: string) =>
  request<{ frames: Frame[] }>(url(`runs/${run}/frames/`, { thin: "true", limit, share }));

export const framesAfter = (run: string, after: number, limit = 600, share?: string) =>
  request<{ frames: Frame[] }>(url(`runs/${run}/frames/`, { after, limit, share }));
