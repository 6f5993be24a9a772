import { nullable, resolved, type Schema, union } from "./schema";

/** What an inspector shows for one key of a model, read from the schema. */
export type Field = FieldBase &
  (
    | { type: "text"; maxLength?: number }
    | { type: "number"; min?: number; max?: number; above?: number; below?: number; integer: boolean }
    | { type: "switch" }
    | { type: "choice"; options: string[] }
    /** One id, or a list of ids, of the map that `refersTo` names. */
    | { type: "reference"; refersTo: "eventTypes" | "nodes"; many: boolean; max?: number }
    /** Told apart by `kind`: a choice, then the fields of the chosen one. */
    | { type: "union"; members: Map<string, Schema> }
    | { type: "group"; schema: Schema }
    | { type: "list"; item: Schema; members?: Map<string, Schema>; max?: number }
    | { type: "map"; entry: Schema; max?: number }
    | { type: "json" }
  );

interface FieldBase {
  key: string;
  title: string;
  unit?: string;
  help?: string;
  source?: string;
  advanced: boolean;
  /** May be left out (null). */
  nullable: boolean;
  default: unknown;
  required: boolean;
}

/** Shown elsewhere (name, description) or set on the canvas. */
const ELSEWHERE = new Set(["kind", "name", "description", "position", "parent", "source", "target"]);

export function fieldsOf(schema: Schema, except: ReadonlySet<string> = ELSEWHERE): Field[] {
  const { properties = {}, required = [] } = resolved(schema);
  return Object.entries(properties)
    .filter(([key]) => !except.has(key))
    .map(([key, property]) => fieldOf(key, property, required.includes(key)));
}

export function fieldOf(key: string, property: Schema, required = false): Field {
  const { schema, nullable: mayBeNull } = nullable(property);
  const base: FieldBase = {
    key,
    title: schema.title ?? key,
    advanced: schema.advanced ?? false,
    nullable: mayBeNull,
    default: property.default,
    required,
    ...(schema.unit ? { unit: schema.unit } : {}),
    ...(schema.description ? { help: schema.description } : {}),
    ...(schema.source ? { source: schema.source } : {}),
  };
  return { ...base, ...shapeOf(schema) } as Field;
}

function shapeOf(schema: Schema): Record<string, unknown> {
  const { refersTo } = schema;
  if (refersTo) return { type: "reference", refersTo, many: schema.type === "array", max: schema.maxItems };
  if (schema.enum) return { type: "choice", options: schema.enum.map(String) };
  const members = union(schema);
  if (members) return { type: "union", members };
  switch (schema.type) {
    case "boolean":
      return { type: "switch" };
    case "integer":
    case "number":
      return {
        type: "number",
        min: schema.minimum,
        max: schema.maximum,
        above: schema.exclusiveMinimum,
        below: schema.exclusiveMaximum,
        integer: schema.type === "integer",
      };
    case "array": {
      const item = resolved(schema.items ?? {});
      return { type: "list", item, members: union(item) ?? undefined, max: schema.maxItems };
    }
    case "object": {
      const [entry] = Object.values(schema.patternProperties ?? {});
      if (entry) return { type: "map", entry: resolved(entry), max: schema.maxProperties };
      return schema.properties ? { type: "group", schema } : { type: "json" };
    }
    default:
      return { type: "text", maxLength: schema.maxLength };
  }
}

/** "domain_event" -> "domain event", "in_place" -> "in place" */
export const inWords = (value: string): string => value.replaceAll("_", " ");

/** A default as it stands in a tooltip: "8 ms", "off", "exponential". */
export function defaultInWords(field: Field): string | null {
  const { default: value, unit } = field;
  if (value === undefined || value === null || typeof value === "object") return null;
  if (typeof value === "boolean") return value ? "on" : "off";
  if (typeof value === "number") return `${value.toLocaleString("en-US")}${unit ? ` ${unit}` : ""}`;
  return value === "" ? null : inWords(String(value));
}
