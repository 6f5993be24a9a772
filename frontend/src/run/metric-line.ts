/** The one line of numbers on a node's card, and how loud it is. */
import type { Frame, NodeGauges, NodeState } from "@/live/messages";
import { formatCount, formatMs, formatRate, formatSeconds } from "./format";

export interface MetricLine {
  text: string;
  tone: NodeState;
}

export interface CardFacts {
  kind: string;
  gauges: NodeGauges;
  /** Simulated seconds the node has been down for; null while it is up. */
  downFor: number | null;
}

const SOURCES = new Set(["clients", "schedule", "trace"]);
const CHANNELS = new Set([
  "kafka_topic",
  "rabbitmq_queue",
  "rabbitmq_exchange",
  "sqs_queue",
  "sns_topic",
  "redis_stream",
  "nats_stream",
]);
const CONTAINERS = new Set(["kafka", "rabbitmq", "sqs", "redis", "nats"]);
/** Fewer waiting messages than this are only work in hand. */
const NOTABLE_WAITING = 20;
/** Older than this, what waits is late. */
const NOTABLE_SECONDS = 2;
/** Characters that fit on a card. */
const WIDEST = 24;

export function metricLine({ kind, gauges, downFor }: CardFacts): MetricLine {
  const tone = gauges.state;
  if (gauges.state === "down") return { text: downFor === null ? "down" : `down · ${formatSeconds(downFor)}`, tone };
  if (kind === "dead_letter_queue") {
    const { waiting, deadLettered } = gauges;
    const lie =
      waiting < deadLettered ? `${formatCount(waiting)} of ${formatCount(deadLettered)}` : formatCount(waiting);
    return { text: `dead letters · ${lie}`, tone: waiting > 0 ? "down" : tone };
  }
  if (SOURCES.has(kind)) return { text: formatRate(gauges.outRate), tone };
  if (CONTAINERS.has(kind)) return { text: formatRate(gauges.inRate), tone };
  if (CHANNELS.has(kind)) {
    const waiting = gauges.waiting >= NOTABLE_WAITING ? ` · lag ${formatCount(gauges.waiting)}` : "";
    return { text: `${formatRate(gauges.inRate)}${waiting}`, tone };
  }
  if (gauges.sagas) return { text: sagaLine(gauges), tone };
  return { text: stationLine(gauges), tone };
}

function stationLine(gauges: NodeGauges): string {
  const rate = formatRate(gauges.outRate);
  if (gauges.state === "warn" && gauges.why) {
    const both = `${rate} · ${gauges.why}`;
    return both.length <= WIDEST ? both : gauges.why;
  }
  const behind = gauges.waiting >= NOTABLE_WAITING && gauges.waiting > gauges.slots;
  if (behind) {
    const late = gauges.behind && gauges.behind >= NOTABLE_SECONDS ? ` · ${formatSeconds(gauges.behind)}` : "";
    return `${rate} · lag ${formatCount(gauges.waiting)}${late}`;
  }
  return gauges.p99Ms === null ? rate : `${rate} · p99 ${formatMs(gauges.p99Ms)}`;
}

function sagaLine(gauges: NodeGauges): string {
  const { stuck, compensating, running } = gauges.sagas as NonNullable<NodeGauges["sagas"]>;
  if (compensating > 0) return `${formatCount(compensating)} compensating`;
  if (stuck > 0) return `${formatCount(stuck)} stuck`;
  return `${formatRate(gauges.outRate)} · ${formatCount(running)} running`;
}

/** Since when a node is down, by its own crash or its broker's. */
export function downSince(frame: Frame, id: string, parent: string | null): number | null {
  let since: number | null = null;
  for (const fault of frame.faults) {
    const zone = fault.kind === "zone_loss";
    if (!zone && (fault.kind !== "crash" || (fault.target !== id && fault.target !== parent))) continue;
    since = since === null ? fault.since : Math.min(since, fault.since);
  }
  return since;
}
