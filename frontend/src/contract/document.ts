/* Generated from the schema by `npm run contract`. Not edited by hand. */

export interface Document {
  schemaVersion: 1;
  title: string;
  description: string;
  story: Story | null;
  eventTypes: EventTypes;
  nodes: Nodes;
  edges: Edges;
  scenarios: Scenarios;
}
/**
 * Three sentences beside a template: what to watch, what to break, what you learn.
 */
export interface Story {
  watch: string;
  breakIt: string;
  learn: string;
}
export interface EventTypes {
  [k: string]: EventType;
}
export interface EventType {
  name: string;
  /**
   * A fact inside its context, a fact for others, or a request.
   */
  kind: "domain_event" | "integration_event" | "command";
  description: string;
  /**
   * The payload field that decides partition and order.
   */
  key: string;
  /**
   * How many different keys occur; keys are drawn uniformly.
   */
  keyCount: number;
  sizeBytes: number;
  payload: Payload;
}
/**
 * JSON Schema of the payload.
 */
export interface Payload {
  [k: string]: unknown;
}
export interface Nodes {
  [k: string]:
    | Clients
    | Schedule
    | Trace
    | ApiGateway
    | Service
    | ExternalSystem
    | Saga
    | KafkaCluster
    | KafkaTopic
    | RabbitMq
    | RabbitMqExchange
    | RabbitMqQueue
    | AwsMessaging
    | SqsQueue
    | SnsTopic
    | RedisServer
    | RedisStream
    | DeadLetterQueue
    | Database
    | EventStore
    | Projection;
}
/**
 * People or systems that send requests or events at a rate.
 */
export interface Clients {
  name: string;
  description: string;
  position: Position;
  kind: "clients";
  workload: PoissonArrivals | ConstantArrivals | BurstArrivals;
  sends: Share[];
}
export interface Position {
  x: number;
  y: number;
}
export interface PoissonArrivals {
  kind: "poisson";
  /**
   * Independent arrivals.
   */
  perSecond: number;
}
export interface ConstantArrivals {
  kind: "constant";
  /**
   * Evenly spaced arrivals.
   */
  perSecond: number;
}
/**
 * Poisson arrivals at one rate while on, at another while off.
 */
export interface BurstArrivals {
  kind: "burst";
  onPerSecond: number;
  offPerSecond: number;
  onSeconds: number;
  offSeconds: number;
}
export interface Share {
  eventType: string;
  /**
   * Its share among everything the source sends.
   */
  weight: number;
}
/**
 * A clock: a batch of messages at a fixed interval.
 */
export interface Schedule {
  name: string;
  description: string;
  position: Position1;
  kind: "schedule";
  everySeconds: number;
  batch: number;
  sends: Share[];
}
export interface Position1 {
  x: number;
  y: number;
}
/**
 * Recorded traffic, played back at the moments it was seen.
 */
export interface Trace {
  name: string;
  description: string;
  position: Position2;
  kind: "trace";
  points: TracePoint[];
  /**
   * Left out: played once.
   */
  repeatEverySeconds: number | null;
}
export interface Position2 {
  x: number;
  y: number;
}
export interface TracePoint {
  at: number;
  eventType: string;
  /**
   * Left out: drawn like every other key.
   */
  key: number | null;
}
/**
 * The synchronous edge: takes requests and calls what stands behind it.
 */
export interface ApiGateway {
  name: string;
  description: string;
  position: Position3;
  instances: number;
  /**
   * Requests open at once.
   */
  concurrency: number;
  /**
   * Routing and authentication of one request.
   */
  work: Constant | Exponential | LogNormal | Uniform;
  /**
   * Of attempts, at the end of their work.
   */
  failurePercent: number;
  /**
   * Synchronous calls that may wait for a slot; more are refused.
   */
  queueLimit: number;
  kind: "api_gateway";
}
export interface Position3 {
  x: number;
  y: number;
}
export interface Constant {
  kind: "constant";
  ms: number;
}
export interface Exponential {
  kind: "exponential";
  mean: number;
}
/**
 * Given by its median and the 99th percentile, which people can read off a dashboard.
 */
export interface LogNormal {
  kind: "lognormal";
  median: number;
  p99: number;
}
export interface Uniform {
  kind: "uniform";
  low: number;
  high: number;
}
/**
 * Handles events and calls: event in, work, events out.
 */
