import { freeId, freeName, slug } from "../ids";
import { usesOf } from "../references";
import { complete, eventTypeSchema } from "../schema";
import type { Command } from "../store";
import type { Document, EventType } from "../types";

export function newEventType(document: Document, name = "NewEvent", kind: EventType["kind"] = "domain_event") {
  const own = freeName(
    name,
    Object.values(document.eventTypes).map((type) => type.name),
  );
  const eventType = complete(eventTypeSchema(), { name: own, kind }) as unknown as EventType;
  return { id: freeId(slug(kebab(own), "event"), (id) => id in document.eventTypes), eventType };
}

/** "OrderPlaced" -> "order-placed" */
const kebab = (name: string): string => name.replace(/([a-z0-9])([A-Z])/g, "$1-$2");

export const addEventType =
  (id: string, eventType: EventType): Command =>
  (document) =>
    document.eventTypes[id] ? document : { ...document, eventTypes: { ...document.eventTypes, [id]: eventType } };

/** Removes an event type that nothing names any more. */
export const removeEventType =
  (id: string): Command =>
  (document) => {
    if (!document.eventTypes[id] || usesOf(document, "eventTypes", id).length) return document;
    const { [id]: _, ...eventTypes } = document.eventTypes;
    return { ...document, eventTypes };
  };
