export type { EdgeGauges, NodeGauges } from "@/live/messages";
export {
  type Change,
  changes,
  QUIET_SECONDS_NEEDED,
  quietUntil,
  SETTLING_SECONDS,
  tooShortBefore,
  WINDOW_SECONDS,
} from "./changes";
export { type CommandMark, marksOf } from "./commands";
export {
  asOf,
  crashOf,
  type FaultRecord,
  faultWords,
  groupOf,
  operationsFromLog,
  type RefusalRecord,
  refusalsFromLog,
  replacing,
  struckBy,
  wasCancelled,
  whoStruck,
  withoutName,
} from "./faults";
export {
  shownTime,
  useCommandable,
  useConnected,
  useConsequence,
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
  useShownTime,
} from "./hooks";
export { past, RATES } from "./past";
export { session } from "./session";
export { stopRun } from "./stopping";
export { isLive, useRunStore } from "./store";
export { closeMessage, openMessage, type Tracing, useTracing } from "./tracing";
