import { type ConnectionLineComponentProps, getBezierPath } from "@xyflow/react";
import { useStore } from "zustand";
import { connecting } from "./connecting";

/** The line under the pointer, and, over a node that does not take it, why not. */
export function ConnectionLine({
  fromX,
  fromY,
  toX,
  toY,
  fromPosition,
  toPosition,
  fromNode,
  toNode,
  pointer,
}: ConnectionLineComponentProps) {
  const verdict = useStore(connecting, ({ verdicts }) => (toNode ? verdicts.get(toNode.id) : undefined));
  const reason = toNode && toNode.id !== fromNode.id ? verdict?.reason : null;
  const [path] = getBezierPath({
    sourceX: fromX,
    sourceY: fromY,
    sourcePosition: fromPosition,
    targetX: toX,
    targetY: toY,
    targetPosition: toPosition,
  });
  return (
    <g>
      <path
        d={path}
        fill="none"
        stroke={reason ? "var(--down)" : "var(--accent)"}
        strokeWidth={1.75}
        strokeDasharray="4 3"
      />
      {reason && (
        <foreignObject x={pointer.x + 14} y={pointer.y + 10} width={260} height={120} style={{ overflow: "visible" }}>
          <div
            role="status"
            data-testid="connection-reason"
            className="w-max max-w-60 rounded-md border border-down/50 bg-panel px-2 py-1 text-down text-xs shadow-float"
          >
            {reason}
          </div>
        </foreignObject>
      )}
    </g>
  );
}
