import { ChevronDown, ChevronUp } from "lucide-react";
import { type ReactNode, useRef, useState } from "react";
import { useStore } from "zustand";
import { Canvas, type CanvasHandle } from "@/canvas";
import { selected, view } from "@/document/view";
import { useAdvisor } from "@/panels/advisor/advice";
import { Dock } from "@/panels/dock/Dock";
import { ExperimentsPanel } from "@/panels/experiments/ExperimentsPanel";
import { Inspector } from "@/panels/inspector/Inspector";
import { Palette } from "@/panels/palette/Palette";
import { RunBar, type RunBarProps } from "@/panels/run/RunBar";
import { Timeline } from "@/panels/timeline/Timeline";
import { useTracing } from "@/run";
import { IconButton } from "@/ui";
import { CanvasHint } from "./CanvasHint";

/** Everything under the top bar: palette, canvas with the run controls, inspector, dock. */
export function Workspace({ notice, ...run }: RunBarProps & { notice?: ReactNode }) {
  const readOnly = useStore(view, (state) => state.readOnly);
  const running = useStore(view, ({ mode }) => mode === "run");
  const canvas = useRef<CanvasHandle>(null);
  const { revision: _, ...panel } = run;
  useAdvisor(run.revision);
  return (
    <div
      className="grid min-h-0 flex-1"
      style={{
        gridTemplateColumns: `${readOnly ? 0 : 188}px minmax(0, 1fr) 284px`,
        gridTemplateRows: "minmax(0, 1fr) auto",
      }}
    >
      <div className="min-h-0 overflow-hidden">
        {!readOnly && <Palette onAdd={(kind) => canvas.current?.add(kind)} />}
      </div>
      <main className="relative min-h-0 min-w-0 bg-bg">
        <Canvas ref={canvas} />
        {!readOnly && <CanvasHint />}
        {notice && <div className="absolute top-3 left-1/2 z-30 -translate-x-1/2">{notice}</div>}
        <div className="pointer-events-none absolute inset-x-0 bottom-4 z-20 flex justify-center min-[1440px]:px-[60px] *:pointer-events-auto">
          <RunBar {...run} />
        </div>
      </main>
      <div className="col-start-3 row-span-2 row-start-1 min-h-0">
        <Inspector />
      </div>
      {running && <DockFrame revision={run.revision} experiments={<ExperimentsPanel {...panel} />} />}
    </div>
  );
}

function DockFrame({ revision, experiments }: { revision?: number | undefined; experiments: ReactNode }) {
  const readOnly = useStore(view, (state) => state.readOnly);
  const nodes = useStore(view, (state) => state.nodes);
  const edges = useStore(view, (state) => state.edges);
  const [open, setOpen] = useState(true);
  // A history has many lines.
  const reading = useTracing(({ message }) => message !== null);
  return (
    <section aria-label="Dock" className="col-span-2 col-start-1 row-start-2 min-w-0 border-line border-t bg-panel">
      <Timeline readOnly={readOnly} revision={revision} />
      <div className="relative overflow-hidden" style={{ height: open ? (reading ? 268 : 188) : 36 }}>
        <Dock target={selected({ nodes, edges })} readOnly={readOnly} experiments={experiments} />
        <div className="absolute top-1 right-2">
          <IconButton
            label={open ? "Fold the dock" : "Unfold the dock"}
            small
            side="top"
            onClick={() => setOpen(!open)}
          >
            {open ? <ChevronDown /> : <ChevronUp />}
          </IconButton>
        </div>
      </div>
    </section>
  );
}
