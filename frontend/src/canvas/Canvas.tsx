import "@xyflow/react/dist/base.css";
import "./canvas.css";
import {
  Background,
  BackgroundVariant,
  type Connection,
  ConnectionMode,
  type FinalConnectionState,
  type FitViewOptions,
  Panel,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from "@xyflow/react";
import { type Ref, useCallback, useEffect, useImperativeHandle, useRef, useState } from "react";
import { useStore } from "zustand";
import { eventKindsIn } from "@/document/flows";
import { GRID } from "@/document/geometry";
import { DRAGGED_KIND } from "@/document/placing";
import { documentStore } from "@/document/store";
import type { NodeKind } from "@/document/types";
import { view } from "@/document/view";
import { addAt, addSomewhere } from "./adding";
import { Card } from "./Card";
import { Channel } from "./Channel";
import { ConnectionLine } from "./ConnectionLine";
import { Container } from "./Container";
import { beginConnecting, connecting, endConnecting } from "./connecting";
import type { FlowEdge, FlowNode } from "./elements";
import { type Choice, connect, KindMenu } from "./KindMenu";
import { Legend } from "./overlay/Legend";
import { useDotClicks } from "./overlay/pointing";
import { listenForShortcuts } from "./shortcuts";
import { useFlowState } from "./useFlowState";
import { Arrowheads, Wire } from "./Wire";
import { ZoomControls } from "./ZoomControls";

const nodeTypes = { card: Card, channel: Channel, container: Container };
const edgeTypes = { wire: Wire };

/** Room for the legend above and the run controls below. */
const FIT: FitViewOptions = { maxZoom: 1, padding: { top: "40px", bottom: "76px", left: "28px", right: "28px" } };

export interface CanvasHandle {
  /** Adds something where it can be seen. */
  add: (kind: NodeKind) => void;
  /** Brings a node into view. */
  show: (id: string) => void;
}

export function Canvas({ ref }: { ref?: Ref<CanvasHandle> }) {
  return (
    <ReactFlowProvider>
      <Flow handle={ref} />
    </ReactFlowProvider>
  );
}

function Flow({ handle }: { handle: Ref<CanvasHandle> | undefined }) {
  const flow = useFlowState();
  const { fitView, getZoom, screenToFlowPosition } = useReactFlow<FlowNode, FlowEdge>();
  const readOnly = useStore(view, (state) => state.readOnly);
  const kinds = useStore(documentStore, ({ document }) => document.eventTypes);
  const [choice, setChoice] = useState<Choice | null>(null);
  const pane = useRef<HTMLDivElement>(null);
  /** Somebody moved the picture: it stays where they put it. */
  const moved = useRef(false);

  const reframe = useCallback(
    (duration: number) => {
      moved.current = false;
      void fitView({ ...FIT, duration });
    },
    [fitView],
  );

  useEffect(listenForShortcuts, []);
  const dots = useDotClicks((screen) => ({ ...screenToFlowPosition(screen, { snapToGrid: false }), zoom: getZoom() }));

  useEffect(() => {
    if (!pane.current) return;
    const observer = new ResizeObserver(() => !moved.current && reframe(0));
    observer.observe(pane.current);
    return () => observer.disconnect();
  }, [reframe]);

  useImperativeHandle(
    handle,
    () => ({
      add: (kind) => {
        const box = pane.current?.getBoundingClientRect();
        if (box) addSomewhere(kind, screenToFlowPosition({ x: box.x + box.width / 2, y: box.y + box.height / 2 }));
      },
      show: (id) => {
        moved.current = true;
        void fitView({ nodes: [{ id }], maxZoom: 1, duration: 250, padding: 0.6 });
      },
    }),
    [fitView, screenToFlowPosition],
  );

  const onConnect = ({ source, target }: Connection) => {
    const verdict = connecting.getState().verdicts.get(target);
    const [kind, ...others] = verdict?.kinds ?? [];
    if (kind && !others.length) connect(source, target, kind);
  };

  const onConnectEnd = (event: MouseEvent | TouchEvent, { fromNode, toNode, isValid }: FinalConnectionState) => {
    const kinds = (isValid && toNode && connecting.getState().verdicts.get(toNode.id)?.kinds) || [];
    if (fromNode && toNode && kinds.length > 1) {
      const point = "changedTouches" in event ? event.changedTouches[0] : event;
      setChoice({
        source: fromNode.id,
        target: toNode.id,
        kinds,
        at: { x: point?.clientX ?? 0, y: point?.clientY ?? 0 },
      });
    }
    endConnecting();
  };

  return (
    <section ref={pane} aria-label="Canvas" className="relative h-full" data-testid="canvas" {...dots}>
      <Arrowheads />
      <ReactFlow<FlowNode, FlowEdge>
        {...flow}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        connectionMode={ConnectionMode.Loose}
        connectionLineComponent={ConnectionLine}
        connectionRadius={14}
        isValidConnection={({ target }) => connecting.getState().verdicts.get(target)?.reason === null}
        onConnectStart={(_, { nodeId }) => nodeId && beginConnecting(nodeId)}
        onConnect={onConnect}
        onConnectEnd={onConnectEnd}
        onMoveStart={(event) => {
          if (event) moved.current = true;
        }}
        onDragOver={(event) => {
          if (!event.dataTransfer.types.includes(DRAGGED_KIND)) return;
          event.preventDefault();
          event.dataTransfer.dropEffect = "copy";
        }}
        onDrop={(event) => {
          const kind = event.dataTransfer.getData(DRAGGED_KIND) as NodeKind;
          if (kind) addAt(kind, screenToFlowPosition({ x: event.clientX, y: event.clientY }));
        }}
        fitView
        fitViewOptions={FIT}
        minZoom={0.2}
        maxZoom={2}
        snapToGrid
        snapGrid={[GRID, GRID]}
        nodesConnectable={!readOnly}
        elevateNodesOnSelect={false}
        deleteKeyCode={null}
        zoomOnDoubleClick={false}
        proOptions={{ hideAttribution: true }}
      >
        <Background variant={BackgroundVariant.Dots} gap={20} size={2} color="var(--dot)" />
        <Panel position="top-left" className="pointer-events-none">
          <Legend kinds={eventKindsIn({ eventTypes: kinds })} />
        </Panel>
        {/* Where the canvas is narrow, the run bar takes its whole width. */}
        <Panel position="bottom-left" className="max-[1440px]:mb-[72px]!">
          <ZoomControls
            onFit={() => reframe(200)}
            onZoom={() => {
              moved.current = true;
            }}
          />
        </Panel>
      </ReactFlow>
      {choice && <KindMenu choice={choice} onClose={() => setChoice(null)} />}
    </section>
  );
}
