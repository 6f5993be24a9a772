import type { components } from "@/contract/api";
import { request, url } from "./client";

type Shapes = components["schemas"];
export type Study = Shapes["StudyInfo"];
export type StudyEstimate = Shapes["Estimate"];
export type ReplicationsResult = Shapes["ReplicationsResult"];
export type SweepResult = Shapes["SweepResult"];
export type SolveResult = Shapes["SolveResult"];
export type StudySpec =
  | (Partial<Shapes["ReplicationsSpec"]> & { kind: "replications" })
  | (Partial<Shapes["SweepSpec"]> & { kind: "sweep" })
  | (Partial<Shapes["SolveSpec"]> & { kind: "solve" });

/** Newest first, without their results. */
export const studiesOf = (diagram: string, share?: string) =>
  request<Study[]>(url(`diagrams/${diagram}/studies/`, { share }));

export const startStudy = (diagram: string, spec: StudySpec) =>
  request<Study>(url(`diagrams/${diagram}/studies/`), { method: "POST", body: spec });

export const study = (id: string, share?: string) => request<Study>(url(`studies/${id}/`, { share }));

export const cancelStudy = (id: string) => request<Study>(url(`studies/${id}/cancel/`), { method: "POST" });

export const studyTableUrl = (id: string, share?: string) => url(`studies/${id}.csv`, { share });
