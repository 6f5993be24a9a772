/** What is kept of a run: its moments, its messages, the runs that branch off it, and how it differs from another. */
import type { components } from "@/contract/api";
import type { Frame } from "@/contract/server-message";
import { type Asking, ask } from "./asking";
import { request, url } from "./client";
import type { RunInfo } from "./types";

type Shapes = components["schemas"];
export type RunIndex = Shapes["RunIndex"];
export type RunSummary = Shapes["RunSummary"];
export type Comparison = Shapes["RunComparison"];
export type MetricDifference = Shapes["MetricDifference"];
export type ResultDifference = Shapes["ResultDifference"];
export type FoundMessages = Shapes["FoundMessages"];
export type FoundMessage = Shapes["FoundMessage"];
export type MessageHistory = Shapes["MessageHistory"];
export type NodeMessages = Shapes["NodeMessages"];
export type WaitingMessage = Shapes["WaitingMessage"];
export type StartBranch = Partial<Shapes["StartBranch"]> & { at: number };
export type Outcome = FoundMessage["outcome"];

export const ownRuns = (before?: string, limit = 25) =>
  request<{ runs: RunSummary[]; next: string | null }>(url("runs/own/", { before, limit }));

export const runIndex = (run: string, share?: string) => request<RunIndex>(url(`runs/${run}/index/`, { share }));

/** From the newest frame that is not after `at` on. */
export const framesAt = (run: string, at: number, limit: number, share?: string) =>
  request<{ frames: Frame[] }>(url(`runs/${run}/frames/`, { at, limit, share }));

export const startBranch = (run: string, body: StartBranch) =>
  request<RunInfo>(url(`runs/${run}/branches/`), { method: "POST", body });

export const compareRuns = (one: string, other: string, asking?: Asking) =>
  ask<Comparison>(url(`runs/${one}/compare/${other}/`), asking);

interface Which {
  outcome: Outcome;
  node?: string | undefined;
  at?: number | undefined;
  limit?: number;
  share?: string | undefined;
}

export const runMessages = (run: string, which: Which, asking?: Asking) =>
  ask<FoundMessages>(url(`runs/${run}/messages/`, { ...which }), asking);

export const messageHistory = (run: string, message: number, at?: number, share?: string, asking?: Asking) =>
  ask<MessageHistory>(url(`runs/${run}/messages/${message}/`, { at, share }), asking);

export const nodeMessages = (run: string, node: string, at?: number, share?: string, asking?: Asking) =>
  ask<NodeMessages>(url(`runs/${run}/nodes/${encodeURIComponent(node)}/messages/`, { at, share }), asking);
