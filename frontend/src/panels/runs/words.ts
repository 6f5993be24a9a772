/** How a run stands, in words and numbers. */
import type { RunSummary } from "@/api";
import { formatClock, formatCount, formatMs, formatPercent, formatRate, formatSeconds } from "@/run/format";

type Standing = Pick<RunSummary, "status" | "activity" | "reason">;
export type Tone = "ok" | "mute" | "warn" | "down";

export function standing({ status, activity, reason }: Standing): { text: string; tone: Tone } {
  if (status === "failed") return { text: reason ? `failed: ${reason}` : "failed", tone: "down" };
  if (status === "finished") return { text: "finished", tone: "mute" };
  if (status === "stopped") return { text: reason ? `stopped: ${lower(reason)}` : "stopped", tone: "mute" };
  switch (activity) {
    case "waiting_for_worker":
      return { text: "waiting for a worker", tone: "warn" };
    case "replaying":
      return { text: "replaying its past", tone: "ok" };
    case "paused_unwatched":
      return { text: "paused: nobody watched", tone: "mute" };
    case "paused":
      return { text: "paused", tone: "mute" };
    case "falling_behind":
      return { text: "running, slower than asked", tone: "warn" };
    default:
      return { text: "running", tone: "ok" };
  }
}

export const isOn = ({ status }: Pick<RunSummary, "status">): boolean =>
  status === "queued" || status === "running" || status === "paused";

/** "01:23.4 of 10:00.0 · 8 min 12 s left" */
export function howFar(run: Pick<RunSummary, "time" | "untilSeconds" | "secondsLeft">): string {
  const done = `${formatClock(run.time)} of ${formatClock(run.untilSeconds)}`;
  return run.secondsLeft === null ? done : `${done} · ${formatSeconds(run.secondsLeft)} left`;
}

/** A number of a comparison with its unit. */
export function formatIn(unit: string, value: number | null): string {
  if (value === null) return "–";
  switch (unit) {
    case "ms":
      return formatMs(value);
    case "s":
      return formatSeconds(value);
    case "/s":
    case "messages/s":
      return formatRate(value);
    case "%":
      return formatPercent(value / 100);
    default:
      return unit ? `${formatCount(value)} ${unit}` : formatCount(value);
  }
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1).replace(/\.$/, "");
