import type { EdgeChange, NodeChange } from "@xyflow/react";
import { useCallback, useMemo, useState } from "react";
import { useStore } from "zustand";
import { apply, documentStore } from "@/document/store";
import type { Position } from "@/document/types";
import { select, view } from "@/document/view";
import { useTracing } from "@/run";
import { dropped } from "./dragging";
import { type Dragged, type FlowEdge, type FlowNode, flowEdges, flowNodes } from "./elements";
import { markEdges, markNodes } from "./traced";

const untouched: Dragged = {};

/** React Flow's nodes and edges out of the document, and its changes back into it. */
export function useFlowState() {
  const nodes = useStore(documentStore, ({ document }) => document.nodes);
  const edges = useStore(documentStore, ({ document }) => document.edges);
  const chosenNodes = useStore(view, (state) => state.nodes);
  const chosenEdges = useStore(view, (state) => state.edges);
  const readOnly = useStore(view, (state) => state.readOnly);
  const [dragged, setDragged] = useState<Dragged>(untouched);

  const traced = useTracing();
  const drawn = {
    nodes: useMemo(
      () => flowNodes(nodes, { dragged, selected: new Set(chosenNodes), readOnly }),
      [nodes, dragged, chosenNodes, readOnly],
    ),
    edges: useMemo(
      () => flowEdges({ nodes, edges }, dragged, new Set(chosenEdges)),
      [nodes, edges, dragged, chosenEdges],
    ),
  };
  const flow = {
    nodes: useMemo(() => markNodes(drawn.nodes, traced), [drawn.nodes, traced]),
    edges: useMemo(() => markEdges(drawn.edges, traced), [drawn.edges, traced]),
  };

  const onNodesChange = useCallback((changes: NodeChange<FlowNode>[]) => {
    const moving: Record<string, Position> = {};
    const letGo: Record<string, Position> = {};
    const chosen = new Set(view.getState().nodes);
    let selection = false;
    for (const change of changes) {
      if (change.type === "position" && change.position) {
        (change.dragging ? moving : letGo)[change.id] = change.position;
      } else if (change.type === "select") {
        selection = true;
        if (change.selected) chosen.add(change.id);
        else chosen.delete(change.id);
      }
    }
    if (selection) select([...chosen], view.getState().edges);
    if (Object.keys(moving).length) setDragged((before) => ({ ...before, ...moving }));
    if (Object.keys(letGo).length) {
      // Arrow keys move without dragging: a burst of them is one step of undo.
      apply(dropped(letGo), "move");
      setDragged(untouched);
    }
  }, []);

  const onEdgesChange = useCallback((changes: EdgeChange<FlowEdge>[]) => {
    const chosen = new Set(view.getState().edges);
    let selection = false;
    for (const change of changes) {
      if (change.type !== "select") continue;
      selection = true;
      if (change.selected) chosen.add(change.id);
      else chosen.delete(change.id);
    }
    if (selection) select(view.getState().nodes, [...chosen]);
  }, []);

  return { ...flow, onNodesChange, onEdgesChange };
}
