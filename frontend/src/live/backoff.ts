/** Wait before reconnect attempt n (from 0): exponential, capped, with jitter so that a restarted server is not stampeded. */
export const BASE_MS = 500;
export const CAP_MS = 15_000;

export function backoffMs(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(CAP_MS, BASE_MS * 2 ** Math.min(attempt, 20));
  return Math.round(ceiling * (0.5 + 0.5 * random()));
}
