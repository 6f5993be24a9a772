import type { NodeProps } from "@xyflow/react";
import { Plus } from "lucide-react";
import { memo } from "react";
import { useStore } from "zustand";
import { addNode, newNode } from "@/document/commands";
import { channelsOf } from "@/document/geometry";
import { channelKindsOf, nodeKinds } from "@/document/registry";
import { apply, documentStore } from "@/document/store";
import { containerLine } from "@/document/summary";
import type { NodeKind } from "@/document/types";
import { select, view } from "@/document/view";
import { useNodeGauges } from "@/run";
import { cx, KindIcon, Menu, MenuItem } from "@/ui";
import type { FlowNode } from "./elements";
import { NodeName } from "./NodeName";
import { ChaosToggle } from "./overlay/ChaosToggle";
import { Ports, useAnswer } from "./Ports";

/** A broker: its channels stand inside it, one under the other. */
export const Container = memo(function Container({ id, selected }: NodeProps<FlowNode>) {
  const node = useStore(documentStore, ({ document }) => document.nodes[id]);
  const line = useStore(documentStore, ({ document }) => containerLine(document, id));
  const empty = useStore(documentStore, ({ document }) => channelsOf(document.nodes, id).length === 0);
  const running = useStore(view, ({ mode }) => mode === "run");
  const readOnly = useStore(view, (state) => state.readOnly);
  const gauges = useNodeGauges(id);
  const answer = useAnswer(id);
  if (!node) return null;
  const down = running && gauges?.state === "down";
  return (
    <div
      data-testid={`node-${id}`}
      data-state={running ? gauges?.state : undefined}
      data-answer={answer}
      className={cx(
        "node group container-node h-full rounded-xl border",
        down ? "border-down" : "border-line",
        selected && "outline-2 outline-accent outline-offset-2",
      )}
    >
      <header className="flex h-9 items-center gap-1.5 px-2.5">
        <KindIcon kind={node.kind} className="size-[15px] shrink-0 text-mute" />
        <NodeName id={id} name={node.name} className="grow basis-auto" />
        <Facts line={down ? "down" : line} className={down ? "text-down" : "text-mute"} />
        {running && <ChaosToggle area="nodes" id={id} name={node.name} />}
        {!running && !readOnly && !empty && <AddChannel id={id} kind={node.kind} />}
      </header>
      {empty && <AddChannel id={id} kind={node.kind} wide />}
      <Ports connectable={false} />
    </div>
  );
});

/** The parts of a line that have room beside the name, each whole or not at all; the last stays longest. */
function Facts({ line, className }: { line: string; className: string }) {
  const [last, ...others] = line.split(" · ").reverse();
  return (
    // What does not fit wraps into a second row, which is out of sight. The row begins with nothing, so that even the
    // first part can.
    <span
      title={line}
      className={cx(
        "flex h-4 min-w-0 shrink-[9999] flex-row-reverse flex-wrap justify-start overflow-hidden whitespace-pre text-xs leading-4",
        className,
      )}
    >
      <span className="h-4" />
      <span>{last}</span>
      {others.map((part) => (
        <span key={part}>{part} · </span>
      ))}
    </span>
  );
}

function AddChannel({ id, kind, wide }: { id: string; kind: NodeKind; wide?: boolean }) {
  const readOnly = useStore(view, (state) => state.readOnly);
  const add = (channel: NodeKind) => {
    const { document } = documentStore.getState();
    const made = newNode(document, { kind: channel, position: { x: 0, y: 0 }, parent: id });
    apply(addNode(made.id, made.node));
    select([made.id]);
  };
  if (readOnly) return null;
  return (
    <Menu
      align="start"
      label="Channels"
      trigger={
        wide ? (
          <button
            type="button"
            className="nodrag mx-2.5 flex h-[52px] w-[180px] items-center justify-center gap-1.5 rounded-lg border border-line border-dashed text-mute hover:border-faint hover:text-ink"
          >
            <Plus className="size-3.5" /> Add a channel
          </button>
        ) : (
          <button
            type="button"
            aria-label="Add a channel"
            className="nodrag -mr-1 grid size-5 place-items-center rounded text-faint hover:bg-soft hover:text-ink"
          >
            <Plus className="size-3.5" />
          </button>
        )
      }
    >
      {channelKindsOf(kind).map((channel) => (
        <MenuItem key={channel} icon={<KindIcon kind={channel} />} onSelect={() => add(channel)}>
          {nodeKinds[channel].label}
        </MenuItem>
      ))}
    </Menu>
  );
}
