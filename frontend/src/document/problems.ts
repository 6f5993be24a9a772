import { createStore } from "zustand/vanilla";
import type { Problem } from "./types";

/** What the server refused when the document was last sent; none once it took it. */
export const refusals = createStore<{ problems: readonly Problem[] }>(() => ({ problems: [] }));

const within = (path: string, whole: string): boolean => path === whole || path.startsWith(`${whole}.`);

/** The problem of exactly this value, in a sentence. */
export function problemAt(problems: readonly Problem[], path: readonly (string | number)[]): string | null {
  const found = problems.find((problem) => problem.path === path.join("."));
  return found ? sentence(found) : null;
}

/** Whether anything at this place or below it was refused. */
export const refusedWithin = (problems: readonly Problem[], path: readonly (string | number)[]): boolean =>
  problems.some((problem) => within(problem.path, path.join(".")));

const sentence = ({ problem, allowed }: Problem): string =>
  allowed && !problem.includes(allowed) ? `${problem}; allowed: ${allowed}` : problem;
