export type { EdgeGauges, NodeGauges } from "@/live/messages";
export { crashOf, type FaultRecord, replacing, withoutName } from "./faults";
export {
  useCommandable,
  useEdgeGauges,
  useFaultsOn,
  useFrame,
  useIsLive,
  useMetricLine,
  useNodeGauges,
  useNodeState,
  useRun,
  useSampleEvery,
} from "./hooks";
export { session } from "./session";
export { isLive, useRunStore } from "./store";
