import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import { useStore } from "zustand";
import { parentOf } from "@/document/registry";
import { documentStore } from "@/document/store";
import { subline } from "@/document/summary";
import { view } from "@/document/view";
import { useMetricLine, useNodeGauges } from "@/run";
import { cx } from "@/ui";
import type { FlowNode } from "./elements";
import { NodeName } from "./NodeName";
import { ChaosToggle } from "./overlay/ChaosToggle";
import { PartitionBars } from "./PartitionBars";
import { Ports, useAnswer } from "./Ports";

/** A topic, queue, exchange or stream inside its broker. */
export const Channel = memo(function Channel({ id, selected }: NodeProps<FlowNode>) {
  const node = useStore(documentStore, ({ document }) => document.nodes[id]);
  const parent = node ? parentOf(node) : null;
  const sub = useStore(documentStore, ({ document }) => subline(document, id));
  const running = useStore(view, ({ mode }) => mode === "run");
  const readOnly = useStore(view, (state) => state.readOnly);
  const gauges = useNodeGauges(id);
  const metric = useMetricLine(id, node?.kind ?? "", parent);
  const answer = useAnswer(id);
  if (!node) return null;
  const live = running ? gauges : undefined;
  const dead = node.kind === "dead_letter_queue";
  const line = running && metric ? metric.text : sub;
  return (
    <div
      data-testid={`node-${id}`}
      data-state={live?.state}
      data-answer={answer}
      className={cx(
        "node group relative flex h-full items-start gap-2 rounded-lg border bg-panel px-2.5 py-[7px]",
        live?.state === "down" ? "border-down" : live?.state === "warn" ? "border-warn/60" : "border-line",
        selected && "outline-2 outline-accent outline-offset-2",
      )}
    >
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="flex h-[18px] items-center">
          <NodeName id={id} name={node.name} className={dead ? "text-down" : undefined} />
          {running && <ChaosToggle area="nodes" id={id} name={node.name} />}
        </div>
        <div
          data-testid={`live-${id}`}
          title={line}
          className={cx(
            "truncate text-xs tabular-nums",
            running && metric?.tone === "warn" ? "text-warn-ink" : "text-mute",
          )}
        >
          {line}
        </div>
      </div>
      <PartitionBars node={node} gauges={live} />
      <Ports connectable={!readOnly} />
    </div>
  );
});
