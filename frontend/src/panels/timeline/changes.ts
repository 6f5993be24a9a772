/** What is to be different in a branch: drafts of the commands that it begins with. */
import { newFault, plannedName, strikable } from "@/document/faults";
import { tunables, tunableTargets } from "@/document/tunable";
import type { Document } from "@/document/types";
import type { Command, Fault } from "@/live/messages";
import { draftSource, type FormSource } from "../inspector/form/binding";

export type BranchCommand = Extract<Command, { kind: "inject" | "heal" | "heal_all" | "operate" }>;
type Tune = Extract<Extract<Command, { kind: "operate" }>["operation"], { kind: "tune" }>;

export interface FaultChange {
  is: "fault";
  id: number;
  kind: string;
  source: FormSource & { read: () => Record<string, unknown> };
}

export interface TuneChange {
  is: "tune";
  id: number;
  number: Tune["number"];
  target: string;
  value: number | null;
}

export type Change = FaultChange | TuneChange;

let last = 0;

export function faultChange(document: Document, kind: string): FaultChange {
  last += 1;
  const [target] = strikable(document, kind);
  return { is: "fault", id: last, kind, source: draftSource({ ...newFault(kind, target?.id ?? "") }) };
}

export function tuneChange(document: Document, number: string, target?: string): TuneChange {
  last += 1;
  const found = target ?? tunableTargets(document, number)[0]?.id ?? "";
  return { is: "tune", id: last, number: number as Tune["number"], target: found, value: null };
}

/** What can be added, for a menu: only what this diagram has something for. */
export function possible(document: Document, kinds: readonly string[]) {
  return {
    faults: kinds
      .filter((kind) => strikable(document, kind).length > 0)
      .map((kind) => ({ kind, label: plannedName(kind) })),
    numbers: tunables.filter(({ number }) => tunableTargets(document, number).length > 0),
  };
}

/** All of them at the moment of branching; null while a number is missing. */
export function commandsOf(changes: readonly Change[], healAll: boolean): BranchCommand[] | null {
  const commands: BranchCommand[] = healAll ? [{ kind: "heal_all" }] : [];
  for (const change of changes) {
    if (change.is === "fault") {
      commands.push({ kind: "inject", fault: { ...(change.source.read() as unknown as Fault), atSeconds: 0 } });
    } else {
      if (change.value === null) return null;
      const { number, target, value } = change;
      commands.push({ kind: "operate", operation: { kind: "tune", number, target, value, atSeconds: 0 } });
    }
  }
  return commands;
}
