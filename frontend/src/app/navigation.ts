import { useSyncExternalStore } from "react";

export type Page =
  | { name: "gallery" }
  | { name: "editor"; diagram: string }
  | { name: "shared"; token: string }
  | { name: "runs" }
  | { name: "compare"; runs: [string, string] }
  | { name: "unknown" };

export function pageAt(path: string): Page {
  const [first, second, ...rest] = path.split("/").filter(Boolean);
  if (first === undefined) return { name: "gallery" };
  if (first === "runs" && second === undefined) return { name: "runs" };
  const [third, ...more] = rest;
  if (first === "compare" && second !== undefined && third !== undefined && !more.length) {
    return { name: "compare", runs: [decodeURIComponent(second), decodeURIComponent(third)] };
  }
  if (rest.length || second === undefined) return { name: "unknown" };
  if (first === "d") return { name: "editor", diagram: decodeURIComponent(second) };
  if (first === "s") return { name: "shared", token: decodeURIComponent(second) };
  return { name: "unknown" };
}

const listeners = new Set<() => void>();
const changed = (): void => {
  for (const listener of listeners) listener();
};

export function goTo(path: string): void {
  window.history.pushState(null, "", path);
  changed();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("popstate", changed);
  return () => {
    listeners.delete(listener);
    if (!listeners.size) window.removeEventListener("popstate", changed);
  };
}

export const usePath = (): string => useSyncExternalStore(subscribe, () => window.location.pathname);
