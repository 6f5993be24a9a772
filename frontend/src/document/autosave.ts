import { createStore } from "zustand/vanilla";
import { ApiError, type Conflict, type Diagram } from "@/api";
import type { DocumentStore } from "./store";
import type { Document, Problem } from "./types";

export type SaveState =
  | { kind: "saved" }
  | { kind: "unsaved" }
  | { kind: "saving" }
  /** The server cannot be reached, or is in trouble; tried again by itself. */
  | { kind: "retrying"; reason: string }
  /** Somebody saved another version on the same base; nothing is sent until a choice is made. */
  | { kind: "conflict"; theirs: Conflict }
  /** The server refuses what stands there; the next change tries again. */
  | { kind: "refused"; reason: string; problems: Problem[] };

export interface Saving {
  state: SaveState;
  revision: number;
}

export interface Deps {
  store: DocumentStore;
  put: (document: Document, revision: number) => Promise<Diagram>;
  delayMs?: number;
  /** Before the n-th new attempt, n from 0. */
  retryMs?: (attempt: number) => number;
}

const backoff = (attempt: number): number => Math.min(30_000, 1000 * 2 ** attempt) * (0.75 + Math.random() / 2);

/** What a failed PUT means: a choice to make, a mistake to mend, or a server to wait for. */
function verdict(error: unknown): SaveState {
  const reason = error instanceof Error ? error.message : String(error);
  if (!(error instanceof ApiError)) return { kind: "retrying", reason };
  const { status, body, problems } = error;
  if (status === 409) return { kind: "conflict", theirs: body as Conflict };
  const lasting = status >= 400 && status < 500 && status !== 408 && status !== 429;
  return lasting ? { kind: "refused", reason, problems } : { kind: "retrying", reason };
}

/** Saves the store's document soon after each change, always on the revision it is based on. */
export function createAutosave({ store, put, delayMs = 700, retryMs = backoff }: Deps) {
  const saving = createStore<Saving>(() => ({ state: { kind: "saved" }, revision: 0 }));
  let savedVersion = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let attempts = 0;
  let current: Promise<void> | null = null;
  let stopped = true;

  const dirty = (): boolean => store.getState().version !== savedVersion;
  const show = (state: SaveState): void => saving.setState({ state });

  function later(ms: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void attempt(), ms);
  }

  function attempt(): Promise<void> {
    clearTimeout(timer);
    current ??= send().finally(() => {
      current = null;
    });
    return current;
  }

  async function send(): Promise<void> {
    if (stopped || !dirty() || saving.getState().state.kind === "conflict") return;
    const { document, version } = store.getState();
    show({ kind: "saving" });
    try {
      const { revision } = await put(document, saving.getState().revision);
      saving.setState({ revision });
      savedVersion = version;
      if (stopped) return;
      attempts = 0;
      show({ kind: dirty() ? "unsaved" : "saved" });
      if (dirty()) later(delayMs);
    } catch (error) {
      if (!stopped) failed(error);
    }
  }

  function failed(error: unknown): void {
    const next = verdict(error);
    show(next);
    if (next.kind !== "retrying") return;
    later(retryMs(attempts));
    attempts += 1;
  }

  const unsubscribe = store.subscribe((state, before) => {
    if (stopped || state.version === before.version || saving.getState().state.kind === "conflict") return;
    if (!dirty()) return;
    if (saving.getState().state.kind !== "saving") show({ kind: "unsaved" });
    if (!current) later(delayMs);
  });

  return {
    saving,

    /** A diagram was opened: its document is in the store and saved as this revision. */
    start(revision: number): void {
      clearTimeout(timer);
      stopped = false;
      attempts = 0;
      savedVersion = store.getState().version;
      saving.setState({ revision, state: { kind: "saved" } });
    },

    /** The diagram is left: what is not saved yet is sent a last time, whatever the store holds from now on. */
    async close(): Promise<void> {
      const { document, version } = store.getState();
      const asked = dirty() && saving.getState().state.kind !== "conflict";
      stopped = true;
      clearTimeout(timer);
      unsubscribe();
      await current;
      if (asked && version !== savedVersion) await put(document, saving.getState().revision);
    },

    /** Saves now. True when everything is saved. */
    async flush(): Promise<boolean> {
      for (let round = 0; round < 3 && (current || dirty()); round += 1) {
        await attempt();
        if (saving.getState().state.kind !== "unsaved" && saving.getState().state.kind !== "saved") break;
      }
      return !dirty();
    },

    /** In a conflict: throw mine away and go on with what the other one saved. */
    takeTheirs(): void {
      const { state } = saving.getState();
      if (state.kind !== "conflict") return;
      store.getState().open(state.theirs.document);
      savedVersion = store.getState().version;
      saving.setState({ revision: state.theirs.revision, state: { kind: "saved" } });
    },

    /** In a conflict: save mine over theirs, knowingly. Theirs stays in the history of revisions. */
    overwrite(): Promise<void> {
      const { state } = saving.getState();
      if (state.kind !== "conflict") return Promise.resolve();
      saving.setState({ revision: state.theirs.revision, state: { kind: "unsaved" } });
      return attempt();
    },
  };
}

export type Autosave = ReturnType<typeof createAutosave>;
