import { useMemo } from "react";
import { carriedBy } from "@/document/flows";
import { bounds, boxOf } from "@/document/geometry";
import { isContainer, parentOf } from "@/document/registry";
import { curve, routes } from "@/document/routes";
import type { Document } from "@/document/types";
import { eventColour } from "@/ui";

/** A small picture of a diagram: its parts and what flows between them, without words. */
export function MiniDiagram({ document, className }: { document: Document; className?: string }) {
  const frame = useMemo(() => framed(document), [document]);
  const found = useMemo(() => routes(document), [document]);
  if (!frame) return <div className={className} />;
  const ids = Object.keys(document.nodes).sort((a, b) => Number(isChild(document, a)) - Number(isChild(document, b)));
  return (
    <svg viewBox={frame} aria-hidden className={className} preserveAspectRatio="xMidYMid meet">
      {ids
        .filter((id) => isBroker(document, id))
        .map((id) => (
          <Part key={id} document={document} id={id} />
        ))}
      {[...found].map(([id, route]) => {
        const dead = document.edges[id]?.kind === "dead_letter";
        const type = carriedBy(document, id)[0];
        return (
          <path
            key={id}
            d={curve(route).path}
            fill="none"
            stroke={dead ? "var(--down)" : type ? eventColour(document.eventTypes[type]?.kind) : "var(--edge)"}
            strokeOpacity={0.75}
            strokeWidth={3}
            strokeDasharray={dead ? "10 8" : undefined}
          />
        );
      })}
      {ids
        .filter((id) => !isBroker(document, id))
        .map((id) => (
          <Part key={id} document={document} id={id} />
        ))}
    </svg>
  );
}

const isBroker = ({ nodes }: Document, id: string): boolean => Boolean(nodes[id] && isContainer(nodes[id].kind));
const isChild = ({ nodes }: Document, id: string): boolean => Boolean(nodes[id] && parentOf(nodes[id]));

/** Small diagrams are not blown up: cards have one size in every preview. */
function framed({ nodes }: Document): string | null {
  const box = bounds(nodes);
  if (!box) return null;
  const width = Math.max(box.width + 48, 1000);
  const height = Math.max(box.height + 48, 560);
  return `${box.x + box.width / 2 - width / 2} ${box.y + box.height / 2 - height / 2} ${width} ${height}`;
}

function Part({ document: { nodes }, id }: { document: Document; id: string }) {
  const node = nodes[id];
  const box = boxOf(nodes, id);
  if (!node || !box) return null;
  const broker = isContainer(node.kind);
  const dead = node.kind === "dead_letter_queue";
  const named = Math.min(box.width - 56, 18 + node.name.length * 7.5);
  return (
    <g>
      <rect
        x={box.x}
        y={box.y}
        width={box.width}
        height={box.height}
        rx={broker ? 14 : 11}
        fill={broker ? "var(--soft)" : "var(--panel)"}
        stroke={broker ? "var(--line)" : "var(--edge)"}
        strokeOpacity={broker ? 1 : 0.55}
        strokeWidth={2.5}
      />
      <rect
        x={box.x + 16}
        y={box.y + (broker ? 13 : box.height / 2 - 14)}
        width={named}
        height={10}
        rx={5}
        fill={dead ? "var(--down)" : broker ? "var(--faint)" : "var(--mute)"}
        opacity={broker ? 0.5 : 0.75}
      />
      {!broker && (
        <rect
          x={box.x + 16}
          y={box.y + box.height / 2 + 5}
          width={named * 0.6}
          height={8}
          rx={4}
          fill="var(--faint)"
          opacity={0.4}
        />
      )}
    </g>
  );
}
