import { publishedInto } from "./flows";
import { channelsOf } from "./geometry";
import type { AnyNode, Document, NodeOf } from "./types";

const number = (value: number): string => value.toLocaleString("en-US", { maximumFractionDigits: 2 });

function time(ms: number): string {
  if (ms >= 60_000 && ms % 60_000 === 0) return `${number(ms / 60_000)} min`;
  return ms >= 1000 ? `${number(ms / 1000)} s` : `${number(ms)} ms`;
}

/** As many of the parts as fit a card's line. */
function fitting(parts: (string | false | null)[], room = 27): string {
  let line = "";
  for (const part of parts) {
    if (!part) continue;
    const longer = line ? `${line} · ${part}` : part;
    if (longer.length <= room || !line) line = longer;
  }
  return line;
}

const plural = (count: number, one: string, many = `${one}s`): string => `${number(count)} ${count === 1 ? one : many}`;

interface Sized {
  instances: number;
  concurrency: number;
  autoscaling: { minInstances: number; maxInstances: number } | null;
}

const size = ({ instances, concurrency, autoscaling }: Sized): string =>
  `${autoscaling ? `${autoscaling.minInstances}–${autoscaling.maxInstances}` : instances} × ${concurrency}`;

function retries({ retry }: NodeOf<"service">): string | null {
  if (retry.maxRetries === 0) return null;
  const spread = retry.jitter !== "none" && retry.backoff !== "none";
  return `retry ${retry.maxRetries}${spread ? " + jitter" : ""}`;
}

const LOADS: Record<NodeOf<"clients">["workload"]["kind"], string> = {
  poisson: "Poisson",
  constant: "constant",
  burst: "bursts",
  diurnal: "day and night",
  ramp: "ramp",
  steps: "steps",
  spike: "spike",
  closed_loop: "closed loop",
};

/** The grey line of a card: what matters most of its settings. */
export function subline(document: Document, id: string): string {
  const node = document.nodes[id];
  if (!node) return "";
  switch (node.kind) {
    case "clients":
      return fitting(["source", LOADS[node.workload.kind]]);
    case "schedule":
      return fitting(["schedule", `${number(node.batch)} every ${time(node.everySeconds * 1000)}`]);
    case "trace":
      return fitting(["trace", plural(node.points.length, "message")]);
    case "api_gateway":
      return fitting(["sync", callTimeout(document, id), `${number(node.instances * node.concurrency)} open`]);
    case "service":
      return fitting([size(node), hasOutbox(document, id) && "outbox", node.idempotent && "idempotent", retries(node)]);
    case "external_system":
      return fitting(["external", size(node)]);
    case "saga":
      return fitting(["orchestrator", node.steps.length > 0 && plural(node.steps.length, "step")]);
    case "database":
      return fitting([plural(node.instances * node.concurrency, "connection"), node.outbox && "outbox"]);
    case "event_store":
      return fitting(["event store", plural(node.partitions, "stream")]);
    case "projection":
      return fitting(["projection", size(node)]);
    case "dead_letter_queue":
      return "dead letters";
    default:
      return channelLine(document, id, node);
  }
}

function channelLine(document: Document, id: string, node: AnyNode): string {
  switch (node.kind) {
    case "kafka_topic": {
      const keys = new Set(publishedInto(document, id).map((type) => document.eventTypes[type]?.key));
      const [key] = keys;
      return keys.size === 1 && key ? `${node.partitions} × ${key}` : plural(node.partitions, "partition");
    }
    case "rabbitmq_exchange":
      return `${node.exchangeType} exchange`;
    case "rabbitmq_queue":
      return `${node.queueType} queue`;
    case "sqs_queue":
      return fitting([node.fifo ? "FIFO" : "standard", `visible after ${time(node.visibilityTimeoutMs)}`], 26);
    case "sns_topic":
      return "fan-out";
    case "redis_stream":
      return `claimed after ${time(node.claimMinIdleMs)}`;
    case "nats_stream":
      return node.retention === "work_queue" ? "work queue" : `kept by ${node.retention}`;
    default:
      return "";
  }
}

/** Beside a broker's name. */
export function containerLine(document: Document, id: string): string {
  const node = document.nodes[id];
  if (!node || !("latencyMs" in node)) return "";
  const count = channelsOf(document.nodes, id).length;
  return [count > 0 && plural(count, "channel"), time(node.latencyMs)].filter(Boolean).join(" · ");
}

/** The third line while nothing runs: what the node is set to do. */
export function workLine(node: AnyNode): string {
  if (node.kind === "clients") return loadLine(node.workload);
  if (node.kind === "schedule") return `${number(node.batch / node.everySeconds)}/s on average`;
  if (!("work" in node)) return "";
  const { work } = node;
  switch (work.kind) {
    case "constant":
      return `${time(work.ms)} each`;
    case "exponential":
      return `${time(work.mean)} mean`;
    case "lognormal":
      return `p50 ${time(work.median)} · p99 ${time(work.p99)}`;
    case "uniform":
      return `${time(work.low)} to ${time(work.high)}`;
    case "gamma":
      return `${time(work.mean)} mean`;
    case "empirical":
      return `${plural(work.values.length, "measured time")}`;
  }
}

function loadLine(load: NodeOf<"clients">["workload"]): string {
  switch (load.kind) {
    case "burst":
      return `${number(load.onPerSecond)}/s · ${number(load.offPerSecond)}/s`;
    case "diurnal":
      return `${number(load.perSecond)}/s ± ${number(load.swingPercent)} %`;
    case "ramp":
      return `${number(load.fromPerSecond)}/s → ${number(load.toPerSecond)}/s`;
    case "steps":
      return plural(load.steps.length, "step");
    case "spike":
      return `${number(load.perSecond)}/s · ${number(load.peakPerSecond)}/s`;
    case "closed_loop":
      return plural(load.users, "user");
    default:
      return `${number(load.perSecond)}/s`;
  }
}

function callTimeout(document: Document, id: string): string | null {
  const timeouts = Object.values(document.edges).flatMap((edge) =>
    edge.source === id && edge.kind === "call" ? [edge.timeoutMs] : [],
  );
  return timeouts.length ? `timeout ${time(Math.max(...timeouts))}` : null;
}

/** A service that writes into a database which relays what was written. */
const hasOutbox = (document: Document, id: string): boolean =>
  Object.values(document.edges).some((edge) => {
    const target = document.nodes[edge.target];
    return edge.source === id && edge.kind === "write" && target?.kind === "database" && target.outbox !== null;
  });
