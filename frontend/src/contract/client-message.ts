/* Generated from the schema by `npm run contract`. Not edited by hand. */

export type ClientMessage = CommandMessage | ResyncMessage;

export interface CommandMessage {
  type: "command";
  id: number;
  command: Pause | Resume | SetSpeed | Inject | Heal | HealAll | Stop;
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
export interface ResyncMessage {
  type: "resync";
  after: number;
}
