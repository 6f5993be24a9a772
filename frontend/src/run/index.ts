export type { EdgeGauges, NodeGauges } from "@/live/messages";
export { type Change, changes, quietUntil } from "./changes";
export {
  crashOf,
  type FaultRecord,
  groupOf,
  operationsFromLog,
  replacing,
  struckBy,
  wasCancelled,
  whoStruck,
  withoutName,
} from "./faults";
export {
  useCommandable,
  useConsequence,
  useConnected,
  useEdgeGauges,
  useFaultsOn,
  useFrame,
  useImpact,
  useIsLive,
  useMetricLine,
  useNodeGauges,
  useNodeState,
  usePending,
  useRun,
  useSampleEvery,
} from "./hooks";
export { type CommandMark, marksOf } from "./commands";
export { past, RATES } from "./past";
export { session } from "./session";
export { isLive, useRunStore } from "./store";
export { closeMessage, openMessage, useTracing } from "./tracing";
