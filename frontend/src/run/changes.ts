/**
 * Before and after: which numbers of a run are not what they were before something was broken, beyond chance.
 *
 * A frame's rates and percentiles look back over four seconds, so samples are taken that far apart. Before: quiet
 * moments, in which nothing was broken. After: the moments since, as far as their window lies after the first fault.
 */
import type { FaultRecord } from "./faults";
import type { Series } from "./history";

export const WINDOW_SECONDS = 4;
const MOST_BEFORE = 10;
const LEAST_BEFORE = 3;
const MOST_AFTER = 3;

export type Measure = "rate" | "latency" | "count" | "total";

export interface Change {
  before: number;
  after: number;
  /** After by before; null where there was nothing before. */
  ratio: number | null;
  /** So many standard deviations of chance. */
  size: number;
}

/** Since when something has been broken without a break; with nothing broken, since when it was the last time. */
export function quietUntil(faults: readonly FaultRecord[], now: number): number | null {
  const begun = faults.filter(({ since, ended }) => since <= now && (ended === null || ended > since));
  let start: number | null = null;
  let end = Number.NEGATIVE_INFINITY;
  for (const fault of [...begun].sort((one, other) => one.since - other.since)) {
    if (start === null || fault.since > end) start = fault.since;
    end = Math.max(end, fault.ended ?? now);
  }
  return start;
}

/** Null: no change beyond chance, or nothing to compare with. `since`: when the first fault struck. */
export function changes(
  { times, values }: Series,
  measure: Measure,
  faults: readonly FaultRecord[],
  since: number,
): Change | null {
  const now = times[times.length - 1];
  if (now === undefined || now < since + WINDOW_SECONDS) return null;
  const before = samplesBefore({ times, values }, faults, since);
  const after = samples(times, values, now, since + WINDOW_SECONDS, MOST_AFTER, () => true);
  if (before.length < LEAST_BEFORE || after.length === 0) return null;
  const [was, is] = measure === "total" ? [before[0] as number, after[0] as number] : [mean(before), mean(after)];
  const chance =
    measure === "total" ? 0.25 : deviation(before, was, is, measure) * Math.sqrt(1 / before.length + 1 / after.length);
  const size = Math.abs(is - was) / chance;
  if (size < threshold(measure === "total" ? 10 : before.length)) return null;
  return { before: was, after: is, ratio: was === 0 ? null : is / was, size };
}

/** After a run's beginning, and after everything was healed, so many seconds settle before they can be compared with. */
export const SETTLING_SECONDS = 2 * WINDOW_SECONDS;
/** The seconds without a fault, those that settle among them, that must be exceeded before one strikes. */
export const QUIET_SECONDS_NEEDED = SETTLING_SECONDS + (LEAST_BEFORE - 1) * WINDOW_SECONDS;

/** The seconds without a fault before the first one struck at `since`, if nothing can be compared with them; null: it
 * can. `times`: those of the run's frames. */
export function tooShortBefore(times: Float64Array, faults: readonly FaultRecord[], since: number): number | null {
  const anything = { times, values: new Float64Array(times.length) };
  if (samplesBefore(anything, faults, since).length >= LEAST_BEFORE) return null;
  const ends = faults.flatMap(({ since: struck, ended }) =>
    ended !== null && ended > struck && ended <= since ? [ended] : [],
  );
  return since - Math.max(0, ...ends);
}

const samplesBefore = ({ times, values }: Series, faults: readonly FaultRecord[], since: number): number[] => {
  const quiet = (at: number) =>
    faults.every((one) => at < one.since || (one.ended !== null && at > one.ended + SETTLING_SECONDS));
  return samples(times, values, since - 0.001, 0, MOST_BEFORE, (at) => at > SETTLING_SECONDS && quiet(at));
};

/** Values four seconds apart, the latest first. */
function samples(
  times: Float64Array,
  values: Float64Array,
  from: number,
  down: number,
  most: number,
  fits: (at: number) => boolean,
): number[] {
  const found: number[] = [];
  let next = from;
  for (let at = times.length - 1; at >= 0 && found.length < most; at -= 1) {
    const time = times[at] as number;
    if (time > next || Number.isNaN(values[at])) continue;
    if (time < down) break;
    if (!fits(time)) continue;
    found.push(values[at] as number);
    next = time - WINDOW_SECONDS;
  }
  return found;
}

const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;

/** Of one sample: what was seen, and at least what counting alone makes of it. */
function deviation(before: readonly number[], was: number, is: number, measure: Measure): number {
  const squares = before.reduce((sum, one) => sum + (one - was) ** 2, 0) / (before.length - 1);
  const floor =
    measure === "rate"
      ? Math.sqrt(Math.max(was, is, 0.25) / WINDOW_SECONDS)
      : measure === "latency"
        ? 0.1 * Math.max(was, 0.5)
        : Math.sqrt(Math.max(was, 4));
  return Math.max(Math.sqrt(squares), floor);
}

/** Student's t at 99.9 %, two-sided, by the number of samples: few samples say little. */
const T = [31.6, 12.9, 8.6, 6.9, 6.0, 5.4, 5.0, 4.8];
const threshold = (samplesBefore: number): number => T[Math.min(samplesBefore, 10) - LEAST_BEFORE] ?? 4.8;
