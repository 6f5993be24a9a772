import type { Document, Scenario } from "@/contract/document";

export type { Document, EventType, Position, Scenario, Story } from "@/contract/document";

export type AnyNode = Document["nodes"][string];
export type AnyEdge = Document["edges"][string];
export type NodeKind = AnyNode["kind"];
export type EdgeKind = AnyEdge["kind"];
export type NodeOf<Kind extends NodeKind> = Extract<AnyNode, { kind: Kind }>;
export type EdgeOf<Kind extends EdgeKind> = Extract<AnyEdge, { kind: Kind }>;
export type Fault = Scenario["faults"][number];
export type Operation = Scenario["operations"][number];
export type FaultKind = Fault["kind"];
export type Experiment = NonNullable<Document["experiments"]>[string];
export type Probe = Experiment["abortConditions"][number];
export type HypothesisProbe = Experiment["hypothesis"]["probes"][number];
export type Tolerance = Probe["tolerance"];

/** What is wrong with a document, as the server says it. */
export interface Problem {
  path: string;
  problem: string;
  allowed: string;
}
