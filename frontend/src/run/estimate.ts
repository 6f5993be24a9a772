/** Means with how well they are known. */
import type { Estimate } from "@/live/messages";

/** "12 ms ± 0.4 ms"; without the ± where no interval can be given. */
export function plusMinus(mean: number, interval: Estimate | null, format: (value: number) => string): string {
  const half = interval?.halfWidth;
  return half === null || half === undefined ? format(mean) : `${format(mean)} ± ${format(half)}`;
}

/** What the ± stands for, or why there is none; null where nothing was measured. */
export function intervalInWords(interval: Estimate | null): string | null {
  if (!interval) return null;
  if (interval.halfWidth === null) return interval.note || "no interval can be given";
  const warmUp = interval.warmUpSeconds > 0 ? `, the first ${interval.warmUpSeconds.toFixed(0)} s left out` : "";
  const words = `${Math.round(interval.confidence * 100)} % interval of the mean, ${from(interval)}${warmUp}`;
  return interval.note ? `${words}; ${interval.note}` : words;
}

function from({ method, n }: Estimate): string {
  switch (method) {
    case "batches":
      return `from ${n} batches of this run`;
    case "replications":
      return `from ${n} runs`;
    case "pairs":
      return `from ${n} pairs of runs`;
  }
}
