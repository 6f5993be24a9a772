import type { Command } from "../store";
import type { Document } from "../types";

export type Path = readonly (string | number)[];

/** The value at a path; undefined where there is none. */
export function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const step of path) {
    if (value === null || typeof value !== "object") return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

function replaced(root: unknown, path: Path, change: (value: unknown) => unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return change(root);
  if (root === null || typeof root !== "object") return root;
  const current = (root as Record<string | number, unknown>)[step];
  const next = replaced(current, rest, change);
  if (Object.is(next, current)) return root;
  if (Array.isArray(root)) return root.with(Number(step), next);
  return { ...root, [step]: next };
}

/** Sets one value anywhere in the document: `["nodes", "payment", "retry", "maxRetries"]`. */
export const setValue =
  (path: Path, value: unknown): Command =>
  (document) =>
    replaced(document, path, () => value) as Document;

export const appendTo =
  (path: Path, value: unknown): Command =>
  (document) =>
    replaced(document, path, (list) => [...(Array.isArray(list) ? list : []), value]) as Document;

export const removeAt =
  (path: Path, index: number): Command =>
  (document) =>
    replaced(document, path, (list) => (Array.isArray(list) ? list.toSpliced(index, 1) : list)) as Document;

export const moveAt =
  (path: Path, index: number, to: number): Command =>
  (document) =>
    replaced(document, path, (list) => {
      if (!Array.isArray(list) || to < 0 || to >= list.length) return list;
      return list.toSpliced(index, 1).toSpliced(to, 0, list[index]);
    }) as Document;

/** Takes a key out of a map. */
export const removeKey =
  (path: Path, key: string): Command =>
  (document) =>
    replaced(document, path, (map) => {
      if (map === null || typeof map !== "object" || !(key in map)) return map;
      const { [key]: _, ...rest } = map as Record<string, unknown>;
      return rest;
    }) as Document;
