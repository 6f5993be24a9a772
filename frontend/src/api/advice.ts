import type { components } from "@/contract/api";
import { request, url } from "./client";
import type { Document } from "./types";

export type Finding = components["schemas"]["Finding"];

export const advise = (document: Document) =>
  request<{ findings: Finding[] }>(url("advice/"), { method: "POST", body: { document } });
