/* Generated from the schema by `npm run contract`. Not edited by hand. */

export type ServerMessage = SnapshotMessage | FrameMessage | RunMessage | Accepted | Refused | ErrorMessage;

export interface SnapshotMessage {
  type: "snapshot";
  run: RunInfo;
  frames: Frame[];
  readOnly: boolean;
}
export interface RunInfo {
  id: string;
  diagram: string;
  revision: number;
  seed: number;
  status: "queued" | "running" | "paused" | "finished" | "stopped" | "failed";
  speed: number;
  realSpeed: number | null;
  time: number;
  untilSeconds: number;
  digest: string | null;
  results: Results | null;
  reason: string;
  log: LoggedCommand[];
}
export interface Results {
  title: string;
  seed: number;
  simulatedSeconds: number;
  status: "reached" | "budget reached" | "stopped";
  events: number;
  digest: string;
  ledger: Ledger;
  requests: Requests;
  sagas: Sagas;
  nodes: Nodes;
  edges: Edges;
  paths: PathResult[];
}
/**
 * Every message once for each subscription that must receive it. Sync calls are in `Requests`.
 *
 * published = completed + deadLettered + expired + dropped + lost + inFlight, always.
 */
export interface Ledger {
  published: number;
  completed: number;
  deadLettered: number;
  expired: number;
  dropped: number;
  lost: number;
  inFlight: number;
  balanced: boolean;
  redelivered: number;
  duplicateDeliveries: number;
  duplicateEffects: number;
}
/**
 * Synchronous calls: sent = answered + failed + timedOut + refused + inFlight, always.
 */
export interface Requests {
  sent: number;
  answered: number;
  failed: number;
  timedOut: number;
  refused: number;
  inFlight: number;
  balanced: boolean;
}
/**
 * started = committed + compensated + stuck + running + compensating.
 */
export interface Sagas {
  started: number;
  committed: number;
  compensated: number;
  stuck: number;
  running: number;
  compensating: number;
}
export interface Nodes {
  [k: string]: NodeResult;
}
export interface NodeResult {
  kind: string;
  name: string;
  arrived: number;
  completed: number;
  failed: number;
  retries: number;
  deadLettered: number;
  dropped: number;
  refused: number;
  lost: number;
  utilisation: number | null;
  meanWaiting: number;
  waiting: number;
  latency: Latency | null;
}
/**
 * Percentiles from a histogram whose buckets are 1.6 % wide.
 */
export interface Latency {
  count: number;
  meanMs: number;
  p50Ms: number;
  p90Ms: number;
  p95Ms: number;
  p99Ms: number;
  p999Ms: number;
  maxMs: number;
}
export interface Edges {
  [k: string]: EdgeResult;
}
export interface EdgeResult {
  kind: string;
  source: string;
  target: string;
  count: number;
  failed: number;
  timedOut: number;
  refused: number;
  latency: Latency | null;
}
/**
 * From a source to where its messages end, over all routes between the two.
 */
export interface PathResult {
  source: string;
  target: string;
  latency: Latency;
}
/**
 * A line of a run's log: (document, seed, log) replays the run exactly.
 */
export interface LoggedCommand {
  at: number;
  command: Pause | Resume | SetSpeed | Inject | Heal | HealAll | Stop;
  faultId: string | null;
}
export interface Pause {
  kind: "pause";
}
export interface Resume {
  kind: "resume";
}
export interface SetSpeed {
  kind: "speed";
  factor: number;
}
export interface Inject {
  kind: "inject";
  fault: Crash | AddedLatency | ErrorRate | Slow | TrafficSpike;
}
/**
 * A node is down: it does nothing, and what it was doing is lost or comes again, as its broker has it.
 */
export interface Crash {
  /**
   * The id of a node or an edge.
   */
  target: string;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  /**
   * Left out: until it is healed.
   */
  durationSeconds: number | null;
  kind: "crash";
}
/**
 * Everything that arrives over an edge, or at a node, takes longer to arrive.
 */
export interface AddedLatency {
  /**
   * The id of a node or an edge.
   */
  target: string;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  /**
   * Left out: until it is healed.
   */
  durationSeconds: number | null;
  kind: "latency";
  addedMs: number;
}
/**
 * A share of all attempts at a node fails at the end of its work.
 */
export interface ErrorRate {
  /**
   * The id of a node or an edge.
   */
  target: string;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  /**
   * Left out: until it is healed.
   */
  durationSeconds: number | null;
  kind: "error_rate";
  percent: number;
}
/**
 * Work takes a multiple of its time.
 */
export interface Slow {
  /**
   * The id of a node or an edge.
   */
  target: string;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  /**
   * Left out: until it is healed.
   */
  durationSeconds: number | null;
  kind: "slow";
  factor: number;
}
/**
 * A source sends a multiple of its rate.
 */
export interface TrafficSpike {
  /**
   * The id of a node or an edge.
   */
  target: string;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  /**
   * Left out: until it is healed.
   */
  durationSeconds: number | null;
  kind: "traffic_spike";
  factor: number;
}
export interface Heal {
  kind: "heal";
  fault: string;
}
export interface HealAll {
  kind: "heal_all";
}
export interface Stop {
  kind: "stop";
}
export interface Frame {
  sequence: number;
  time: number;
  speed: number;
  events: number;
  nodes: Nodes1;
  edges: Edges1;
  ledger: Ledger;
  requests: Requests;
  sagas: Sagas;
  endToEndP99Ms: number | null;
  completedRate: number;
  sampleEvery: number;
  samples: Sample[];
  faults: ActiveFault[];
  cascade: Consequence[];
}
export interface Nodes1 {
  [k: string]: NodeGauges;
}
export interface NodeGauges {
  state: "ok" | "warn" | "down";
  why: string;
  arrived: number;
  completed: number;
  failed: number;
  deadLettered: number;
  inRate: number;
  outRate: number;
  busy: number;
  slots: number;
  utilisation: number;
  waiting: number;
  waitingByPartition: number[];
  p50Ms: number | null;
  p99Ms: number | null;
  retries: number;
  sagas: Sagas | null;
}
export interface Edges1 {
  [k: string]: EdgeGauges;
}
export interface EdgeGauges {
  count: number;
  rate: number;
  failed: number;
  p99Ms: number | null;
  lag: number;
  state: "ok" | "warn" | "down";
}
/**
 * A real message on an edge, one of every `sampleEvery`.
 */
export interface Sample {
  message: number;
  edge: string;
  eventType: string;
  departed: number;
  arrived: number;
  backwards: boolean;
  failed: boolean;
}
export interface ActiveFault {
  id: string;
  kind: string;
  target: string;
  since: number;
  until: number | null;
  words: string;
}
/**
 * A line of the cascade: what a node suffers, compared with before the fault.
 */
export interface Consequence {
  node: string;
  severity: "ok" | "warn" | "down";
  words: string;
}
export interface FrameMessage {
  type: "frame";
  frame: Frame;
}
export interface RunMessage {
  type: "run";
  run: RunInfo;
}
export interface Accepted {
  type: "accepted";
  id: number;
  time: number | null;
}
export interface Refused {
  type: "refused";
  id: number;
  reason: string;
}
export interface ErrorMessage {
  type: "error";
  reason: string;
}
