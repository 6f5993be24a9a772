/* Generated from the schema by `npm run contract`. Not edited by hand. */

export interface Document {
  schemaVersion: 3;
  title: string;
  description: string;
  story: Story | null;
  eventTypes: EventTypes;
  nodes: Nodes;
  edges: Edges;
  scenarios: Scenarios;
  experiments: Experiments;
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
   * The payload field that decides partition and order. Empty: no key, and no order to keep.
   */
  key: string;
  /**
   * How many different keys occur.
   */
  keyCount: number;
  keyDistribution: UniformKeys | ZipfKeys | HotKey;
  /**
   * The mean. What is larger than a broker takes is lost there.
   */
  sizeBytes: number;
  /**
   * uniform: from nothing to twice the mean.
   */
  sizeDistribution: "constant" | "exponential" | "uniform";
  headers: Headers;
  payload: Payload;
}
/**
 * Every key as often as every other.
 */
export interface UniformKeys {
  kind: "uniform";
}
/**
 * The n-th most frequent key occurs in proportion to n to the power of minus the exponent.
 */
export interface ZipfKeys {
  kind: "zipf";
  /**
   * 0: all alike. 1: as words in a text.
   */
  exponent: number;
}
/**
 * One key stands out; the others share the rest evenly.
 */
export interface HotKey {
  kind: "hot_key";
  percent: number;
}
/**
 * Sent with every message of this type; bindings of headers exchanges and SNS filters look at them.
 */
