import { nullable, resolved, type Schema, union } from "./schema";

/** What an inspector shows for one key of a model, read from the schema. */
export type Field = FieldBase &
  (
    | ({ type: "text" } & TextLimits)
    | { type: "number"; min?: number; max?: number; above?: number; below?: number; integer: boolean }
    | { type: "switch" }
    | { type: "choice"; options: string[] }
    /** One id, or a list of ids, of the map that `refersTo` names. */
    | { type: "reference"; refersTo: "eventTypes" | "nodes"; many: boolean; max?: number }
    /** Told apart by `kind`: a choice, then the fields of the chosen one. */
    | { type: "union"; members: Map<string, Schema> }
    | { type: "group"; schema: Schema }
    | { type: "list"; item: Schema; members?: Map<string, Schema>; min?: number; max?: number }
    | { type: "map"; entry: Schema; max?: number }
    /** Names and texts: headers. */
    | { type: "pairs"; name: TextLimits; value: TextLimits; max?: number }
    /** Texts in a row: zones. */
    | { type: "texts"; text: TextLimits; max?: number }
    | { type: "json" }
  );

export interface TextLimits {
  pattern?: string;
  minLength?: number;
  maxLength?: number;
}

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
  /** What may stand there, shown while nothing does. */
  example?: unknown;
  required: boolean;
  /** Of an edge: has a meaning only where its channel is of one of these kinds. */
  appliesTo?: string[];
  /** What left out comes to, by the version of the broker. */
  leftOut?: Record<string, string>;
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
    ...(schema.examples ? { example: schema.examples[0] } : {}),
    ...(schema.appliesTo ? { appliesTo: schema.appliesTo } : {}),
    ...(schema.leftOut ? { leftOut: schema.leftOut } : {}),
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
      if (item.type === "string") return { type: "texts", text: textLimits(item), max: schema.maxItems };
      return {
        type: "list",
        item,
        members: union(item) ?? undefined,
        min: schema.minItems,
        max: schema.maxItems,
      };
    }
    case "object":
      return schema.properties ? { type: "group", schema } : shapeOfMap(schema);
    default:
      return { type: "text", ...textLimits(schema) };
  }
}

function shapeOfMap(schema: Schema): Record<string, unknown> {
  const { patternProperties = {}, additionalProperties, propertyNames = {}, maxProperties: max } = schema;
  const [[pattern, entry] = []] = Object.entries(patternProperties);
  const value = entry ?? (typeof additionalProperties === "object" ? additionalProperties : undefined);
  if (!value) return { type: "json" };
  const inner = resolved(value);
  if (inner.type !== "string") return { type: "map", entry: inner, max };
  const name = textLimits({ ...propertyNames, ...(pattern ? { pattern } : {}) });
  return { type: "pairs", name, value: textLimits(inner), max };
}

const textLimits = ({ pattern, minLength, maxLength }: Schema): TextLimits => ({
  ...(pattern === undefined ? {} : { pattern }),
  ...(minLength === undefined ? {} : { minLength }),
  ...(maxLength === undefined ? {} : { maxLength }),
});

/** What has a meaning where the edge's channel is of this kind. */
export const fitting = (fields: Field[], channel: string | undefined): Field[] =>
  fields.filter(({ appliesTo }) => !appliesTo || (channel !== undefined && appliesTo.includes(channel)));

/** "domain_event" -> "domain event", "in_place" -> "in place" */
export const inWords = (value: string): string => value.replaceAll("_", " ");

/**
 * What an empty box stands for: by the broker's version, where that decides; else when the help says it shortly:
 * "Left out: no limit." -> "no limit".
 */
export function emptyInWords({ help = "", leftOut }: Field, longest = 16, version?: string): string | null {
  if (leftOut) return (version === undefined ? undefined : leftOut[version]) ?? null;
  const [, words] = /\b(?:Left out|Left empty|Empty|None named): ([^.;]+)/.exec(help) ?? [];
  return words !== undefined && words.length <= longest ? words : null;
}

/** A default as it stands in a tooltip: "8 ms", "off", "exponential". */
export function defaultInWords(field: Field): string | null {
  const { default: value, unit } = field;
  if (value === undefined || value === null || typeof value === "object") return null;
  if (typeof value === "boolean") return value ? "on" : "off";
  if (typeof value === "number") return `${value.toLocaleString("en-US")}${unit ? ` ${unit}` : ""}`;
  return value === "" ? null : inWords(String(value));
}
