import { strikable } from "./faults";
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
      const [target] = strikable(document, kind);
      if (!target) return null;
      given.target = target.id;
    } else if (field.type === "reference" && !field.many) {
      if (first === undefined) return null;
      given[field.key] = first;
    } else if (field.type === "text") given[field.key] = `${field.title} ${count + 1}`;
  }
  return complete(schema, given);
}

/** What an entry is called in a list: its name, or the event type it is about. */
export function itemName(document: Document, item: unknown, fallback: string): string {
  if (item === null || typeof item !== "object") return fallback;
  const { name, on, eventType, kind } = item as Record<string, unknown>;
  if (typeof name === "string") return name;
  const type = on ?? eventType;
  if (typeof type === "string") return document.eventTypes[type]?.name ?? type;
  return typeof kind === "string" ? kind.replaceAll("_", " ") : fallback;
}