export interface Headers {
  [k: string]: string;
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
    | NatsServers
    | NatsStream
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
  /**
   * The availability zone it stands in; it goes down with it. Empty: in none.
   */
  zone: string;
  kind: "clients";
  workload:
    | PoissonArrivals
    | ConstantArrivals
    | BurstArrivals
    | DiurnalArrivals
    | RampArrivals
    | StepArrivals
    | SpikeArrivals
    | ClosedLoop;
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
/**
 * Poisson arrivals whose rate follows a cosine: a day with its busy and its quiet hours.
 */
export interface DiurnalArrivals {
  kind: "diurnal";
  perSecond: number;
  /**
   * How far the rate goes above and below its mean.
   */
  swingPercent: number;
  periodSeconds: number;
  /**
   * Of each period.
   */
  peakAtSeconds: number;
}
/**
 * Poisson arrivals whose rate goes in a straight line from one value to another, and stays there.
 */
export interface RampArrivals {
  kind: "ramp";
  fromPerSecond: number;
  toPerSecond: number;
  overSeconds: number;
}
/**
 * Poisson arrivals at one rate after the other; nothing before the first step.
 */
export interface StepArrivals {
  kind: "steps";
  /**
   * Each rate holds until the next.
   */
  steps: RateStep[];
}
export interface RateStep {
  atSeconds: number;
  perSecond: number;
}
/**
 * Poisson arrivals at one rate, and once, for a while, at another.
 */
export interface SpikeArrivals {
  kind: "spike";
  perSecond: number;
  peakPerSecond: number;
  atSeconds: number;
  forSeconds: number;
}
/**
 * A fixed number of users: each sends, waits for the answer, thinks, and sends again.
 */
export interface ClosedLoop {
  kind: "closed_loop";
  users: number;
  /**
   * Between an answer and the next request. At least 1 ms after a request that took no time at all.
   */
  think: Constant | Exponential | LogNormal | Uniform | Gamma | Empirical;
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
 * A sum of `shape` exponential stages: 1 is exponential, the more the steadier.
 */
export interface Gamma {
  kind: "gamma";
  mean: number;
  /**
   * 1: exponential. More: steadier. Less: wilder. Variance is mean² / shape.
   */
  shape: number;
}
/**
 * What was measured: exactly these times, each as often as its weight says.
 */
export interface Empirical {
  kind: "empirical";
  /**
   * Drawn by weight; nothing in between.
   */
  values: Measured[];
}
/**
 * One time that was seen, and how often.
 */
export interface Measured {
  ms: number;
  /**
   * How often, against the other times.
   */
  weight: number;
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
  /**
   * The availability zone it stands in; it goes down with it. Empty: in none.
   */
  zone: string;
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
  /**
   * The availability zone it stands in; it goes down with it. Empty: in none.
   */
  zone: string;
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
  /**
   * Left out: drawn as the event type's.
   */
  size: number | null;
}
/**
 * The synchronous edge: takes requests and calls what stands behind it.
 */
export interface ApiGateway {
  name: string;
  description: string;
  position: Position3;
  /**
   * The availability zone it stands in; it goes down with it. Empty: in none.
   */
  zone: string;
  instances: number;
  /**
   * Requests open at once.
   */
  concurrency: number;
  /**
   * Routing and authentication of one request.
   */
  work: Constant | Exponential | LogNormal | Uniform | Gamma | Empirical;
  /**
   * Of attempts, at the end of their work.
   */
  failurePercent: number;
  /**
   * Synchronous calls that may wait for a slot; more are refused.
   */
  queueLimit: number;
  /**
   * A new or restarted instance works only after this.
   */
  coldStartMs: number;
  rateLimit: RateLimit | null;
  /**
   * Starts with its instances, brought within these limits.
   */
  autoscaling: Autoscaling | null;
  kind: "api_gateway";
}
export interface Position3 {
  x: number;
  y: number;
}
/**
 * A token bucket: work starts only with a token.
 */
export interface RateLimit {
  perSecond: number;
  /**
   * Tokens that may have been saved up.
   */
  burst: number;
}
/**
 * Adds and removes instances by what they have not finished.
 */
export interface Autoscaling {
  minInstances: number;
  maxInstances: number;
  /**
   * Messages and calls, waiting or in work, that one instance is to have. Of a Kafka topic: what is not committed.
   */
  targetLag: number;
  everySeconds: number;
  cooldownSeconds: number;
  /**
   * Keeps as many instances as were asked for at any look within this time. 0: only those of the last.
   */
  scaleDownStabilizationSeconds: number;
}
/**
 * Handles events and calls: event in, work, events out.
 */
export interface Service {
  name: string;
  description: string;
  position: Position4;
  /**
   * The availability zone it stands in; it goes down with it. Empty: in none.
   */
  zone: string;
  instances: number;
  /**
   * Messages worked on at once.
   */
  concurrency: number;
  /**
   * Time of the node's own work on one message, without its calls.
   */
  work: Constant | Exponential | LogNormal | Uniform | Gamma | Empirical;
  /**
   * Of attempts, at the end of their work.
   */
  failurePercent: number;
  /**
   * Synchronous calls that may wait for a slot; more are refused.
   */
  queueLimit: number;
  /**
   * A new or restarted instance works only after this.
   */
  coldStartMs: number;
  rateLimit: RateLimit | null;
  /**
   * Starts with its instances, brought within these limits.
   */
  autoscaling: Autoscaling | null;
  kind: "service";
  retry: RetryPolicy;
  /**
   * Remembers what it has handled, so that a redelivery has no second effect.
   */
  idempotent: boolean;
  /**
   * shared: in a store that all instances ask. memory: by each instance, gone with it. inbox: in the same transaction as the work, so that a crash leaves both or neither.
   */
  idempotencyStore: "shared" | "memory" | "inbox";
  /**
   * Left out: for good.
   */
  idempotencyWindowSeconds: number | null;
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
   * Spreads a herd of retries. equal: half the delay is random; full: all of it; decorrelated: between the first delay and three times the last one.
   */
  jitter: "none" | "equal" | "full" | "decorrelated";
  /**
   * in_place: the slot and the partition wait. retry_topic: others go first, it comes back after its backoff. requeue: handed back by the broker's own means (nack, seek back, visibility timeout, left pending).
   */
  mode: "in_place" | "retry_topic" | "requeue";
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
  work: (Constant | Exponential | LogNormal | Uniform | Gamma | Empirical) | null;
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
  /**
   * The availability zone it stands in; it goes down with it. Empty: in none.
   */
  zone: string;
  instances: number;
  /**
   * Requests it takes at once.
   */
  concurrency: number;
  /**
   * Time of the node's own work on one message, without its calls.
   */
  work: Constant | Exponential | LogNormal | Uniform | Gamma | Empirical;
  /**
   * Of attempts, at the end of their work.
   */
  failurePercent: number;
  /**
   * Synchronous calls that may wait for a slot; more are refused.
   */
  queueLimit: number;
  /**
   * A new or restarted instance works only after this.
   */
  coldStartMs: number;
  rateLimit: RateLimit | null;
  /**
   * Starts with its instances, brought within these limits.
   */
  autoscaling: Autoscaling | null;
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
   * Spreads a herd of retries. equal: half the delay is random; full: all of it; decorrelated: between the first delay and three times the last one.
   */
  jitter: "none" | "equal" | "full" | "decorrelated";
  /**
   * in_place: the slot and the partition wait. retry_topic: others go first, it comes back after its backoff. requeue: handed back by the broker's own means (nack, seek back, visibility timeout, left pending).
   */
  mode: "in_place" | "retry_topic" | "requeue";
}
/**
 * An orchestrator: starts on an event, goes through its steps, compensates in reverse order.
 */
export interface Saga {
  name: string;
  description: string;
  position: Position6;
  /**
   * The availability zone it stands in; it goes down with it. Empty: in none.
   */
  zone: string;
  instances: number;
  concurrency: number;
  /**
   * Time to take one event and decide.
   */
  work: Constant | Exponential | LogNormal | Uniform | Gamma | Empirical;
  /**
   * Of attempts, at the end of their work.
   */
  failurePercent: number;
  /**
   * Synchronous calls that may wait for a slot; more are refused.
   */
  queueLimit: number;
  /**
   * A new or restarted instance works only after this.
   */
  coldStartMs: number;
  rateLimit: RateLimit | null;
  /**
   * Starts with its instances, brought within these limits.
   */
  autoscaling: Autoscaling | null;
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
  /**
   * When it is not confirmed within the timeout; after the last one the saga is stuck.
   */
  compensationRetries: number;
  /**
   * Before each of these retries.
   */
  compensationBackoffMs: number;
}
export interface KafkaCluster {
  name: string;
  description: string;
  position: Position7;
  /**
   * The availability zone it stands in; it goes down with it. Empty: in none.
   */
  zone: string;
  kind: "kafka";
  /**
   * 3.9: producers do not linger unless told to.
   */
  version: "4.0" | "3.9";
  /**
   * Partitions and their replicas are spread over them.
   */
  brokers: number;
  /**
   * The servers stand in these availability zones in turn. None named: all in the broker's own zone.
   */
  zones: string[];
  /**
   * From send to readable, without lingering.
   */
  latencyMs: number;
  /**
   * How long a producer keeps trying while the cluster is down or has too few replicas in sync.
   */
  deliveryTimeoutMs: number;
  /**
   * A crashed member's partitions stand still this long. Below 6 s only if the broker's minimum is lowered.
   */
  sessionTimeoutMs: number;
  /**
   * Shorter than the session timeout, usually at most a third of it.
   */
  heartbeatIntervalMs: number;
  /**
   * A consumer that works longer on what one poll gave it leaves its group.
   */
  maxPollIntervalMs: number;
  maxPollRecords: number;
  /**
   * What was handled since the last commit comes again after a crash. 0: committed after every message.
   */
  autoCommitIntervalMs: number;
  /**
   * Until the members have joined and know their partitions; they join with their next heartbeat.
   */
  rebalanceMs: number;
  /**
   * Once the loss of the old leader is known.
   */
  electionMs: number;
  /**
   * How far followers are behind their leader.
   */
  replicationMs: number;
  /**
   * Its partitions have no leader until then.
   */
  failureDetectionMs: number;
}
export interface Position7 {
  x: number;
  y: number;
}
export interface KafkaTopic {
  name: string;
  description: string;
  position: Position8;
  /**
   * The availability zone it stands in; it goes down with it. Empty: in none.
   */
  zone: string;
  parent: string;
  kind: "kafka_topic";
  /**
   * A group works on at most this many messages at once.
   */
  partitions: number;
  /**
   * Copies of each partition, its leader's included; at most as many as there are brokers.
   */
  replicationFactor: number;
  /**
   * With fewer, a publish with acks=all fails. More than there are copies: every such publish fails.
   */
  minInsyncReplicas: number;
  /**
   * Older messages are deleted, read or not. Left out: kept for ever.
   */
  retentionMs: number | null;
  /**
   * The oldest messages beyond it are deleted, read or not. Left out: no limit.
   */
  retentionBytes: number | null;
  /**
   * A single message that is larger is refused for good; a batch is cut up and sent again.
   */
  maxMessageBytes: number;
  /**
   * With no replica in sync left, one that is behind takes over and what it lacks is lost. Off: waits.
   */
  uncleanLeaderElection: boolean;
  /**
   * How many messages that everybody has read can be read again. A limit of the simulation, not the broker.
   */
  history: number;
}
export interface Position8 {
  x: number;
  y: number;
}
export interface RabbitMq {
  name: string;
  description: string;
  position: Position9;
  /**
   * The availability zone it stands in; it goes down with it. Empty: in none.
   */
  zone: string;
  kind: "rabbitmq";
  /**
   * 3.13: a quorum queue has no delivery limit unless it is given one. 4.3: a nack that requeues does not count to it, a quorum queue has 32 priorities, and only quorum queues time out acknowledgements.
   */
  version: "4.0" | "3.13" | "4.3";
  /**
   * Quorum queues keep their replicas on them.
   */
  nodes: number;
  /**
   * The servers stand in these availability zones in turn. None named: all in the broker's own zone.
   */
  zones: string[];
  /**
   * From publish to ready in the queue.
   */
  latencyMs: number;
  /**
   * While the broker is down or blocks its publishers.
   */
  deliveryTimeoutMs: number;
  /**
   * The channel of who publishes a larger one is closed. Left out: 16 MiB, and 128 MiB before 4.0.
   */
  maxMessageBytes: number | null;
  /**
   * A consumer that holds a message longer is cut off and its messages go back to the queue.
   */
  consumerTimeoutMs: number;
}
export interface Position9 {
  x: number;
  y: number;
}
export interface RabbitMqExchange {
  name: string;
  description: string;
  position: Position10;
  /**
   * The availability zone it stands in; it goes down with it. Empty: in none.
   */
  zone: string;
  parent: string;
  kind: "rabbitmq_exchange";
  /**
   * direct: binding key equals routing key. topic: * is one word, # any number. fanout: all. headers: by the message's headers.
   */
  exchangeType: "direct" | "topic" | "fanout" | "headers";
  /**
   * Takes what no binding takes. Left out: it is dropped, or returned if published as mandatory.
   */
  alternateExchange: string | null;
}
export interface Position10 {
  x: number;
  y: number;
}
export interface RabbitMqQueue {
  name: string;
  description: string;
  position: Position11;
  /**
   * The availability zone it stands in; it goes down with it. Empty: in none.
   */
  zone: string;
  parent: string;
  kind: "rabbitmq_queue";
  queueType: "quorum" | "classic";
  /**
   * A quorum queue gives a message up that comes back more often than this; 0: the first time, -1: never. Left out, it is 20 since 4.0, and before there is no limit. 3.13 does not know -1.
   */
  deliveryLimit: number | null;
  /**
   * A message that waits longer expires. Left out: never.
   */
  messageTtlMs: number | null;
  /**
   * Of messages that wait. Left out: no limit.
   */
  maxLength: number | null;
  /**
   * Of messages that wait. Left out: no limit.
   */
  maxLengthBytes: number | null;
  /**
   * drop-head: the oldest goes, to the dead letters if there are any. reject-publish: the publisher gets a nack. reject-publish-dlx: that, and the message is dead-lettered; classic queues only.
   */
  overflow: "drop-head" | "reject-publish" | "reject-publish-dlx";
  /**
   * at-most-once: published without confirms, so that a dead letter can get lost. at-least-once: quorum queues only, and only with reject-publish; with drop-head it silently falls back to at-most-once.
   */
  deadLetterStrategy: "at-most-once" | "at-least-once";
  /**
   * 0: no priorities. Classic queues only; a quorum queue has its own, two since 4.0 and 32 since 4.3.
   */
  maxPriority: number;
  /**
   * Of a quorum queue; it needs more than half of them. At most one on each node is used.
   */
  replicas: number;
  /**
   * One consumer gets everything, in order; the next takes over when it is gone.
   */
  singleActiveConsumer: boolean;
}
export interface Position11 {
  x: number;
  y: number;
}
export interface AwsMessaging {
  name: string;
  description: string;
  position: Position12;
  /**
   * The availability zone it stands in; it goes down with it. Empty: in none.
   */
  zone: string;
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
  /**
   * The availability zone it stands in; it goes down with it. Empty: in none.
   */
  zone: string;
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
  /**
   * Older messages are deleted. A standard queue's dead letters keep the time of their first send.
   */
  retentionSeconds: number;
  /**
   * A new message can be received only then.
   */
  delaySeconds: number;
  /**
   * How long a receive waits for a message; 0: short polling.
   */
  receiveWaitSeconds: number;
  receiveBatch: number;
  /**
   * FIFO queues drop what they have seen in the last 5 minutes: by the id the sender gave, or by content. none: every send has an id of its own.
   */
  deduplication: "none" | "id" | "content";
  /**
   * FIFO queues take 300 sends, receives and deletes a second each, or 70,000 with this, of which 300 sends of a message group. A call has up to 10 messages.
   */
  highThroughput: boolean;
  /**
   * Received and not yet deleted; then a short poll fails with OverLimit.
   */
  inFlightLimit: number;
  /**
   * Standard queues deliver at least once; Amazon gives no rate.
   */
  duplicatePercent: number;
  maxMessageBytes: number;
}
export interface Position13 {
  x: number;
  y: number;
}
export interface SnsTopic {
  name: string;
  description: string;
  position: Position14;
  /**
   * The availability zone it stands in; it goes down with it. Empty: in none.
   */
  zone: string;
  parent: string;
  kind: "sns_topic";
  /**
   * Of more than 256 KiB only where all subscribers are queues, and at most 100.
   */
  maxMessageBytes: number;
  /**
   * To subscribers over HTTP. To SQS queues SNS tries 100,015 times, over 23 days; that cannot be changed.
   */
  deliveryRetries: number;
  /**
   * To subscribers over HTTP.
   */
  deliveryRetrySeconds: number;
}
export interface Position14 {
  x: number;
  y: number;
}
export interface RedisServer {
  name: string;
  description: string;
  position: Position15;
  /**
   * The availability zone it stands in; it goes down with it. Empty: in none.
   */
  zone: string;
  kind: "redis";
  latencyMs: number;
  /**
   * While the server is down.
   */
  deliveryTimeoutMs: number;
  /**
   * The connection of who sends a larger one is closed.
   */
  maxBulkBytes: number;
  /**
   * everysec: a crash loses up to a second of writes. always: nothing. no: what the system had not written.
   */
  appendfsync: "everysec" | "always" | "no";
  /**
   * They follow asynchronously and one takes over.
   */
  replicas: number;
  /**
   * What was acknowledged and not yet replicated is lost in a failover.
   */
  replicationMs: number;
  /**
   * Until a replica has taken over.
   */
  failoverMs: number;
}
export interface Position15 {
  x: number;
  y: number;
}
export interface RedisStream {
  name: string;
  description: string;
  position: Position16;
  /**
   * The availability zone it stands in; it goes down with it. Empty: in none.
   */
  zone: string;
  parent: string;
  kind: "redis_stream";
  /**
   * The oldest entries beyond it are trimmed, read or not. Left out: never.
   */
  maxLength: number | null;
  /**
   * Only whole nodes of 100 entries are trimmed: a little more stays. Off: exact, and dearer.
   */
  approximate: boolean;
  /**
   * How long an entry of a dead consumer stays pending before another claims it.
   */
  claimMinIdleMs: number;
  /**
   * How often consumers look for entries that others left pending.
   */
  claimIntervalMs: number;
  claimCount: number;
  /**
   * How many messages that everybody has read can be read again. A limit of the simulation, not the broker.
   */
  history: number;
}
export interface Position16 {
  x: number;
  y: number;
}
export interface NatsServers {
  name: string;
  description: string;
  position: Position17;
  /**
   * The availability zone it stands in; it goes down with it. Empty: in none.
   */
  zone: string;
  kind: "nats";
  /**
   * Streams keep their replicas on them.
   */
  nodes: number;
  /**
   * The servers stand in these availability zones in turn. None named: all in the broker's own zone.
   */
  zones: string[];
  /**
   * From publish to stored and acknowledged.
   */
  latencyMs: number;
  /**
   * While the stream has no majority.
   */
  deliveryTimeoutMs: number;
  /**
   * Clients refuse to publish what is larger.
   */
  maxPayloadBytes: number;
}
export interface Position17 {
  x: number;
  y: number;
}
export interface NatsStream {
  name: string;
  description: string;
  position: Position18;
  /**
   * The availability zone it stands in; it goes down with it. Empty: in none.
   */
  zone: string;
  parent: string;
  kind: "nats_stream";
  /**
   * limits: kept until a limit is reached. interest: until every consumer has acknowledged. work_queue: until acknowledged, and each message has one consumer.
   */
  retention: "limits" | "interest" | "work_queue";
  /**
   * Left out: no limit.
   */
  maxMessages: number | null;
  /**
   * A larger one is refused. Left out: what the servers take.
   */
  maxMessageBytes: number | null;
  /**
   * Older messages are deleted. Left out: never.
   */
  maxAgeMs: number | null;
  /**
   * old: the oldest goes. new: the publisher is refused.
   */
  discard: "old" | "new";
  /**
   * A message with an id seen within it is dropped. Not longer than the maximum age.
   */
  duplicateWindowMs: number;
  /**
   * A majority must be there to publish; at most as many as there are servers.
   */
  replicas: number;
  /**
   * A message that was not acknowledged by then comes again.
   */
  ackWaitMs: number;
  /**
   * Then the message stays in the stream and is not delivered again. Left out: no limit.
   */
  maxDeliver: number | null;
  /**
   * Then delivery pauses, for all consumers of the group.
   */
  maxAckPending: number;
  /**
   * How many messages that everybody has read can be read again. A limit of the simulation, not the broker.
   */
  history: number;
}
export interface Position18 {
  x: number;
  y: number;
}
export interface DeadLetterQueue {
  name: string;
  description: string;
  position: Position19;
  /**
   * The availability zone it stands in; it goes down with it. Empty: in none.
   */
  zone: string;
  kind: "dead_letter_queue";
  parent: string | null;
  /**
   * On SQS older dead letters are deleted; a standard queue's keep the time of their first send, a FIFO queue's begin anew. Elsewhere dead letters are kept.
   */
  retentionSeconds: number;
}
export interface Position19 {
  x: number;
  y: number;
}
/**
 * Reads and writes; with an outbox, what was written is also published, in one transaction.
 */
export interface Database {
  name: string;
  description: string;
  position: Position20;
  /**
   * The availability zone it stands in; it goes down with it. Empty: in none.
   */
  zone: string;
  instances: number;
  concurrency: number;
  work: Constant | Exponential | LogNormal | Uniform | Gamma | Empirical;
  /**
   * Of attempts, at the end of their work.
   */
  failurePercent: number;
  /**
   * Synchronous calls that may wait for a slot; more are refused.
   */
  queueLimit: number;
  /**
   * A new or restarted instance works only after this.
   */
  coldStartMs: number;
  rateLimit: RateLimit | null;
  /**
   * Starts with its instances, brought within these limits.
   */
  autoscaling: Autoscaling | null;
  kind: "database";
  /**
   * Publishes what was written over its publish edges.
   */
  outbox: Outbox | null;
}
export interface Position20 {
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
  position: Position21;
  /**
   * The availability zone it stands in; it goes down with it. Empty: in none.
   */
  zone: string;
  instances: number;
  concurrency: number;
  work: Constant | Exponential | LogNormal | Uniform | Gamma | Empirical;
  /**
   * Of attempts, at the end of their work.
   */
  failurePercent: number;
  /**
   * Synchronous calls that may wait for a slot; more are refused.
   */
  queueLimit: number;
  /**
   * A new or restarted instance works only after this.
   */
  coldStartMs: number;
  rateLimit: RateLimit | null;
  /**
   * Starts with its instances, brought within these limits.
   */
  autoscaling: Autoscaling | null;
  kind: "event_store";
  /**
   * Order holds within each.
   */
  partitions: number;
  /**
   * An append conflicts, and fails, when another to the same key came between its read and itself.
   */
  expectedVersion: boolean;
  /**
   * How many events that everybody has read can still be replayed in the simulation.
   */
  history: number;
}
export interface Position21 {
  x: number;
  y: number;
}
/**
 * A read model: folds events into a view, behind by however long that takes.
 */
export interface Projection {
  name: string;
  description: string;
  position: Position22;
  /**
   * The availability zone it stands in; it goes down with it. Empty: in none.
   */
  zone: string;
  instances: number;
  /**
   * Events applied at once.
   */
  concurrency: number;
  work: Constant | Exponential | LogNormal | Uniform | Gamma | Empirical;
  /**
   * Of attempts, at the end of their work.
   */
  failurePercent: number;
  /**
   * Synchronous calls that may wait for a slot; more are refused.
   */
  queueLimit: number;
  /**
   * A new or restarted instance works only after this.
   */
  coldStartMs: number;
  rateLimit: RateLimit | null;
  /**
   * Starts with its instances, brought within these limits.
   */
  autoscaling: Autoscaling | null;
  kind: "projection";
  retry: RetryPolicy2;
  /**
   * A redelivered event changes nothing.
   */
  idempotent: boolean;
  /**
   * shared: in a store that all instances ask. memory: by each instance, gone with it. inbox: in the same transaction as the work, so that a crash leaves both or neither.
   */
  idempotencyStore: "shared" | "memory" | "inbox";
  /**
   * Left out: for good.
   */
  idempotencyWindowSeconds: number | null;
}
export interface Position22 {
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
   * Spreads a herd of retries. equal: half the delay is random; full: all of it; decorrelated: between the first delay and three times the last one.
   */
  jitter: "none" | "equal" | "full" | "decorrelated";
  /**
   * in_place: the slot and the partition wait. retry_topic: others go first, it comes back after its backoff. requeue: handed back by the broker's own means (nack, seek back, visibility timeout, left pending).
   */
  mode: "in_place" | "retry_topic" | "requeue";
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
  /**
   * Off: what the broker had not stored when it went down is lost and nobody notices.
   */
  confirms: boolean;
  /**
   * Off: lost when a classic queue's node restarts. Quorum queues store everything.
   */
  persistent: boolean;
  /**
   * Up to the queue's highest. A quorum queue has two levels since 4.0, above 4 is high; since 4.3 it has 32. Left out: 0, and 4 in quorum queues since 4.3.
   */
  priority: number | null;
  /**
   * Of each message; the shorter of this and the queue's counts. Left out: the queue's.
   */
  ttlMs: number | null;
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
  headers: Headers1;
  /**
   * all: every replica in sync. 1: the leader; lost if it dies before the others have it. 0: not waited for.
   */
  acks: "all" | "1" | "0";
  /**
   * How long a batch waits to fill. Left out: 5 ms in version 4, 0 before. At most the delivery timeout.
   */
  lingerMs: number | null;
  /**
   * A full batch is sent at once; unkeyed messages stay on one partition for a batch. 0: no batches.
   */
  batchBytes: number;
  maxInFlight: number;
  /**
   * The producer itself refuses a message that is larger.
   */
  maxRequestBytes: number;
  /**
   * What no queue takes is returned to the publisher. Off: it is dropped.
   */
  mandatory: boolean;
  /**
   * Of each message, instead of the queue's. Standard queues only.
   */
  delaySeconds: number | null;
  /**
   * Of those sent within a second. FIFO queues take 300 calls a second, so up to 3,000 messages in batches. Waiting for a batch takes no time here; the extra latency can stand for it.
   */
  sendBatch: number;
}
/**
 * In addition to the event type's own; exchanges of type headers and SNS filters look at them.
 */
export interface Headers1 {
  [k: string]: string;
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
   * Messages handed out and not yet acknowledged; 0: no limit.
   */
  prefetch: number;
  latencyMs: number;
  matchHeaders: Headers2;
  /**
   * All of the headers or any of them.
   */
  match: "all" | "any";
  filterPolicy: FilterPolicy;
  /**
   * automatic: counts as handled once sent, and is lost when the consumer crashes.
   */
  acknowledge: "manual" | "automatic";
  /**
   * Since 4.3 what is handed back by basic.reject has failed, and that counts to the queue's delivery limit; by basic.nack it may come back any number of times. Before, both count.
   */
  handBack: "nack" | "reject";
  /**
   * eager: everybody stops in a rebalance. cooperative: only the partitions that move.
   */
  assignor: "eager" | "cooperative";
  /**
   * latest: what comes from now on. earliest: all that is kept. time: what was added from a moment on, in Redis and NATS. sequence: a message's number, in NATS. Left out: latest in Kafka, earliest in NATS; Redis always asks, latest is taken.
   */
  start: ("latest" | "earliest" | "time" | "sequence") | null;
  /**
   * Simulated time. Not there yet: a group of Redis waits for it, one of NATS begins with what comes next.
   */
  startSeconds: number | null;
  /**
   * Of the message in the stream; the first is 1. Past the end: what comes next.
   */
  startSequence: number | null;
  /**
   * Of those handled within a second. FIFO queues take 300 calls a second; a client that may not delete receives nothing meanwhile. Left out: as many as a receive brings.
   */
  deleteBatch: number | null;
  /**
   * Of this subscription over HTTP. Left out: the topic's. To SQS queues it cannot be set.
   */
  deliveryRetries: number | null;
}
/**
 * An exchange of type headers, or an SNS filter policy, passes on what carries these. None: everything.
 */
export interface Headers2 {
  [k: string]: string;
}
/**
 * Which message attributes pass, as the JSON that SNS takes: lists of values, prefix, suffix, wildcard, anything-but, equals-ignore-case, numeric, exists, cidr, $or. Attributes are headers, and the event type as eventType.
 */
export interface FilterPolicy {
  [k: string]: unknown;
}
/**
 * Asks and waits for the answer. Of a RabbitMQ queue: by a request with reply-to and correlation id, which whoever
 * reads the queue answers once it has handled it (Remote procedure call, RabbitMQ tutorials).
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
   * Of the call itself, when it failed.
   */
  retries: number;
  /**
   * What a retry waits for. Left out: it is made right after the failure.
   */
  backoff: Backoff | null;
  /**
   * Open at once; more fail right away. Left out: no limit.
   */
  maxConcurrent: number | null;
  circuitBreaker: CircuitBreaker | null;
  /**
   * Off: what the broker had not stored when it went down is lost and nobody notices.
   */
  confirms: boolean;
  /**
   * Off: lost when a classic queue's node restarts. Quorum queues store everything.
   */
  persistent: boolean;
  /**
   * Up to the queue's highest. A quorum queue has two levels since 4.0, above 4 is high; since 4.3 it has 32. Left out: 0, and 4 in quorum queues since 4.3.
   */
  priority: number | null;
  /**
   * Of each message; the shorter of this and the queue's counts. Left out: the queue's.
   */
  ttlMs: number | null;
  kind: "call";
  /**
   * Left out: passes on what it handles.
   */
  sends: string | null;
}
/**
 * How long a call that failed waits before it is made again, its caller's slot held.
 */
export interface Backoff {
  backoff: "fixed" | "exponential";
  baseMs: number;
  /**
   * Each delay is this many times the last.
   */
  factor: number;
  maxMs: number;
  /**
   * Spreads a herd of retries. equal: half the delay is random; full: all of it; decorrelated: between the first delay and three times the last one.
   */
  jitter: "none" | "equal" | "full" | "decorrelated";
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
   * Of the call itself, when it failed.
   */
  retries: number;
  /**
   * What a retry waits for. Left out: it is made right after the failure.
   */
  backoff: Backoff | null;
  /**
   * Open at once; more fail right away. Left out: no limit.
   */
  maxConcurrent: number | null;
  circuitBreaker: CircuitBreaker | null;
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
   * Of the call itself, when it failed.
   */
  retries: number;
  /**
   * What a retry waits for. Left out: it is made right after the failure.
   */
  backoff: Backoff | null;
  /**
   * Open at once; more fail right away. Left out: no limit.
   */
  maxConcurrent: number | null;
  circuitBreaker: CircuitBreaker | null;
  kind: "write";
  /**
   * Left out: what it handles.
   */
  sends: string | null;
}
/**
 * Where a message goes when its retries are used up, or when its queue expires or drops it.
 */
export interface DeadLetter {
  source: string;
  target: string;
  name: string | null;
  kind: "dead_letter";
  /**
   * For dead letter exchanges. Left empty: the message's own.
   */
  routingKey: string;
}
export interface Scenarios {
  [k: string]: Scenario;
}
/**
 * Faults and operations at set times, to run again and again.
 */
export interface Scenario {
  name: string;
  description: string;
  untilSeconds: number;
  seed: number;
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
  operations: (Seek | Redrive | Scale | Purge | Tune)[];
  monkeys: Monkey[];
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
export interface Experiments {
  [k: string]: Experiment;
}
/**
 * A steady state, what is done to it, and whether it holds: checked before, during and after.
 */
export interface Experiment {
  name: string;
  description: string;
  tags: string[];
  hypothesis: Hypothesis;
  method: Method;
  /**
   * The method ends at the first check at which one of these does not hold.
   */
  abortConditions: Probe[];
  rollback: Rollback;
  /**
   * Nothing of it is measured.
   */
  warmUpSeconds: number;
  /**
   * The steady state is checked at its end.
   */
  beforeSeconds: number;
  duringSeconds: number;
  /**
   * The steady state is checked again at its end.
   */
  afterSeconds: number;
  checkEverySeconds: number;
  seed: number;
  /**
   * Runs on seeds from the first up; it holds if each of them does.
   */
  replications: number;
}
export interface Hypothesis {
  title: string;
  probes: HypothesisProbe[];
}
export interface HypothesisProbe {
  /**
   * Left out: in words of its own.
   */
  name: string;
  metric:
    | "goodput"
    | "arrivals"
    | "mean"
    | "p50"
    | "p95"
    | "p99"
    | "error_rate"
    | "availability"
    | "lag"
    | "seconds_behind"
    | "in_flight"
    | "utilisation"
    | "instances"
    | "lost"
    | "dead_letters"
    | "dropped"
    | "expired"
    | "duplicate_deliveries"
    | "duplicate_effects"
    | "redelivered"
    | "order_violations"
    | "failed"
    | "retries"
    | "late_replies"
    | "sagas_committed"
    | "sagas_compensated"
    | "sagas_stuck"
    | "sagas_unfinished";
  /**
   * A node or an edge. Left out: of the whole diagram.
   */
  target: string | null;
  /**
   * Left out: everything since the warm-up. Levels, such as lag, are of the moment.
   */
  windowSeconds: number | null;
  tolerance: InRange | Compared;
  /**
   * On: it must hold at every check of the method. Off: it may recover after.
   */
  during: boolean;
}
/**
 * From low to high, both included.
 */
export interface InRange {
  kind: "range";
  low: number;
  high: number;
}
export interface Compared {
  kind: "comparison";
  operator: "<" | "<=" | "==" | "!=" | ">=" | ">";
  value: number;
}
/**
 * Times count from the moment at which the method begins.
 */
export interface Method {
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
  operations: (Seek | Redrive | Scale | Purge | Tune)[];
}
/**
 * One number of the system, and what it may be.
 */
export interface Probe {
  /**
   * Left out: in words of its own.
   */
  name: string;
  metric:
    | "goodput"
    | "arrivals"
    | "mean"
    | "p50"
    | "p95"
    | "p99"
    | "error_rate"
    | "availability"
    | "lag"
    | "seconds_behind"
    | "in_flight"
    | "utilisation"
    | "instances"
    | "lost"
    | "dead_letters"
    | "dropped"
    | "expired"
    | "duplicate_deliveries"
    | "duplicate_effects"
    | "redelivered"
    | "order_violations"
    | "failed"
    | "retries"
    | "late_replies"
    | "sagas_committed"
    | "sagas_compensated"
    | "sagas_stuck"
    | "sagas_unfinished";
  /**
   * A node or an edge. Left out: of the whole diagram.
   */
  target: string | null;
  /**
   * Left out: everything since the warm-up. Levels, such as lag, are of the moment.
   */
  windowSeconds: number | null;
  tolerance: InRange | Compared;
}
/**
 * What is done when the method has ended or was aborted. Times count from then.
 */
export interface Rollback {
  heal: boolean;
  operations: (Seek | Redrive | Scale | Purge | Tune)[];
}
