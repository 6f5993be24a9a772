/** `next`, built from the parts of `before` that are equal, so that `===` tells which parts of a frame changed. */
export function shared<T>(before: unknown, next: T): T {
  if (Object.is(before, next)) return next;
  if (Array.isArray(next)) {
    if (!Array.isArray(before)) return next;
    const items = next.map((item, at) => shared(before[at], item));
    return (items.length === before.length && items.every((item, at) => item === before[at]) ? before : items) as T;
  }
  if (isRecord(next)) {
    if (!isRecord(before)) return next;
    const keys = Object.keys(next);
    const result: Record<string, unknown> = {};
    let same = keys.length === Object.keys(before).length;
    for (const key of keys) {
      result[key] = shared(before[key], next[key]);
      same &&= key in before && result[key] === before[key];
    }
    return (same ? before : result) as T;
  }
  return next;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
