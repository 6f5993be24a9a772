import type { RunInfo } from "@/live/messages";
import type { Connection } from "@/live/socket";
import { formatSpeed } from "@/run/format";

export interface Status {
  text: string;
  tone: "mute" | "warn" | "down";
}

/** What a person must know about the run's state besides its numbers; null when all is as it should be. */
export function statusOf(run: RunInfo, connection: Connection, hasFrame: boolean): Status | null {
  if (run.status === "failed") return { text: run.reason ? `failed: ${run.reason}` : "failed", tone: "down" };
  if (run.status === "finished") return { text: "finished", tone: "mute" };
  if (run.status === "stopped") return { text: "stopped", tone: "mute" };
  switch (connection.kind) {
    case "closed":
      return { text: connection.reason || "disconnected", tone: "down" };
    case "reconnecting":
      return { text: "reconnecting…", tone: "warn" };
    case "connecting":
      return hasFrame ? null : { text: "connecting…", tone: "mute" };
  }
  if (run.activity === "replaying") return { text: "replaying its past…", tone: "mute" };
  if (run.status === "queued") return { text: "waiting for a worker…", tone: "mute" };
  if (run.status === "paused") {
    return { text: run.activity === "paused_unwatched" ? "paused: nobody watched" : "paused", tone: "mute" };
  }
  if (run.activity === "waiting_for_worker") return { text: "waiting for a worker…", tone: "warn" };
  if (run.realSpeed !== null) return { text: `keeps up with ${formatSpeed(run.realSpeed)} only`, tone: "warn" };
  return null;
}
