import type { Document } from "@/contract/document";
import type { RunInfo } from "@/contract/server-message";

export type { Document, RunInfo };

export interface Problem {
  path: string;
  problem: string;
  allowed: string;
}

export interface TemplateSummary {
  name: string;
  title: string;
  summary: string;
  /** What it shows; of a lesson, what helps. */
  pattern: string;
  group: "pattern" | "lesson";
  story: { watch: string; breakIt: string; learn: string };
  nodeKinds: string[];
}

export interface Template extends TemplateSummary {
  document: Document;
}

export interface DiagramSummary {
  id: string;
  title: string;
  updatedAt: string;
  revision: number;
  nodeCount: number;
  edgeCount: number;
  kinds: string[];
}

export interface Diagram {
  id: string;
  title: string;
  revision: number;
  updatedAt: string;
  document: Document;
  access: "edit" | "read";
}

/** What a PUT on a stale base answers with. */
export interface Conflict {
  detail: string;
  revision: number;
  updatedAt: string;
  document: Document;
}

export interface ShareLink {
  id: string;
  createdAt: string;
  expiresAt: string | null;
  revoked: boolean;
}

/** Shown once: the server keeps only a hash of the token. */
export interface NewShareLink {
  id: string;
  token: string;
  url: string;
  createdAt: string;
  expiresAt: string | null;
}

export interface Shared {
  diagram: Diagram;
  run: RunInfo | null;
}

export type ExportFormat = "svg" | "png" | "dot" | "json" | "compose";
