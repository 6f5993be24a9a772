import { monkeySchema } from "@/document/schema";
import type { Monkey } from "@/live/messages";

/** The contract says it of the rate, the server of what comes of it. */
const MAX_EXPECTED = 100;

/** Why this monkey would be refused, as far as its numbers alone say so; null: it would not. */
export function monkeyProblem({ perMinute, durationSeconds, shortestSeconds, longestSeconds }: Monkey): string | null {
  const most = monkeySchema().properties?.perMinute?.maximum ?? 60;
  if (perMinute > most)
    return `At most ${most} faults a minute: more often, no effect could be told from the one before.`;
  if (shortestSeconds > longestSeconds) {
    return `Lasts at least ${shortestSeconds} s and at most ${longestSeconds} s: the shortest is longer than the longest.`;
  }
  const expected = Math.round((perMinute * durationSeconds) / 60);
  if (expected <= MAX_EXPECTED) return null;
  return `${perMinute} a minute for ${durationSeconds} s are ${expected.toLocaleString("en-US")} faults: at most ${MAX_EXPECTED}, each is a line of the log. Lower the rate or the time.`;
}
