import { strikes, zonesOf } from "@/document/faults";
import { inWords } from "@/document/form";
import { faultKinds } from "@/document/registry";
import { faultSchema, nullable, type Schema } from "@/document/schema";
import type { Document } from "@/document/types";
import type { ActiveFault, Fault, LoggedCommand } from "@/live/messages";

/** The fault's own number: addedMs, percent, factor. */
export interface FaultNumber {
  key: string;
  unit: string;
  /** The value at which nothing is broken; null: where no number says so, the box is empty. */
  neutral: number | null;
  min: number;
  max: number;
  step: number;
}

export interface FaultField {
  kind: string;
  label: string;
  help: string;
  /** Null: it is on or off. */
  number: FaultNumber | null;
  /** One of the target's servers or partitions, which has to be named. */
  part: string | null;
}

/** Where, when and how likely: what every fault has. */
const SHARED = new Set(["target", "atSeconds", "durationSeconds", "probability", "kind", "instance"]);
const PARTS = new Set(["broker", "partition"]);
/** Faults whose number has no value that breaks nothing. */
const NO_NEUTRAL = new Set(["perSecond", "everySeconds"]);

/** The faults that can strike this node or edge, a crash left out: it has a switch of its own. */
export function fieldsFor(document: Pick<Document, "nodes" | "edges">, area: "nodes" | "edges", id: string) {
  return Object.keys(faultKinds)
    .filter((kind) => kind !== "crash" && strikes(document, kind, area, id))
    .map(fieldOf);
}

export function fieldOf(kind: string): FaultField {
  const schema = faultSchema(kind);
  const own = Object.entries(schema.properties ?? {}).filter(([key]) => !SHARED.has(key));
  const [main] = own.filter(([key]) => !PARTS.has(key));
  return {
    kind,
    label: faultKinds[kind]?.label ?? inWords(kind),
    help: schema.description ?? "",
    number: main ? numberOf(...main) : null,
    part: own.find(([key]) => PARTS.has(key))?.[0] ?? null,
  };
}

function numberOf(key: string, property: Schema): FaultNumber {
  const { schema } = nullable(property);
  const unit = schema.unit ?? "";
  const neutral = NO_NEUTRAL.has(key) ? null : unit === "×" ? 1 : 0;
  const least = schema.minimum ?? schema.exclusiveMinimum ?? 0;
  return {
    key,
    unit,
    neutral,
    min: Math.min(neutral ?? least, least),
    max: schema.maximum ?? Number.MAX_SAFE_INTEGER,
    step: unit === "ms" ? 100 : unit === "%" ? 5 : 1,
  };
}

export const canCrash = (document: Pick<Document, "nodes" | "edges">, area: "nodes" | "edges", id: string): boolean =>
  strikes(document, "crash", area, id);

/** The zones that go down with a loss of a zone here. */
export const zonesHere = ({ nodes }: Pick<Document, "nodes">, id: string): string[] => {
  const node = nodes[id];
  const home = node && "parent" in node && node.parent ? nodes[node.parent] : undefined;
  return [...new Set([...zonesOf(node), ...zonesOf(home)])];
};

/** As it was injected: frames carry a fault in words only, the run's log as it was. */
export function injected(id: string, log: readonly LoggedCommand[]): Fault | null {
  const entry = log.find(({ faultId, command }) => faultId === id && command.kind === "inject");
  return entry?.command.kind === "inject" ? entry.command.fault : null;
}

/** The number an active fault was injected with; the neutral one when there is none. */
export function injectedValue(
  { kind, number }: FaultField,
  active: readonly ActiveFault[],
  log: readonly LoggedCommand[],
): number | null {
  const fault = active.find((one) => one.kind === kind);
  if (!number || !fault) return number?.neutral ?? null;
  const value = (injected(fault.id, log) as Record<string, unknown> | null)?.[number.key];
  return typeof value === "number" ? value : number.neutral;
}