export interface Service {
  name: string;
  description: string;
  position: Position4;
  instances: number;
  /**
   * Messages worked on at once.
   */
  concurrency: number;
  /**
   * Time of the node's own work on one message, without its calls.
   */
  work: Constant | Exponential | LogNormal | Uniform;
  /**
   * Of attempts, at the end of their work.
   */
  failurePercent: number;
  /**
   * Synchronous calls that may wait for a slot; more are refused.
   */
  queueLimit: number;
  kind: "service";
  retry: RetryPolicy;
  /**
   * Remembers what it has handled, so that a redelivery has no second effect.
   */
  idempotent: boolean;
  handlers: Handlers;
}
export interface Position4 {
  x: number;
  y: number;
}
export interface RetryPolicy {
  /**
   * Attempts after the first; then the message is dead-lettered, or dropped.
   */
  maxRetries: number;
  backoff: "none" | "fixed" | "exponential";
  baseMs: number;
  /**
   * Each delay is this many times the last.
   */
  factor: number;
  maxMs: number;
  /**
   * equal: half the delay is random; full: all of it. Spreads a herd of retries.
   */
  jitter: "none" | "equal" | "full";
  /**
   * requeue: others go first (a retry topic or queue). in_place: the slot and the partition wait.
   */
  mode: "requeue" | "in_place";
}
export interface Handlers {
  [k: string]: Handler;
}
/**
 * What a service does with one type of event: work, then one of the outcomes.
 */
export interface Handler {
  on: string;
  /**
   * Left out: as the service's own.
   */
  work: (Constant | Exponential | LogNormal | Uniform) | null;
  /**
   * Of attempts. Left out: as the service's own.
   */
  failurePercent: number | null;
  outcomes: Outcome[];
  /**
   * After the last retry has failed.
   */
  onFailure: string[];
}
/**
 * One way handling can end well, and what is sent then.
 */
export interface Outcome {
  name: string;
  /**
   * How often, against the other outcomes.
   */
  weight: number;
  emits: string[];
}
/**
 * Somebody else's service: you can call it, not fix it.
 */
export interface ExternalSystem {
  name: string;
  description: string;
  position: Position5;
  instances: number;
  /**
   * Requests it takes at once.
   */
  concurrency: number;
  /**
   * Time of the node's own work on one message, without its calls.
   */
  work: Constant | Exponential | LogNormal | Uniform;
  /**
   * Of attempts, at the end of their work.
   */
  failurePercent: number;
  /**
   * Synchronous calls that may wait for a slot; more are refused.
   */
  queueLimit: number;
  kind: "external_system";
  retry: RetryPolicy1;
}
export interface Position5 {
  x: number;
  y: number;
}
export interface RetryPolicy1 {
  /**
   * Attempts after the first; then the message is dead-lettered, or dropped.
   */
  maxRetries: number;
  backoff: "none" | "fixed" | "exponential";
  baseMs: number;
  /**
   * Each delay is this many times the last.
   */
  factor: number;
  maxMs: number;
  /**
   * equal: half the delay is random; full: all of it. Spreads a herd of retries.
   */
  jitter: "none" | "equal" | "full";
  /**
   * requeue: others go first (a retry topic or queue). in_place: the slot and the partition wait.
   */
  mode: "requeue" | "in_place";
}
/**
 * An orchestrator: starts on an event, goes through its steps, compensates in reverse order.
 */
export interface Saga {
  name: string;
  description: string;
  position: Position6;
  instances: number;
  concurrency: number;
  /**
   * Time to take one event and decide.
   */
  work: Constant | Exponential | LogNormal | Uniform;
  /**
   * Of attempts, at the end of their work.
   */
  failurePercent: number;
  /**
   * Synchronous calls that may wait for a slot; more are refused.
   */
  queueLimit: number;
  kind: "saga";
  startsOn: string | null;
  steps: SagaStep[];
  committedEmits: string[];
  compensatedEmits: string[];
}
export interface Position6 {
  x: number;
  y: number;
}
/**
 * One step: send a command (or only wait), until an event says how it went.
 */
