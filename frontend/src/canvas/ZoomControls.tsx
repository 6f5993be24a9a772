import { useReactFlow } from "@xyflow/react";
import { Maximize, Minus, Plus } from "lucide-react";
import { IconButton } from "@/ui";

export function ZoomControls({ onFit, onZoom }: { onFit: () => void; onZoom: () => void }) {
  const { zoomIn, zoomOut } = useReactFlow();
  return (
    <div className="flex flex-col rounded-lg border border-line bg-panel shadow-raise">
      <IconButton
        label="Zoom in"
        small
        side="right"
        onClick={() => {
          onZoom();
          void zoomIn({ duration: 120 });
        }}
      >
        <Plus />
      </IconButton>
      <IconButton
        label="Zoom out"
        small
        side="right"
        onClick={() => {
          onZoom();
          void zoomOut({ duration: 120 });
        }}
      >
        <Minus />
      </IconButton>
      <IconButton label="Fit the diagram" small side="right" onClick={onFit}>
        <Maximize />
      </IconButton>
    </div>
  );
}
