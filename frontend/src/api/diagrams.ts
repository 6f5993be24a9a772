import { request, url } from "./client";
import type {
  Diagram,
  DiagramSummary,
  Document,
  ExportFormat,
  NewShareLink,
  Shared,
  ShareLink,
  Template,
  TemplateSummary,
} from "./types";

export const templates = () => request<TemplateSummary[]>(url("templates/"));

export const template = (name: string) => request<Template>(url(`templates/${encodeURIComponent(name)}/`));

export const diagrams = () => request<DiagramSummary[]>(url("diagrams/"));

export const diagram = (id: string) => request<Diagram>(url(`diagrams/${id}/`));

export const createDiagram = (from: { document: unknown } | { template: string } | Record<string, never>) =>
  request<Diagram>(url("diagrams/"), { method: "POST", body: from });

export const saveDiagram = (id: string, document: Document, revision: number, keepalive = false) =>
  request<Diagram>(url(`diagrams/${id}/`), { method: "PUT", body: { document, revision }, keepalive });

/** The document as it was saved under this number. */
export const revisionOf = (id: string, number: number, share?: string): Promise<Document> =>
  request<{ document: Document }>(url(`diagrams/${id}/revisions/${number}/`, { share })).then((one) => one.document);

export const deleteDiagram = (id: string) => request<void>(url(`diagrams/${id}/`), { method: "DELETE" });

export const shareLinks = (id: string) => request<ShareLink[]>(url(`diagrams/${id}/share-links/`));

export const createShareLink = (id: string, expiresInDays?: number) =>
  request<NewShareLink>(url(`diagrams/${id}/share-links/`), {
    method: "POST",
    body: expiresInDays === undefined ? {} : { expiresInDays },
  });

export const revokeShareLink = (id: string) => request<void>(url(`share-links/${id}/`), { method: "DELETE" });

export const shared = (token: string) => request<Shared>(url(`shared/${encodeURIComponent(token)}/`));

export const exportUrl = (id: string, format: ExportFormat, theme?: "light" | "dark", share?: string): string =>
  url(`diagrams/${id}/export/${format}/`, { theme, share });
