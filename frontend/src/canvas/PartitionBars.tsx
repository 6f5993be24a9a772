import type { AnyNode } from "@/document/types";
import type { NodeGauges } from "@/run";

const SHOWN = 12;
const REST = 3;
const TALLEST = 20;

/** How many messages wait in each partition: level ones are few or none, a tall one is a hot partition. */
export function PartitionBars({ node, gauges }: { node: AnyNode; gauges: NodeGauges | undefined }) {
  const heights = barHeights(node, gauges);
  if (!heights.length) return null;
  const dead = node.kind === "dead_letter_queue";
  return (
    <span
      aria-hidden
      title={gauges?.waitingByPartition.join(" · ")}
      className="mt-0.5 flex h-5 shrink-0 items-end gap-0.5"
      data-testid="bars"
    >
      {heights.map((height, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: a partition is its index
          key={index}
          className="rounded-[1px] transition-[height] duration-200"
          style={{
            width: heights.length > 8 ? 3 : 5,
            height,
            background: dead ? "var(--down)" : "var(--domain)",
            opacity: gauges ? 0.75 : 0.3,
          }}
        />
      ))}
    </span>
  );
}

export function barHeights(node: AnyNode, gauges: NodeGauges | undefined): number[] {
  const waiting = gauges?.waitingByPartition ?? [];
  if (!waiting.length) {
    if (node.kind === "kafka_topic") return Array.from({ length: Math.min(SHOWN, node.partitions) }, () => REST);
    return gauges?.waiting ? [scaled(gauges.waiting, gauges.waiting)] : [];
  }
  const columns = folded(waiting);
  const most = Math.max(...columns);
  return columns.map((one) => scaled(one, most));
}

/** Few messages give a low bar even when they are the most; from a thousand on, the fullest is the tallest. */
function scaled(value: number, most: number): number {
  if (value <= 0) return REST;
  const top = REST + (TALLEST - REST) * Math.min(1, Math.log10(1 + most) / 3);
  return Math.max(REST, Math.round((value / most) * top));
}

/** More partitions than bars: neighbours share one, which shows the fullest of them. */
function folded(values: readonly number[]): number[] {
  if (values.length <= SHOWN) return [...values];
  return Array.from({ length: SHOWN }, (_, index) => {
    const from = Math.floor((index * values.length) / SHOWN);
    const to = Math.floor(((index + 1) * values.length) / SHOWN);
    return Math.max(...values.slice(from, to));
  });
}
