import type { components } from "@/contract/api";
import { request, url } from "./client";

export type StudyInfo = components["schemas"]["StudyInfo"];
export type ExperimentResult = components["schemas"]["ExperimentResult"];
export type ExperimentOutcome = components["schemas"]["ExperimentOutcome"];
export type ProbeOutcome = components["schemas"]["ProbeOutcome"];
export type Checked = components["schemas"]["Checked"];
export type Experiment = components["schemas"]["Experiment"];

export const startExperiment = (diagram: string, experiment: string) =>
  request<StudyInfo>(url(`diagrams/${diagram}/studies/`), { method: "POST", body: { kind: "experiment", experiment } });

/** The newest first, without their results. */
export const experimentRuns = async (diagram: string, share?: string): Promise<StudyInfo[]> => {
  const studies = await request<StudyInfo[]>(url(`diagrams/${diagram}/studies/`, { share }));
  return studies.filter(({ kind }) => kind === "experiment");
};

export const experimentRun = (id: string, share?: string) => request<StudyInfo>(url(`studies/${id}/`, { share }));

export const cancelExperimentRun = (id: string) => request<StudyInfo>(url(`studies/${id}/cancel/`), { method: "POST" });

/** Of any form that the server understands; nothing is saved. */
export const readExperiment = (diagram: string, raw: unknown) =>
  request<Experiment>(url(`diagrams/${diagram}/experiments/read/`), { method: "POST", body: raw });

export const reportUrl = (study: string, format: "html" | "md", share?: string): string =>
  url(`studies/${study}/report.${format}`, { share });

export const chaosToolkitUrl = (diagram: string, experiment: string, share?: string): string =>
  url(`diagrams/${diagram}/experiments/${encodeURIComponent(experiment)}/chaos-toolkit.json`, { share });
