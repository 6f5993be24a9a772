import raw from "@/contract/document.schema.json";
import { edgeKinds, faultKinds, nodeKinds, operationKinds } from "./registry";
import type { EdgeKind, NodeKind } from "./types";

/** The part of JSON Schema that the contract uses, with its marks for forms. */
export interface Schema {
  $ref?: string;
  type?: string;
  title?: string;
  description?: string;
  default?: unknown;
  examples?: unknown[];
  const?: unknown;
  enum?: unknown[];
  minimum?: number;
  maximum?: number;
  exclusiveMinimum?: number;
  exclusiveMaximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  maxProperties?: number;
  pattern?: string;
  properties?: Record<string, Schema>;
  patternProperties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  propertyNames?: Schema;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  discriminator?: { propertyName: string; mapping: Record<string, string> };
  unit?: string;
  source?: string;
  advanced?: boolean;
  refersTo?: "eventTypes" | "nodes";
  /** Kinds of channel for which a setting of an edge has a meaning. */
  appliesTo?: string[];
  /** What null comes to, in words, by the version of the broker. */
  leftOut?: Record<string, string>;
}

export const root = raw as unknown as Schema & { $defs: Record<string, Schema> };

/** A schema with its `$ref` followed; what stands beside the `$ref` wins. */
export function resolved(schema: Schema): Schema {
  if (!schema.$ref) return schema;
  const { $ref, ...own } = schema;
  const target = root.$defs[$ref.slice("#/$defs/".length)];
  if (!target) throw new Error(`the contract has no ${$ref}`);
  return { ...resolved(target), ...own };
}

const definition = (name: string): Schema => resolved({ $ref: `#/$defs/${name}` });

export const nodeSchema = (kind: NodeKind): Schema => definition(nodeKinds[kind].model);
export const edgeSchema = (kind: EdgeKind): Schema => definition(edgeKinds[kind].model);
export const eventTypeSchema = (): Schema => definition("EventType");
export const scenarioSchema = (): Schema => definition("Scenario");
export const experimentSchema = (): Schema => definition("Experiment");
export const methodSchema = (): Schema => definition("Method");
export const rollbackSchema = (): Schema => definition("Rollback");
export const probeSchema = (): Schema => definition("Probe");
export const hypothesisProbeSchema = (): Schema => definition("HypothesisProbe");

export const monkeySchema = (): Schema => definition("Monkey");

export function faultSchema(kind: string): Schema {
  const row = faultKinds[kind];
  if (!row) throw new Error(`the contract has no fault of kind ${kind}`);
  return definition(row.model);
}

export function operationSchema(kind: string): Schema {
  const row = operationKinds[kind];
  if (!row) throw new Error(`the contract has no operation of kind ${kind}`);
  return definition(row.model);
}

/** The member of `X | null`, and whether null is allowed. */
export function nullable(schema: Schema): { schema: Schema; nullable: boolean } {
  const members = schema.anyOf;
  if (!members?.some((member) => member.type === "null")) return { schema: resolved(schema), nullable: false };
  const { anyOf: _, ...own } = schema;
  const rest = members.filter((member) => member.type !== "null").map(resolved);
  const inner = rest.length === 1 && rest[0] ? rest[0] : { anyOf: rest };
  return { schema: { ...inner, ...own }, nullable: true };
}

/** The members of a union that is told apart by `kind`: kind -> schema. */
export function union(schema: Schema): Map<string, Schema> | null {
  const mapping = schema.discriminator?.mapping;
  if (!mapping) return null;
  // In the order of the contract, not of the alphabet.
  const order = schema.oneOf?.map((member) => member.$ref) ?? [];
  const entries = Object.entries(mapping).sort(([, a], [, b]) => order.indexOf(a) - order.indexOf(b));
  return new Map(entries.map(([kind, ref]) => [kind, resolved({ $ref: ref })]));
}

/** A complete value with every default; `given` wins. */
export function complete(schema: Schema, given: Record<string, unknown> = {}): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const [key, property] of Object.entries(resolved(schema).properties ?? {})) {
    if (key in given) value[key] = given[key];
    else if (property.default !== undefined) value[key] = structuredClone(property.default);
    else if (property.const !== undefined) value[key] = property.const;
    else {
      const inner = nullable(property).schema;
      if (inner.type === "object" && inner.properties) value[key] = complete(inner);
    }
  }
  return value;
}
