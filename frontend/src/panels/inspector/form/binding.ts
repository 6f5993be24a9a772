import { createContext, useContext } from "react";
import { useStore } from "zustand";
import { createStore, type ExtractState } from "zustand/vanilla";
import { brokersVersion } from "@/document/brokers";
import { type Path, setValue, valueAt } from "@/document/commands";
import { problemAt, refusals, refusedWithin } from "@/document/problems";
import { apply, type Command, type documentStore, documentStore as opened } from "@/document/store";
import type { Document } from "@/document/types";

type Root = Pick<ExtractState<typeof documentStore>, "document">;

/** What a form's paths lead into: the diagram, or something of its own that is not saved. */
export interface FormSource {
  store: {
    getState: () => Root;
    getInitialState: () => Root;
    subscribe: (listener: (state: Root, before: Root) => void) => () => void;
  };
  apply: (command: Command, group?: string) => void;
}

export const FormSourceContext = createContext<FormSource>({ store: opened, apply });

/** A form of its own for one value, under the path `draft`. */
export function draftSource(value: Record<string, unknown>): FormSource & { read: () => Record<string, unknown> } {
  const store = createStore<Root>(() => ({ document: { draft: value } as unknown as Document }));
  return {
    store,
    apply: (command) => store.setState(({ document }) => ({ document: command(document) })),
    read: () => valueAt(store.getState().document, ["draft"]) as Record<string, unknown>,
  };
}

/** One value of the document and how it is set; what is typed in a row is one step of undo. */
export function useValue(path: Path): [value: unknown, set: (value: unknown) => void] {
  const source = useContext(FormSourceContext);
  const value = useStore(source.store, ({ document }) => valueAt(document, path));
  return [value, (next) => source.apply(setValue(path, next), path.join("."))];
}

/** Of the broker that the channel whose setting this is lives in. */
export function useBrokersVersion(path: Path): string | undefined {
  const source = useContext(FormSourceContext);
  return useStore(source.store, ({ document }) => brokersVersion(document, path));
}

/** What the server says of this value; null while it has nothing against it. */
export const useProblem = (path: Path): string | null =>
  useStore(refusals, ({ problems }) => problemAt(problems, path));

/** Whether the server refused something at one of these places. */
export const useRefusedWithin = (paths: Path[]): boolean =>
  useStore(refusals, ({ problems }) => paths.some((path) => refusedWithin(problems, path)));
