import type { Problem } from "./types";

/** An answer that is not 2xx, or none at all (status 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly body: unknown = null,
  ) {
    super(message);
  }

  get problems(): Problem[] {
    const found = (this.body as { problems?: unknown } | null)?.problems;
    return Array.isArray(found) ? (found as Problem[]) : [];
  }
}

const WRITES = new Set(["POST", "PUT", "PATCH", "DELETE"]);

export function csrfToken(cookies: string = document.cookie): string {
  const pair = cookies.split("; ").find((one) => one.startsWith("csrftoken="));
  return pair ? decodeURIComponent(pair.slice("csrftoken=".length)) : "";
}

/** `/api/…` with the parameters that are set. */
export function url(path: string, parameters: Record<string, string | number | undefined> = {}): string {
  const set = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== "");
  const query = new URLSearchParams(set.map(([key, value]) => [key, String(value)])).toString();
  return `/api/${path}${query ? `?${query}` : ""}`;
}

interface Options {
  method?: string;
  body?: unknown;
  signal?: AbortSignal;
  /** The page is going away: the request may outlive it. */
  keepalive?: boolean;
}

export async function request<Answer>(address: string, options: Options = {}): Promise<Answer> {
  const { method = "GET", body, signal, keepalive } = options;
  const headers: Record<string, string> = { Accept: "application/json" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (WRITES.has(method)) headers["X-CSRFToken"] = csrfToken();
  let response: Response;
  try {
    response = await fetch(address, {
      method,
      headers,
      credentials: "same-origin",
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(signal ? { signal } : {}),
      ...(keepalive ? { keepalive } : {}),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ApiError(0, "The server cannot be reached.");
  }
  const answer: unknown = await response.json().catch(() => null);
  if (!response.ok) throw new ApiError(response.status, words(response.status, answer), answer);
  return answer as Answer;
}

function words(status: number, body: unknown): string {
  const detail = (body as { detail?: unknown } | null)?.detail;
  if (typeof detail === "string") return detail;
  const problems = (body as { problems?: Problem[] } | null)?.problems;
  if (problems?.length) return `${problems.length === 1 ? "One thing is" : `${problems.length} things are`} not right.`;
  if (status === 404) return "It does not exist, or it is somebody else's.";
  if (status === 413) return "It is larger than the server takes.";
  return `The server answered with ${status}.`;
}
