import { createStore } from "zustand/vanilla";
import { connectable, type Verdict } from "@/document/connections";
import { documentStore } from "@/document/store";

/** While an edge is being drawn: what every node says to it. */
export interface Connecting {
  from: string | null;
  verdicts: ReadonlyMap<string, Verdict>;
}

const nothing: Connecting = { from: null, verdicts: new Map() };

export const connecting = createStore<Connecting>(() => nothing);

export function beginConnecting(from: string): void {
  const { document } = documentStore.getState();
  const verdicts = new Map(Object.keys(document.nodes).map((id) => [id, connectable(document, from, id)] as const));
  connecting.setState({ from, verdicts });
}

export const endConnecting = (): void => connecting.setState(nothing);
