/* Generated from the schema by `npm run contract`. Not edited by hand. */

export type ServerMessage = SnapshotMessage | FramesMessage | RunMessage | Accepted | Refused | ErrorMessage;

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
  activity:
    "waiting_for_worker" | "replaying" | "advancing" | "falling_behind" | "paused" | "paused_unwatched" | "ended";
  sequence: number;
  progress: number;
  secondsLeft: number | null;
  parent: string | null;
  parentTime: number | null;
  unwatched: "pause" | "keep";
  stepped: SteppedEvent[];
}
export interface Results {
  title: string;
  seed: number;
  simulatedSeconds: number;
  status: "reached" | "budget reached" | "stopped";
  events: number;
  digest: string;
  ledger: Ledger;
  ledgerByType: Ledgerbytype;
  causes: Causes;
  requests: Requests;
  sagas: Sagas;
  nodes: Nodes;
  edges: Edges;
  groups: GroupResult[];
  paths: PathResult[];
  endings: Ending[];
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
export interface Ledgerbytype {
  [k: string]: Ledger;
}
export interface Causes {
  [k: string]: number;
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
  lateReplies: number;
  lostReplies: number;
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
  utilisationInterval: Estimate | null;
  meanWaiting: number;
  meanWaitingInterval: Estimate | null;
  waiting: number;
  latency: Latency | null;
  duplicateEffects: number;
  deduplicated: number;
  conflicts: number;
  causes: Causes1;
  ledger: Ledger | null;
  instances: Instances | null;
  sagas: Sagas | null;
  consistency: Consistency | null;
}
/**
 * A mean that says how well it is known: `mean` ± `half_width` holds the true one with this confidence.
 */
export interface Estimate {
  mean: number;
  halfWidth: number | null;
  confidence: number;
  n: number;
  method: "replications" | "pairs" | "batches";
  unit: string;
  spread: Spread | null;
  lag1: number | null;
  warmUpSeconds: number;
  note: string;
}
/**
 * Where the middle share of the replications lies.
 */
export interface Spread {
  low: number;
  high: number;
}
/**
 * Percentiles from a histogram whose buckets are 1.6 % wide. One run gives no interval for them: replicate it.
 */
export interface Latency {
  count: number;
  meanMs: number;
  meanInterval: Estimate | null;
  p50Ms: number;
  p90Ms: number;
  p95Ms: number;
  p99Ms: number;
  p999Ms: number;
  maxMs: number;
}
export interface Causes1 {
  [k: string]: number;
}
/**
 * Of a station, at the end of the run.
 */
export interface Instances {
  up: number;
  wanted: number;
  meanUp: number;
  autoscaledBetween: unknown[] | null;
}
/**
 * How far a read model is behind what was written.
 */
export interface Consistency {
  eventsBehind: number;
  secondsBehind: number;
  applied: Latency | null;
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
  lateReplies: number;
  lostReplies: number;
  latency: Latency | null;
}
/**
 * A consumer group of a channel; competing consumers of a queue are one group, named after it.
 */
export interface GroupResult {
  channel: string;
  name: string;
  edges: string[];
  arrived: number;
  waiting: number;
  meanWaiting: number;
  inProcess: number;
  lag: number;
  lagByPartition: number[];
  secondsBehind: number;
  orderViolations: number;
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
 * A message that was dead-lettered, or expired, was dropped or lost.
 */
export interface Ending {
  id: number;
  eventType: string;
  key: number;
  channel: string;
  outcome: "dead_lettered" | "expired" | "dropped" | "lost";
  cause: string;
  attempts: number;
  deliveries: number;
  sent: number;
  time: number;
}
/**
 * A line of a run's log: (document, seed, log) replays the run exactly.
 */
export interface LoggedCommand {
  at: number;
  command: Pause | Resume | Step | SetSpeed | Inject | Strike | Unleash | Heal | HealAll | Operate | Stop;
  faultId: string | null;
  events: number | null;
  faults: (
    | Crash
    | BrokerNodeLoss
    | LeaderLoss
    | ZoneLoss
    | NetworkPartition
    | AddedLatency
    | PacketLoss
    | ErrorRate
    | Slow
    | Stuck
    | Duplicate
    | Reorder
    | Poison
    | TrafficSpike
    | KeySkew
    | MemoryAlarm
    | DiskFull
    | Throttle
    | ClockSkew
    | RebalanceStorm
    | CrashBeforeAck
  )[];
  refused: string | null;
}
export interface Pause {
  kind: "pause";
}
export interface Resume {
  kind: "resume";
}
/**
 * Lets a run that is paused go on by so many events.
 */
export interface Step {
  kind: "step";
  events: number;
}
export interface SetSpeed {
  kind: "speed";
  factor: number;
}
export interface Inject {
  kind: "inject";
  fault:
    | Crash
    | BrokerNodeLoss
    | LeaderLoss
    | ZoneLoss
    | NetworkPartition
    | AddedLatency
    | PacketLoss
    | ErrorRate
    | Slow
    | Stuck
    | Duplicate
    | Reorder
    | Poison
    | TrafficSpike
    | KeySkew
    | MemoryAlarm
    | DiskFull
    | Throttle
    | ClockSkew
    | RebalanceStorm
    | CrashBeforeAck;
}
/**
 * A node is down: it does nothing, and what it was doing is lost or comes again, as its broker has it.
 */
export interface Crash {
  /**
   * The id of a node or an edge, or the name of a zone.
   */
  target: string;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  /**
   * The time to repair it. Left out: until it is healed.
   */
  durationSeconds: number | null;
  /**
   * That it strikes at all; drawn once a run, apart from everything else that is drawn.
   */
  probability: number;
  kind: "crash";
  /**
   * Only this one, counted from 0. Left out: all of them.
   */
  instance: number | null;
}
/**
 * One server of a broker is down; the others take over what they can.
 */
export interface BrokerNodeLoss {
  /**
   * The id of a node or an edge, or the name of a zone.
   */
  target: string;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  /**
   * The time to repair it. Left out: until it is healed.
   */
  durationSeconds: number | null;
  /**
   * That it strikes at all; drawn once a run, apart from everything else that is drawn.
   */
  probability: number;
  kind: "broker_node_loss";
  /**
   * Counted from 0. Redis: 0 is the master, then its replicas.
   */
  broker: number;
}
/**
 * A partition loses its leader; nobody writes or reads it until another is elected.
 */
export interface LeaderLoss {
  /**
   * The id of a node or an edge, or the name of a zone.
   */
  target: string;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  /**
   * The time to repair it. Left out: until it is healed.
   */
  durationSeconds: number | null;
  /**
   * That it strikes at all; drawn once a run, apart from everything else that is drawn.
   */
  probability: number;
  kind: "leader_loss";
  /**
   * Counted from 0.
   */
  partition: number;
}
/**
 * Everything that stands in an availability zone is down.
 */
export interface ZoneLoss {
  /**
   * The id of a node or an edge, or the name of a zone.
   */
  target: string;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  /**
   * The time to repair it. Left out: until it is healed.
   */
  durationSeconds: number | null;
  /**
   * That it strikes at all; drawn once a run, apart from everything else that is drawn.
   */
  probability: number;
  kind: "zone_loss";
}
/**
 * Nothing gets over an edge, in either direction.
 */
export interface NetworkPartition {
  /**
   * The id of a node or an edge, or the name of a zone.
   */
  target: string;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  /**
   * The time to repair it. Left out: until it is healed.
   */
  durationSeconds: number | null;
  /**
   * That it strikes at all; drawn once a run, apart from everything else that is drawn.
   */
  probability: number;
  kind: "partition";
}
/**
 * Everything that arrives over an edge, or at a node, takes longer to arrive.
 */
export interface AddedLatency {
  /**
   * The id of a node or an edge, or the name of a zone.
   */
  target: string;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  /**
   * The time to repair it. Left out: until it is healed.
   */
  durationSeconds: number | null;
  /**
   * That it strikes at all; drawn once a run, apart from everything else that is drawn.
   */
  probability: number;
  kind: "latency";
  addedMs: number;
  /**
   * More by up to this, evenly drawn.
   */
  jitterMs: number;
}
/**
 * A share of what goes over an edge does not arrive; who waits for it tries again or gives up.
 */
export interface PacketLoss {
  /**
   * The id of a node or an edge, or the name of a zone.
   */
  target: string;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  /**
   * The time to repair it. Left out: until it is healed.
   */
  durationSeconds: number | null;
  /**
   * That it strikes at all; drawn once a run, apart from everything else that is drawn.
   */
  probability: number;
  kind: "packet_loss";
  percent: number;
}
/**
 * A share of all attempts at a node fails at the end of its work.
 */
export interface ErrorRate {
  /**
   * The id of a node or an edge, or the name of a zone.
   */
  target: string;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  /**
   * The time to repair it. Left out: until it is healed.
   */
  durationSeconds: number | null;
  /**
   * That it strikes at all; drawn once a run, apart from everything else that is drawn.
   */
  probability: number;
  kind: "error_rate";
  percent: number;
}
/**
 * Work takes a multiple of its time.
 */
export interface Slow {
  /**
   * The id of a node or an edge, or the name of a zone.
   */
  target: string;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  /**
   * The time to repair it. Left out: until it is healed.
   */
  durationSeconds: number | null;
  /**
   * That it strikes at all; drawn once a run, apart from everything else that is drawn.
   */
  probability: number;
  kind: "slow";
  factor: number;
  /**
   * Only this one, counted from 0. Left out: all of them.
   */
  instance: number | null;
}
/**
 * A node makes no progress and does not look dead: its heartbeats go on.
 */
export interface Stuck {
  /**
   * The id of a node or an edge, or the name of a zone.
   */
  target: string;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  /**
   * The time to repair it. Left out: until it is healed.
   */
  durationSeconds: number | null;
  /**
   * That it strikes at all; drawn once a run, apart from everything else that is drawn.
   */
  probability: number;
  kind: "stuck";
  /**
   * Only this one, counted from 0. Left out: all of them.
   */
  instance: number | null;
}
/**
 * A share of the messages is delivered twice.
 */
export interface Duplicate {
  /**
   * The id of a node or an edge, or the name of a zone.
   */
  target: string;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  /**
   * The time to repair it. Left out: until it is healed.
   */
  durationSeconds: number | null;
  /**
   * That it strikes at all; drawn once a run, apart from everything else that is drawn.
   */
  probability: number;
  kind: "duplicate";
  percent: number;
}
/**
 * A share of the messages is overtaken by those that follow.
 */
export interface Reorder {
  /**
   * The id of a node or an edge, or the name of a zone.
   */
  target: string;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  /**
   * The time to repair it. Left out: until it is healed.
   */
  durationSeconds: number | null;
  /**
   * That it strikes at all; drawn once a run, apart from everything else that is drawn.
   */
  probability: number;
  kind: "reorder";
  percent: number;
  byMs: number;
}
/**
 * A share of the messages fails whenever it is handled, however often it is tried.
 */
export interface Poison {
  /**
   * The id of a node or an edge, or the name of a zone.
   */
  target: string;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  /**
   * The time to repair it. Left out: until it is healed.
   */
  durationSeconds: number | null;
  /**
   * That it strikes at all; drawn once a run, apart from everything else that is drawn.
   */
  probability: number;
  kind: "poison";
  percent: number;
}
/**
 * A source sends a multiple of its rate.
 */
export interface TrafficSpike {
  /**
   * The id of a node or an edge, or the name of a zone.
   */
  target: string;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  /**
   * The time to repair it. Left out: until it is healed.
   */
  durationSeconds: number | null;
  /**
   * That it strikes at all; drawn once a run, apart from everything else that is drawn.
   */
  probability: number;
  kind: "traffic_spike";
  factor: number;
}
/**
 * A share of what a source sends has one and the same key.
 */
export interface KeySkew {
  /**
   * The id of a node or an edge, or the name of a zone.
   */
  target: string;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  /**
   * The time to repair it. Left out: until it is healed.
   */
  durationSeconds: number | null;
  /**
   * That it strikes at all; drawn once a run, apart from everything else that is drawn.
   */
  probability: number;
  kind: "key_skew";
  percent: number;
}
/**
 * RabbitMQ blocks everybody who publishes until it has memory again; who consumes goes on.
 */
export interface MemoryAlarm {
  /**
   * The id of a node or an edge, or the name of a zone.
   */
  target: string;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  /**
   * The time to repair it. Left out: until it is healed.
   */
  durationSeconds: number | null;
  /**
   * That it strikes at all; drawn once a run, apart from everything else that is drawn.
   */
  probability: number;
  kind: "memory_alarm";
}
/**
 * A broker cannot keep anything more: publishing fails or blocks, as the broker has it.
 */
export interface DiskFull {
  /**
   * The id of a node or an edge, or the name of a zone.
   */
  target: string;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  /**
   * The time to repair it. Left out: until it is healed.
   */
  durationSeconds: number | null;
  /**
   * That it strikes at all; drawn once a run, apart from everything else that is drawn.
   */
  probability: number;
  kind: "disk_full";
}
/**
 * No more than so many messages a second get through.
 */
export interface Throttle {
  /**
   * The id of a node or an edge, or the name of a zone.
   */
  target: string;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  /**
   * The time to repair it. Left out: until it is healed.
   */
  durationSeconds: number | null;
  /**
   * That it strikes at all; drawn once a run, apart from everything else that is drawn.
   */
  probability: number;
  kind: "throttle";
  perSecond: number;
}
/**
 * A node's clock is wrong: the time stamps of what it publishes to Kafka, and how long it remembers what it has
 * handled. Everybody else has a clock of its own.
 */
export interface ClockSkew {
  /**
   * The id of a node or an edge, or the name of a zone.
   */
  target: string;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  /**
   * The time to repair it. Left out: until it is healed.
   */
  durationSeconds: number | null;
  /**
   * That it strikes at all; drawn once a run, apart from everything else that is drawn.
   */
  probability: number;
  kind: "clock_skew";
  /**
   * Negative: behind.
   */
  ms: number;
}
/**
 * Members come and go, so that the group rebalances again and again.
 */
export interface RebalanceStorm {
  /**
   * The id of a node or an edge, or the name of a zone.
   */
  target: string;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  /**
   * The time to repair it. Left out: until it is healed.
   */
  durationSeconds: number | null;
  /**
   * That it strikes at all; drawn once a run, apart from everything else that is drawn.
   */
  probability: number;
  kind: "rebalance_storm";
  everySeconds: number;
}
/**
 * A consumer does its work on a share of the messages and calls, dies before it says so, and is back at once. Of a
 * Kafka partition all comes again since the last commit.
 */
export interface CrashBeforeAck {
  /**
   * The id of a node or an edge, or the name of a zone.
   */
  target: string;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  /**
   * The time to repair it. Left out: until it is healed.
   */
  durationSeconds: number | null;
  /**
   * That it strikes at all; drawn once a run, apart from everything else that is drawn.
   */
  probability: number;
  kind: "crash_before_ack";
  percent: number;
}
/**
 * Several faults at once, a selection or what a zone holds: one line of the log, healed by one id.
 */
export interface Strike {
  kind: "strike";
  faults: (
    | Crash
    | BrokerNodeLoss
    | LeaderLoss
    | ZoneLoss
    | NetworkPartition
    | AddedLatency
    | PacketLoss
    | ErrorRate
    | Slow
    | Stuck
    | Duplicate
    | Reorder
    | Poison
    | TrafficSpike
    | KeySkew
    | MemoryAlarm
    | DiskFull
    | Throttle
    | ClockSkew
    | RebalanceStorm
    | CrashBeforeAck
  )[];
}
export interface Unleash {
  kind: "unleash";
  monkey: Monkey;
}
/**
 * Strikes at random within its blast radius; the same seed strikes the same way.
 */
export interface Monkey {
  /**
   * Nodes, edges and zones that may be struck, with what lives in them and what runs between them. None named: everything.
   */
  targets: string[];
  /**
   * Each is as likely.
   */
  kinds: (
    | "crash"
    | "broker_node_loss"
    | "leader_loss"
    | "zone_loss"
    | "partition"
    | "latency"
    | "packet_loss"
    | "error_rate"
    | "slow"
    | "stuck"
    | "duplicate"
    | "reorder"
    | "poison"
    | "traffic_spike"
    | "key_skew"
    | "memory_alarm"
    | "disk_full"
    | "throttle"
    | "clock_skew"
    | "rebalance_storm"
    | "crash_before_ack"
  )[];
  /**
   * On average, at random moments. More often, no effect could be told from the one before.
   */
  perMinute: number;
  /**
   * What would be one more is left out.
   */
  atMost: number;
  shortestSeconds: number;
  longestSeconds: number;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  /**
   * No fault begins later; the last ones run out.
   */
  durationSeconds: number;
  /**
   * Left out: the run's.
   */
  seed: number | null;
}
/**
 * Ends a fault. By the id of a strike or a monkey: all of its faults, those still to come included.
 */
export interface Heal {
  kind: "heal";
  fault: string;
}
export interface HealAll {
  kind: "heal_all";
}
/**
 * What an operator does: seek, redrive, scale, purge, tune.
 */
export interface Operate {
  kind: "operate";
  operation: Seek | Redrive | Scale | Purge | Tune;
}
/**
 * A consumer group goes to another place in its log: back to read again, or ahead to leave something out.
 */
export interface Seek {
  /**
   * The id of a node or an edge.
   */
  target: string;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  kind: "seek";
  to: "earliest" | "latest" | "seconds_ago";
  /**
   * For seconds_ago.
   */
  seconds: number;
}
/**
 * What lies in a dead letter queue goes back to where it came from.
 */
export interface Redrive {
  /**
   * The id of a node or an edge.
   */
  target: string;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  kind: "redrive";
  /**
   * Left out: as fast as it goes.
   */
  perSecond: number | null;
}
/**
 * A node gets more or fewer instances.
 */
export interface Scale {
  /**
   * The id of a node or an edge.
   */
  target: string;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  kind: "scale";
  instances: number;
}
/**
 * Everything that waits in a queue is thrown away.
 */
export interface Purge {
  /**
   * The id of a node or an edge.
   */
  target: string;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  kind: "purge";
}
/**
 * A number of a node or an edge gets another value, and keeps it.
 */
export interface Tune {
  /**
   * The id of a node or an edge.
   */
  target: string;
  /**
   * Simulated time. In a live run: not before now.
   */
  atSeconds: number;
  kind: "tune";
  /**
   * Slots of each instance; messages per second of a source; mean time of the work in ms; failures in percent; timeout of a call in ms; repetitions of a call or a delivery.
   */
  number: "concurrency" | "rate" | "work" | "failure" | "timeout" | "retries";
  /**
   * In the unit of what is changed.
   */
  value: number;
}
export interface Stop {
  kind: "stop";
}
/**
 * An event that a step went over.
 */
export interface SteppedEvent {
  number: number;
  time: number;
  kind: string;
  node: string | null;
  edge: string | null;
  channel: string | null;
  message: number | null;
  words: string;
  steps: TraceStep[];
}
export interface TraceStep {
  time: number;
  what:
    | "begun"
    | "published"
    | "held_back"
    | "arrived"
    | "copied"
    | "handed_out"
    | "work_begun"
    | "handled"
    | "effect_skipped"
    | "effect_repeated"
    | "attempt_failed"
    | "retry_planned"
    | "acknowledged"
    | "given_back"
    | "rejected"
    | "interrupted"
    | "given_out_again"
    | "ended_badly"
    | "kept_dead"
    | "called"
    | "call_refused"
    | "call_arrived"
    | "answered"
    | "answered_nobody"
    | "call_overdue"
    | "saga_started"
    | "saga_step"
    | "saga_committed"
    | "saga_compensates"
    | "saga_undoes"
    | "saga_compensated"
    | "saga_stuck"
    | "replied"
    | "reply_lost";
  words: string;
  eventType: string;
  node: string | null;
  edge: string | null;
  channel: string | null;
  instance: number | null;
  attempt: number | null;
  delivery: number | null;
  seconds: number | null;
  reason: string | null;
  times: number;
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
  conflicts: Conflicts;
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
  instances: number | null;
  utilisation: number;
  waiting: number;
  waitingByPartition: number[];
  behind: number | null;
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
export interface Conflicts {
  [k: string]: number;
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
  because: string | null;
  via: string[];
}
/**
 * What a slice did: its frames in order, and the run itself where that has changed.
 */
export interface FramesMessage {
  type: "frames";
  frames: Frame[];
  run: RunInfo | null;
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
