import { createStore } from "zustand/vanilla";
import type { Document } from "./types";

/** A pure step from one document to the next; the same object back means that nothing changed. */
export type Command = (document: Document) => Document;

export interface DocumentState {
  document: Document;
  past: Document[];
  future: Document[];
  /** Steps with the same name that follow each other closely are one step of undo: typing, dragging. */
  group: { name: string; at: number } | null;
  /** Counts every change, undo and redo included; auto-save compares it with what it has saved. */
  version: number;
}

export interface DocumentActions {
  open: (document: Document) => void;
  apply: (command: Command, group?: string) => void;
  undo: () => void;
  redo: () => void;
  /** Ends the group: the next step is one of its own. */
  settle: () => void;
}

const HISTORY = 200;
const TOGETHER_MS = 1500;

export const emptyDocument: Document = {
  schemaVersion: 3,
  title: "Untitled diagram",
  description: "",
  story: null,
  eventTypes: {},
  nodes: {},
  edges: {},
  scenarios: {},
  experiments: {},
};

export function createDocumentStore(now: () => number = Date.now) {
  return createStore<DocumentState & DocumentActions>()((set, get) => ({
    document: emptyDocument,
    past: [],
    future: [],
    group: null,
    version: 0,

    open: (document) => set({ document, past: [], future: [], group: null, version: 0 }),

    apply: (command, name) => {
      const { document, past, group, version } = get();
      const next = command(document);
      if (next === document) return;
      const at = now();
      const joined = name !== undefined && group?.name === name && at - group.at < TOGETHER_MS;
      set({
        document: next,
        past: joined ? past : [...past, document].slice(-HISTORY),
        future: [],
        group: name === undefined ? null : { name, at },
        version: version + 1,
      });
    },

    undo: () => set(stepped(get(), "past", "future")),
    redo: () => set(stepped(get(), "future", "past")),
    settle: () => set({ group: null }),
  }));
}

export type DocumentStore = ReturnType<typeof createDocumentStore>;

/** The diagram that is open. */
export const documentStore: DocumentStore = createDocumentStore();

export const apply = (command: Command, group?: string): void => documentStore.getState().apply(command, group);

type Side = "past" | "future";

/** One step back or forth: the last of `from` becomes the document, and the document the last of `to`. */
function stepped(state: DocumentState, from: Side, to: Side): Partial<DocumentState> {
  const stack = state[from];
  const next = stack.at(-1);
  if (!next) return {};
  return {
    document: next,
    [from]: stack.slice(0, -1),
    [to]: [...state[to], state.document],
    group: null,
    version: state.version + 1,
  };
}
