import { Handle, Position } from "@xyflow/react";
import { useStore } from "zustand";
import { connecting } from "./connecting";

const sides = [
  ["left", Position.Left],
  ["right", Position.Right],
  ["top", Position.Top],
  ["bottom", Position.Bottom],
] as const;

/**
 * Where edges start and end. They show on hover; while an edge is drawn, the whole card takes it. That handle is always
 * there, since React Flow measures handles once; base.css lets the pointer through it until a connection is drawn.
 */
export function Ports({ connectable }: { connectable: boolean }) {
  return (
    <>
      {sides.map(([side, position]) => (
        <Handle key={side} id={side} type="source" position={position} isConnectable={connectable} className="port" />
      ))}
      <Handle id="whole" type="target" position={Position.Left} isConnectableStart={false} className="port-whole" />
    </>
  );
}

/** How a node answers to the edge that is being drawn: "open", "closed", or nothing. */
export function useAnswer(id: string): "open" | "closed" | undefined {
  return useStore(connecting, ({ from, verdicts }) => {
    if (from === null || from === id) return undefined;
    return verdicts.get(id)?.reason === null ? "open" : "closed";
  });
}
