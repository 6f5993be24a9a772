import { edgeSchema, nodeSchema, nullable, resolved, type Schema, union } from "./schema";
import type { Document } from "./types";

export interface Reference {
  path: (string | number)[];
  refersTo: "eventTypes" | "nodes";
  id: string;
}

/** Every id that a value names, found by the schema's `refersTo` marks. */
function* referencesIn(value: unknown, schema: Schema, path: (string | number)[]): Generator<Reference> {
  if (value === null || value === undefined) return;
  const { refersTo } = schema;
  if (refersTo && typeof value === "string") yield { path, refersTo, id: value };
  else if (refersTo && Array.isArray(value)) {
    for (const [index, id] of value.entries()) yield { path: [...path, index], refersTo, id: String(id) };
  } else if (typeof value === "object") yield* below(value as Record<string, unknown>, schema, path);
}

function* below(value: object, schema: Schema, path: (string | number)[]): Generator<Reference> {
  const inner = memberFor(value, nullable(schema).schema);
  const items = inner.items ? resolved(inner.items) : undefined;
  const entries = inner.patternProperties ? Object.values(inner.patternProperties)[0] : undefined;
  for (const [key, child] of Object.entries(value)) {
    const shape = inner.properties?.[key] ?? items ?? entries;
    if (shape) yield* referencesIn(child, { ...resolved(shape) }, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

function memberFor(value: object, schema: Schema): Schema {
  const members = union(schema);
  return (members && "kind" in value && members.get(String(value.kind))) || schema;
}

export function* references(document: Pick<Document, "nodes" | "edges">): Generator<Reference> {
  for (const [id, node] of Object.entries(document.nodes)) {
    yield* referencesIn(node, nodeSchema(node.kind), ["nodes", id]);
  }
  for (const [id, edge] of Object.entries(document.edges)) {
    yield* referencesIn(edge, edgeSchema(edge.kind), ["edges", id]);
  }
}

/** The nodes and edges that name something, each once: `[["nodes", "payment"], …]`. */
export function usesOf(document: Document, refersTo: Reference["refersTo"], id: string): ["nodes" | "edges", string][] {
  const found = new Map<string, ["nodes" | "edges", string]>();
  for (const reference of references(document)) {
    if (reference.refersTo !== refersTo || reference.id !== id) continue;
    const [area, owner] = reference.path as ["nodes" | "edges", string];
    found.set(`${area}.${owner}`, [area, owner]);
  }
  return [...found.values()];
}
