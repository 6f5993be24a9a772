import { useShallow } from "zustand/react/shallow";
import type { ActiveFault, Consequence, EdgeGauges, Frame, NodeGauges, NodeState } from "@/live/messages";
import { downSince, type MetricLine, metricLine } from "./metric-line";
import { isLive, type RunState, useRunStore } from "./store";

export const useRun = () => useRunStore((state) => state.run);
export const useFrame = (): Frame | null => useRunStore((state) => state.frame);
export const useIsLive = () => useRunStore((state) => isLive(state.run));

/** The moment that the numbers on the screen are of, in simulated seconds: one for the run bar and the timeline. Dots
 * trail it by as much as it takes to draw them evenly. */
export const useShownTime = (): number => useRunStore(shownTime);

export const shownTime = ({ past, frame, run }: RunState): number => past?.at ?? frame?.time ?? run?.time ?? 0;

const showing = (state: RunState) => (state.showing ? state.frame : null);

/** Renders again only when this node's numbers changed: a frame keeps the objects that are as before. */
export const useNodeGauges = (id: string): NodeGauges | undefined => useRunStore((state) => showing(state)?.nodes[id]);
export const useEdgeGauges = (id: string): EdgeGauges | undefined => useRunStore((state) => showing(state)?.edges[id]);
export const useNodeState = (id: string): NodeState | undefined => useNodeGauges(id)?.state;

/** One dot on the canvas stands for this many messages; undefined while nothing runs. */
export const useSampleEvery = (): number | undefined =>
  useRunStore((state) => {
    const every = showing(state)?.sampleEvery;
    return every === undefined ? undefined : every * state.thinning;
  });

/** What the cascade says of a node; undefined: nothing, or it is safe. */
export const useConsequence = (id: string): Consequence | undefined =>
  useRunStore((state) => showing(state)?.cascade.find((line) => line.node === id && line.severity !== "ok"));

/** How bad what comes over this edge from something broken is; null: it is not on the way of any trouble. */
export const useImpact = (edge: string): "warn" | "down" | null =>
  useRunStore((state) => {
    const lines = (showing(state)?.cascade ?? []).filter(({ via }) => via?.includes(edge));
    if (lines.length === 0) return null;
    return lines.some(({ severity }) => severity === "down") ? "down" : "warn";
  });

/** Something was asked for here, and no frame has shown it yet. */
export const usePending = (id: string): boolean => useRunStore((state) => state.pending.includes(id));

export const useFaultsOn = (target: string): ActiveFault[] =>
  useRunStore(useShallow((state) => (state.frame?.faults ?? []).filter((fault) => fault.target === target)));

/** Whether a person may send this run commands. */
export const useConnected = () => useRunStore(connected);

/** Whether what is shown can be acted on: not while it is the past. */
export const useCommandable = () => useRunStore((state) => connected(state) && state.past === null);

const connected = (state: RunState) => isLive(state.run) && !state.readOnly && state.connection.kind === "open";

export function useMetricLine(id: string, kind: string, parent: string | null): MetricLine | null {
  const text = useRunStore((state) => {
    const frame = showing(state);
    const gauges = frame?.nodes[id];
    if (!frame || !gauges) return null;
    const since = gauges.state === "down" ? downSince(frame, id, parent) : null;
    const line = metricLine({ kind, gauges, downFor: since === null ? null : Math.max(0, frame.time - since) });
    // One string, so that equal lines do not render.
    return `${line.tone}|${line.text}`;
  });
  if (text === null) return null;
  const [tone, ...rest] = text.split("|");
  return { tone: tone as NodeState, text: rest.join("|") };
}