export interface SagaStep {
  name: string;
  /**
   * Left out: somebody else starts the step, the saga only waits.
   */
  command: string | null;
  succeedsOn: string;
  failsOn: string[];
  /**
   * No answer by then: the step failed.
   */
  timeoutMs: number;
  /**
   * Sent when a later step fails.
   */
  compensation: string | null;
  /**
   * The event that confirms it; waited for, and stuck without it. Left out: not waited for.
   */
  compensatedOn: string | null;
}
export interface KafkaCluster {
  name: string;
  description: string;
  position: Position7;
  kind: "kafka";
  /**
   * From send to readable, batching included.
   */
  latencyMs: number;
  /**
   * How long a producer keeps trying while the cluster is down.
   */
  deliveryTimeoutMs: number;
  /**
   * A crashed member's partitions stand still this long.
   */
  sessionTimeoutMs: number;
  /**
   * What was handled since the last commit comes again after a crash.
   */
  autoCommitIntervalMs: number;
}
export interface Position7 {
  x: number;
  y: number;
}
export interface KafkaTopic {
  name: string;
  description: string;
  position: Position8;
  parent: string;
  kind: "kafka_topic";
  /**
   * A group works on at most this many messages at once.
   */
  partitions: number;
}
export interface Position8 {
  x: number;
  y: number;
}
export interface RabbitMq {
  name: string;
  description: string;
  position: Position9;
  kind: "rabbitmq";
  /**
   * From publish to ready in the queue.
   */
  latencyMs: number;
  /**
   * While the broker is down.
   */
  deliveryTimeoutMs: number;
}
export interface Position9 {
  x: number;
  y: number;
}
export interface RabbitMqExchange {
  name: string;
  description: string;
  position: Position10;
  parent: string;
  kind: "rabbitmq_exchange";
  /**
   * direct: binding key equals routing key. topic: * is one word, # any number. fanout: all.
   */
  exchangeType: "direct" | "topic" | "fanout";
}
export interface Position10 {
  x: number;
  y: number;
}
export interface RabbitMqQueue {
  name: string;
  description: string;
  position: Position11;
  parent: string;
  kind: "rabbitmq_queue";
  queueType: "quorum" | "classic";
  /**
   * A quorum queue gives a message up after this many returns.
   */
  deliveryLimit: number;
}
export interface Position11 {
  x: number;
  y: number;
}
export interface AwsMessaging {
  name: string;
  description: string;
  position: Position12;
  kind: "sqs";
  /**
   * From SendMessage to receivable.
   */
  latencyMs: number;
  /**
   * While the service is down.
   */
  deliveryTimeoutMs: number;
}
export interface Position12 {
  x: number;
  y: number;
}
export interface SqsQueue {
  name: string;
  description: string;
  position: Position13;
  parent: string;
  kind: "sqs_queue";
  /**
   * Order per message group; a group waits for its message in flight.
   */
  fifo: boolean;
  /**
   * A message that was not deleted by then comes again.
   */
  visibilityTimeoutMs: number;
  /**
   * Redrive policy; a message received this often without success moves to the dead letter queue.
   */
  maxReceiveCount: number;
}
export interface Position13 {
  x: number;
  y: number;
}
export interface SnsTopic {
  name: string;
  description: string;
  position: Position14;
  parent: string;
  kind: "sns_topic";
}
export interface Position14 {
  x: number;
  y: number;
}
export interface RedisServer {
  name: string;
  description: string;
  position: Position15;
  kind: "redis";
  latencyMs: number;
  /**
   * While the server is down.
   */
  deliveryTimeoutMs: number;
}
export interface Position15 {
  x: number;
  y: number;
}
export interface RedisStream {
  name: string;
  description: string;
  position: Position16;
  parent: string;
  kind: "redis_stream";
  /**
   * How long an entry of a dead consumer stays pending before another claims it.
   */
  claimMinIdleMs: number;
}
export interface Position16 {
  x: number;
  y: number;
}
export interface DeadLetterQueue {
  name: string;
  description: string;
  position: Position17;
  kind: "dead_letter_queue";
  parent: string | null;
}
export interface Position17 {
  x: number;
  y: number;
}
/**
 * Reads and writes; with an outbox, what was written is also published, in one transaction.
 */
export interface Database {
  name: string;
  description: string;
  position: Position18;
  instances: number;
  concurrency: number;
  work: Constant | Exponential | LogNormal | Uniform;
  /**
   * Of attempts, at the end of their work.
   */
  failurePercent: number;
  /**
   * Synchronous calls that may wait for a slot; more are refused.
   */
  queueLimit: number;
  kind: "database";
  /**
   * Publishes what was written over its publish edges.
   */
  outbox: Outbox | null;
}
export interface Position18 {
  x: number;
  y: number;
}
export interface Outbox {
  /**
   * How often written events are picked up and published.
   */
  relayIntervalMs: number;
}
/**
 * Keeps every event in order; what is appended goes to all that subscribe.
 */
export interface EventStore {
  name: string;
  description: string;
  position: Position19;
  instances: number;
  concurrency: number;
  work: Constant | Exponential | LogNormal | Uniform;
  /**
   * Of attempts, at the end of their work.
   */
  failurePercent: number;
  /**
   * Synchronous calls that may wait for a slot; more are refused.
   */
  queueLimit: number;
  kind: "event_store";
  /**
   * Order holds within each.
   */
  partitions: number;
}
export interface Position19 {
  x: number;
  y: number;
}
/**
 * A read model: folds events into a view, behind by however long that takes.
 */
