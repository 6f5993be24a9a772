import { edgeTitle, plannedName, targetsOf } from "./faults";
import { fieldsOf } from "./form";
import { complete, type Schema, union } from "./schema";
import type { Document } from "./types";

const none: ReadonlySet<string> = new Set();

/** A new entry of a list, complete: what it must name is the first that there is. Null: there is none. */
export function newItem(
  document: Document,
  item: Schema,
  count: number,
  kind?: string,
): Record<string, unknown> | null {
  const schema = (kind && union(item)?.get(kind)) || item;
  const given: Record<string, unknown> = {};
  const [first] = Object.keys(document.eventTypes);
  for (const field of fieldsOf(schema, none)) {
    if (!field.required) continue;
    if (kind && field.key === "target") {
      const [target] = targetsOf(document, kind);
      if (!target) return null;
      given.target = target.id;
    } else if (field.type === "reference" && !field.many) {
      if (first === undefined) return null;
      given[field.key] = first;
    } else if (field.type === "text") given[field.key] = `${field.title} ${count + 1}`;
  }
  return complete(schema, given);
}

/** A new entry behind the last one: where entries stand in order of time, a while after it. */
export function following(item: Record<string, unknown>, last: unknown): Record<string, unknown> {
  if (!("atSeconds" in item) || "kind" in item || typeof last !== "object" || last === null) return item;
  const { atSeconds } = last as { atSeconds?: unknown };
  return typeof atSeconds === "number" ? { ...item, ...last, atSeconds: atSeconds + 60 } : item;
}

/** What an entry is called in a list: its name, or the event type it is about. */
export function itemName(document: Document, item: unknown, fallback: string): string {
  if (item === null || typeof item !== "object") return fallback;
  const { name, on, eventType, kind, target, atSeconds, perSecond, ms, weight } = item as Record<string, unknown>;
  if (typeof name === "string") return name;
  const type = on ?? eventType;
  if (typeof type === "string") return document.eventTypes[type]?.name ?? type;
  if (typeof kind === "string" && typeof target === "string") {
    return `${atSeconds} s · ${plannedName(kind)} · ${document.nodes[target]?.name ?? edgeTitle(document, target)}`;
  }
  if (typeof atSeconds === "number" && typeof perSecond === "number") return `from ${atSeconds} s: ${perSecond}/s`;
  if (typeof ms === "number" && typeof weight === "number") return `${ms} ms × ${weight}`;
  return typeof kind === "string" ? kind.replaceAll("_", " ") : fallback;
}
