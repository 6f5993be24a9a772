import { type Field, fieldOf, fieldsOf } from "./form";
import { edgeSchema, eventTypeSchema, nodeSchema, type Schema } from "./schema";
import type { Document } from "./types";

/** A number, a switch or a choice of the diagram: what a study may change. */
export interface Setting {
  /** As the API has it: nodes.orders.concurrency. */
  path: string;
  steps: (string | number)[];
  /** Whose it is: the node's or event type's name, or the edge's two ends. */
  owner: string;
  /** Concurrency; Work, Mean. */
  title: string;
  unit: string;
  type: "number" | "choice" | "switch";
  integer: boolean;
  options: string[];
  present: unknown;
}

type Owner = Pick<Setting, "owner">;

/** All of them, in the order of the inspector: nodes, edges, event types. */
export function settingsOf(document: Document): Setting[] {
  const found: Setting[] = [];
  for (const [id, node] of Object.entries(document.nodes)) {
    collect(found, { owner: node.name }, nodeSchema(node.kind), node, ["nodes", id], []);
  }
  for (const [id, edge] of Object.entries(document.edges)) {
    const owner = `${document.nodes[edge.source]?.name ?? edge.source} → ${document.nodes[edge.target]?.name ?? edge.target}`;
    collect(found, { owner }, edgeSchema(edge.kind), edge, ["edges", id], []);
  }
  for (const [id, type] of Object.entries(document.eventTypes)) {
    collect(found, { owner: type.name }, eventTypeSchema(), type, ["eventTypes", id], []);
  }
  return found;
}

function collect(
  found: Setting[],
  owner: Owner,
  schema: Schema,
  value: unknown,
  steps: Setting["steps"],
  titles: string[],
) {
  for (const field of fieldsOf(schema)) {
    add(found, owner, field, (value as Record<string, unknown> | null)?.[field.key], [...steps, field.key], titles);
  }
}

function add(found: Setting[], owner: Owner, field: Field, value: unknown, steps: Setting["steps"], above: string[]) {
  const titles = [...above, field.title];
  const kind = (value as { kind?: string } | null)?.kind;
  switch (field.type) {
    case "number":
    case "choice":
    case "switch":
      if (field.type === "choice" && field.options.length < 2) return;
      found.push({
        path: steps.join("."),
        steps,
        ...owner,
        title: titles.join(", "),
        unit: field.unit ?? "",
        type: field.type,
        integer: field.type === "number" && field.integer,
        options: field.type === "choice" ? field.options : [],
        present: value,
      });
      return;
    case "group":
      if (value) collect(found, owner, field.schema, value, steps, titles);
      return;
    case "union": {
      const member = kind === undefined ? undefined : field.members.get(kind);
      if (member) collect(found, owner, member, value, steps, titles);
      return;
    }
    case "map":
      for (const [key, entry] of Object.entries((value as Record<string, unknown> | null) ?? {})) {
        add(found, owner, { ...fieldOf(key, field.entry), title: key }, entry, [...steps, key], titles);
      }
  }
}