export interface Projection {
  name: string;
  description: string;
  position: Position20;
  instances: number;
  /**
   * Events applied at once.
   */
  concurrency: number;
  work: Constant | Exponential | LogNormal | Uniform;
  /**
   * Of attempts, at the end of their work.
   */
  failurePercent: number;
  /**
   * Synchronous calls that may wait for a slot; more are refused.
   */
  queueLimit: number;
  kind: "projection";
  retry: RetryPolicy2;
  /**
   * A redelivered event changes nothing.
   */
  idempotent: boolean;
}
export interface Position20 {
  x: number;
  y: number;
}
export interface RetryPolicy2 {
  /**
   * Attempts after the first; then the message is dead-lettered, or dropped.
   */
  maxRetries: number;
  backoff: "none" | "fixed" | "exponential";
  baseMs: number;
  /**
   * Each delay is this many times the last.
   */
  factor: number;
  maxMs: number;
  /**
   * equal: half the delay is random; full: all of it. Spreads a herd of retries.
   */
  jitter: "none" | "equal" | "full";
  /**
   * requeue: others go first (a retry topic or queue). in_place: the slot and the partition wait.
   */
  mode: "requeue" | "in_place";
}
export interface Edges {
  [k: string]: Publish | Subscribe | Call | Read | Write | DeadLetter;
}
/**
 * Sends events into a channel, without waiting for who reads them.
 */
export interface Publish {
  source: string;
  target: string;
  name: string | null;
  kind: "publish";
  /**
   * Only these of the sender's events; none named: all.
   */
  eventTypes: string[];
  /**
   * For exchanges. Left empty: the event type's id.
   */
  routingKey: string;
  /**
   * Added to the broker's own.
   */
  latencyMs: number;
}
/**
 * Receives a copy of what a channel keeps; consumers with the same group share one copy.
 */
export interface Subscribe {
  source: string;
  target: string;
  name: string | null;
  kind: "subscribe";
  /**
   * Left empty: the consumer's own id.
   */
  group: string;
  /**
   * For exchanges: * is one word, # any number of words.
   */
  bindingKey: string;
  /**
   * Only these event types; none named: all.
   */
  eventTypes: string[];
  /**
   * Messages handed out and not yet acknowledged; 0: no limit. RabbitMQ.
   */
  prefetch: number;
  latencyMs: number;
}
/**
 * Asks and waits for the answer.
 */
export interface Call {
  source: string;
  target: string;
  name: string | null;
  /**
   * Only for these event types; none named: always.
   */
  on: string[];
  /**
   * The caller's slot is held until then.
   */
  timeoutMs: number;
  /**
   * Each way.
   */
  latencyMs: number;
  /**
   * Of the call itself, right after it failed.
   */
  retries: number;
  kind: "call";
  /**
   * Left out: passes on what it handles.
   */
  sends: string | null;
  circuitBreaker: CircuitBreaker | null;
}
export interface CircuitBreaker {
  failures: number;
  /**
   * Then one call tries again.
   */
  openMs: number;
}
/**
 * Reads from a store or a read model and waits for it.
 */
export interface Read {
  source: string;
  target: string;
  name: string | null;
  /**
   * Only for these event types; none named: always.
   */
  on: string[];
  /**
   * The caller's slot is held until then.
   */
  timeoutMs: number;
  /**
   * Each way.
   */
  latencyMs: number;
  /**
   * Of the call itself, right after it failed.
   */
  retries: number;
  kind: "read";
}
/**
 * Writes to a store and waits for it; what an event store or an outbox then passes on is what `sends` names.
 */
export interface Write {
  source: string;
  target: string;
  name: string | null;
  /**
   * Only for these event types; none named: always.
   */
  on: string[];
  /**
   * The caller's slot is held until then.
   */
  timeoutMs: number;
  /**
   * Each way.
   */
  latencyMs: number;
  /**
   * Of the call itself, right after it failed.
   */
  retries: number;
  kind: "write";
  /**
   * Left out: what it handles.
   */
  sends: string | null;
}
/**
 * Where a message goes when its retries are used up.
 */
export interface DeadLetter {
  source: string;
  target: string;
  name: string | null;
  kind: "dead_letter";
}
export interface Scenarios {
  [k: string]: Scenario;
}
/**
 * Faults at set times, to run again and again.
 */
export interface Scenario {
  name: string;
  description: string;
  untilSeconds: number;
  seed: number;
  faults: (Crash | AddedLatency | ErrorRate | Slow | TrafficSpike)[];
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
