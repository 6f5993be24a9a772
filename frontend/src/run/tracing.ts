/** The one message whose history is looked at: in the dock step by step, and marked on the canvas. */
import { create } from "zustand";
import { useRunStore } from "./store";

export interface Tracing {
  /** Null: none is. */
  message: number | null;
  /** What it has been at, in the order of the first visit. */
  nodes: readonly string[];
  edges: readonly string[];
  /** The step that is pointed at. */
  here: { node: string | null; edge: string | null } | null;
}

const none: Tracing = { message: null, nodes: [], edges: [], here: null };

export const useTracing = create<Tracing>()(() => none);

export const openMessage = (message: number): void => useTracing.setState({ ...none, message });
export const closeMessage = (): void => useTracing.setState(none);

// A message belongs to its run.
let run = useRunStore.getState().run?.id;
useRunStore.subscribe((state) => {
  if (state.run?.id === run) return;
  run = state.run?.id;
  closeMessage();
});
