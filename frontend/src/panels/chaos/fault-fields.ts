import { faultKinds } from "@/document/registry";
import { faultSchema } from "@/document/schema";
import type { ActiveFault, Fault, LoggedCommand } from "@/live/messages";

export interface FaultField {
  kind: string;
  /** The fault's own number: addedMs, percent, factor. */
  key: string;
  label: string;
  unit: string;
  help: string;
  /** The value at which nothing is broken. */
  neutral: number;
  above: number;
  max: number;
  step: number;
}

/** Where, when and how likely: what no slider is for. */
const SHARED = new Set([
  "target",
  "atSeconds",
  "durationSeconds",
  "probability",
  "kind",
  "instance",
  "broker",
  "partition",
]);

/** The faults with a number that this kind of node or edge can have, from the contract. */
export function fieldsFor(area: "nodes" | "edges", kind: string): FaultField[] {
  return Object.entries(faultKinds)
    .filter(([, row]) => row[area].includes(kind))
    .flatMap(([fault, row]) => {
      const schema = faultSchema(fault);
      const own = Object.entries(schema.properties ?? {}).find(([key]) => !SHARED.has(key));
      if (!own) return [];
      const [key, property] = own;
      const unit = property.unit ?? "";
      return [
        {
          kind: fault,
          key,
          label: row.label,
          unit,
          help: schema.description ?? "",
          neutral: unit === "×" ? 1 : 0,
          above: property.exclusiveMinimum ?? 0,
          max: property.maximum ?? Number.MAX_SAFE_INTEGER,
          step: unit === "ms" ? 100 : unit === "%" ? 5 : 1,
        },
      ];
    });
}

export const canCrash = (area: "nodes" | "edges", kind: string): boolean =>
  faultKinds.crash?.[area].includes(kind) ?? false;

export function faultOf(field: FaultField, target: string, value: number): Fault {
  const base = { target, atSeconds: 0, durationSeconds: null, probability: 1, kind: field.kind };
  return { ...base, [field.key]: value } as unknown as Fault;
}

/** The number an active fault was injected with: frames carry it in words only, the run's log as it was. */
export function injectedValue(
  field: FaultField,
  active: readonly ActiveFault[],
  log: readonly LoggedCommand[],
): number {
  const fault = active.find(({ kind }) => kind === field.kind);
  if (!fault) return field.neutral;
  const entry = log.find(({ faultId, command }) => faultId === fault.id && command.kind === "inject");
  if (entry?.command.kind !== "inject") return field.neutral;
  return Number((entry.command.fault as unknown as Record<string, unknown>)[field.key] ?? field.neutral);
}
