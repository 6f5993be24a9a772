import type { NodeProps } from "@xyflow/react";
import { memo } from "react";
import { useStore } from "zustand";
import { documentStore } from "@/document/store";
import { subline, workLine } from "@/document/summary";
import { view } from "@/document/view";
import { useMetricLine, useNodeGauges, useNodeState } from "@/run";
import { cx, KindIcon } from "@/ui";
import type { FlowNode } from "./elements";
import { NodeName } from "./NodeName";
import { ChaosToggle } from "./overlay/ChaosToggle";
import { SafeMark, useReason } from "./overlay/cascade";
import { Ports, useAnswer } from "./Ports";

const stripes = { ok: "before:bg-ok", warn: "before:bg-warn", down: "before:bg-down" };
const tones = { ok: "text-ink", warn: "text-warn-ink", down: "text-down" };

/** A station, a source, a store, or a dead letter queue that stands alone. */
export const Card = memo(function Card({ id, selected }: NodeProps<FlowNode>) {
  const node = useStore(documentStore, ({ document }) => document.nodes[id]);
  const sub = useStore(documentStore, ({ document }) => subline(document, id));
  const running = useStore(view, ({ mode }) => mode === "run");
  const readOnly = useStore(view, (state) => state.readOnly);
  const state = useNodeState(id);
  const metric = useMetricLine(id, node?.kind ?? "", null);
  const answer = useAnswer(id);
  const reason = useReason(id);
  const gauges = useNodeGauges(id);
  if (!node) return null;
  const up = gauges?.instances ?? null;
  const some = up !== null && "instances" in node && up > 0 && up !== node.instances ? `${up} up · ` : "";
  const second = (running ? reason : null) ?? `${running ? some : ""}${sub}`;
  const live = running ? metric : null;
  const line = live?.text ?? workLine(node);
  return (
    <div
      data-testid={`node-${id}`}
      data-state={live ? state : undefined}
      data-answer={answer}
      className={cx(
        "node group h-full rounded-[10px] border bg-panel pt-[8px] pr-2.5 pb-2 pl-3 shadow-raise",
        "before:absolute before:top-3 before:bottom-3 before:left-0 before:w-[3px] before:rounded-[3px] before:transition-colors",
        live && state ? stripes[state] : "before:bg-line",
        live && state === "down" ? "border-down" : "border-line",
        selected && "outline-2 outline-accent outline-offset-2",
      )}
    >
      <div className="flex h-[18px] items-center gap-1.5">
        <KindIcon kind={node.kind} className="size-[15px] shrink-0 text-mute" />
        <NodeName id={id} name={node.name} />
        {running && <ChaosToggle area="nodes" id={id} name={node.name} />}
      </div>
      <div className={cx("mt-px truncate text-xs", running && reason ? "text-ink" : "text-mute")} title={second}>
        {second}
      </div>
      <div className="mt-px flex items-center gap-1.5">
        <div
          data-testid={`live-${id}`}
          title={line}
          className={cx("min-w-0 flex-1 truncate text-[11.5px] tabular-nums", live ? tones[live.tone] : "text-mute")}
        >
          {line}
        </div>
        {running && <SafeMark id={id} />}
      </div>
      <Ports connectable={!readOnly} />
    </div>
  );
});
