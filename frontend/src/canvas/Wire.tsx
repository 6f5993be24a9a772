import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from "@xyflow/react";
import { memo, useState } from "react";
import { useStore } from "zustand";
import { edgeTitle, quickKind } from "@/document/faults";
import { carriedBy } from "@/document/flows";
import { edgeKinds } from "@/document/registry";
import { curve, roomForLabel } from "@/document/routes";
import { documentStore } from "@/document/store";
import type { EdgeKind } from "@/document/types";
import { view } from "@/document/view";
import { useEdgeGauges, useFaultsOn, useImpact } from "@/run";
import { formatCount } from "@/run/format";
import type { FlowEdge } from "./elements";
import { ChaosToggle } from "./overlay/ChaosToggle";
import { EdgeOverlay } from "./overlay/EdgeOverlay";

const dashes: Partial<Record<EdgeKind, string>> = { dead_letter: "5 4", read: "1.5 3.5", write: "1.5 3.5" };

/** An edge, with what moves on it. */
export const Wire = memo(function Wire({ id, data, selected }: EdgeProps<FlowEdge>) {
  const running = useStore(view, ({ mode }) => mode === "run");
  const gauges = useEdgeGauges(id);
  const chaos = useStore(view, (state) => state.chaos);
  const impact = useImpact(id);
  const faults = useFaultsOn(id);
  const [hovered, setHovered] = useState(false);
  if (!data) return null;
  const { route, kind, name } = data;
  const { path, middle } = curve(route);
  const place = {
    maxWidth: roomForLabel(route),
    transform: `translate(-50%, -50%) translate(${middle.x}px, ${middle.y}px)`,
    zIndex: 30,
  };
  const state = running ? gauges?.state : undefined;
  const held = running && kind !== "subscribe" ? (gauges?.lag ?? 0) : 0;
  const tone = selected
    ? "accent"
    : (running && impact === "down") ||
        state === "down" ||
        (kind === "dead_letter" && running && (gauges?.rate ?? 0) > 0)
      ? "down"
      : (running && impact === "warn") || state === "warn"
        ? "warn"
        : kind === "dead_letter"
          ? "dead"
          : "edge";
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the edge itself takes the focus
    <g data-testid={`edge-${id}`} onMouseEnter={() => setHovered(true)} onMouseLeave={() => setHovered(false)}>
      <BaseEdge
        path={path}
        interactionWidth={16}
        markerEnd={`url(#arrow-${tone})`}
        style={{
          stroke: `var(--${tone})`,
          strokeWidth: selected || (running && impact) ? 2.25 : 1.5,
          strokeDasharray: dashes[kind] ?? (state === "down" ? "5 4" : undefined),
          strokeLinecap: "round",
        }}
      />
      {running && impact && (
        <path d={path} className="impact" data-impact={id} style={{ stroke: `var(--${impact})` }} />
      )}
      {running && <EdgeOverlay edgeId={id} path={path} />}
      {running && (faults.length > 0 || (chaos && (hovered || selected))) && (
        <EdgeLabelRenderer>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: it keeps the edge hovered while its switch is */}
          <div
            onMouseEnter={() => setHovered(true)}
            onMouseLeave={() => setHovered(false)}
            className="pointer-events-auto absolute rounded-md border border-line bg-panel p-0.5 shadow-raise"
            style={{ transform: `translate(-50%, 0) translate(${middle.x}px, ${middle.y + 8}px)`, zIndex: 31 }}
          >
            <EdgeSwitch id={id} />
          </div>
        </EdgeLabelRenderer>
      )}
      {running && held > 0 && !hovered && !selected && (
        <EdgeLabelRenderer>
          <div
            className="pointer-events-none absolute w-max rounded-md border border-line bg-panel px-1.5 py-px text-center text-warn text-xs tabular-nums shadow-raise"
            style={place}
          >
            {formatCount(held)} wait at the sender
          </div>
        </EdgeLabelRenderer>
      )}
      {(hovered || selected || (name && held === 0)) && (
        <EdgeLabelRenderer>
          <div
            className="pointer-events-none absolute w-max rounded-md border border-line bg-panel px-1.5 py-px text-center text-mute text-xs shadow-raise"
            style={place}
          >
            <span className="line-clamp-3 [overflow-wrap:anywhere]">{name ?? <Meaning id={id} kind={kind} />}</span>
          </div>
        </EdgeLabelRenderer>
      )}
    </g>
  );
});

function EdgeSwitch({ id }: { id: string }) {
  const title = useStore(documentStore, ({ document }) => edgeTitle(document, id));
  const possible = useStore(documentStore, ({ document }) => quickKind(document, "edges", id) !== null);
  if (!possible) return <span className="px-1 text-faint text-xs">nothing to break here</span>;
  return <ChaosToggle area="edges" id={id} name={title} />;
}

function Meaning({ id, kind }: { id: string; kind: EdgeKind }) {
  const carried = useStore(documentStore, ({ document }) =>
    carriedBy(document, id)
      .map((type) => document.eventTypes[type]?.name ?? type)
      .join(", "),
  );
  return <>{carried ? `${edgeKinds[kind].label}\u00a0· ${carried}` : edgeKinds[kind].label}</>;
}

/** The heads of the arrows, one for each colour an edge can have. */
export function Arrowheads() {
  return (
    <svg aria-hidden className="absolute size-0">
      <defs>
        {["edge", "accent", "dead", "warn", "down"].map((tone) => (
          <marker
            key={tone}
            id={`arrow-${tone}`}
            viewBox="0 0 8 8"
            refX={7}
            refY={4}
            markerWidth={7}
            markerHeight={7}
            markerUnits="userSpaceOnUse"
            orient="auto-start-reverse"
          >
            <path d="M1 1 L7 4 L1 7" fill="none" stroke={`var(--${tone})`} strokeWidth={1.4} strokeLinecap="round" />
          </marker>
        ))}
      </defs>
    </svg>
  );
}
