import { monkeySchema } from "@/document/schema";
import type { Monkey } from "@/live/messages";

/** The contract says it of the rate, the server of what comes of it. */
const MAX_EXPECTED = 100;

/** On average, about: by Erlang's loss formula, what finds `atMost` on already is left out. As the contract counts. */
export function expectedFaults({
  perMinute,
  durationSeconds,
  shortestSeconds,
  longestSeconds,
  atMost,
}: Monkey): number {
  const wanted = (perMinute * durationSeconds) / 60;
  const on = ((perMinute / 60) * (shortestSeconds + longestSeconds)) / 2;
  let leftOut = 1;
  for (let number = 1; number <= atMost; number += 1) leftOut = (on * leftOut) / (number + on * leftOut);
  return Math.max(wanted * (1 - leftOut), Math.min(wanted, atMost));
}

/** What to expect of a monkey; null: it would be refused. */
export function expectedWords(monkey: Monkey): string | null {
  if (monkeyProblem(monkey) !== null) return null;
  const { perMinute, durationSeconds, atMost } = monkey;
  const wanted = Math.round((perMinute * durationSeconds) / 60);
  const expected = Math.round(expectedFaults(monkey));
  const few =
    expected < 1 ? "Fewer than one fault is" : expected === 1 ? "About 1 fault is" : `About ${expected} faults are`;
  if (expected >= wanted) return `${few} expected in ${durationSeconds} s.`;
  return `${few} expected in ${durationSeconds} s: of ${wanted.toLocaleString("en-US")} at this rate, those beyond ${atMost} at once are left out.`;
}

/** Why this monkey would be refused, as far as its numbers alone say so; null: it would not. */
export function monkeyProblem(monkey: Monkey): string | null {
  const { perMinute, durationSeconds, shortestSeconds, longestSeconds } = monkey;
  const most = monkeySchema().properties?.perMinute?.maximum ?? 60;
  if (perMinute > most)
    return `At most ${most} faults a minute: more often, no effect could be told from the one before.`;
  if (shortestSeconds > longestSeconds) {
    return `Lasts at least ${shortestSeconds} s and at most ${longestSeconds} s: the shortest is longer than the longest.`;
  }
  const exact = expectedFaults(monkey);
  if (exact <= MAX_EXPECTED) return null;
  const expected = Math.round(exact);
  return `${perMinute} a minute for ${durationSeconds} s are ${expected.toLocaleString("en-US")} faults: at most ${MAX_EXPECTED}, each is a line of the log. Lower the rate or the time.`;
}
