import { MousePointerClick } from "lucide-react";
import { useStore } from "zustand";
import { documentStore } from "@/document/store";

/** What to do with an empty canvas. */
export function CanvasHint() {
  const empty = useStore(documentStore, ({ document }) => Object.keys(document.nodes).length === 0);
  if (!empty) return null;
  return (
    <div className="pointer-events-none absolute inset-0 grid place-items-center">
      <div className="-mt-16 max-w-72 text-center text-mute">
        <MousePointerClick aria-hidden className="mx-auto mb-2 size-6 text-faint" strokeWidth={1.5} />
        <p className="font-medium text-ink">Put the first part here</p>
        <p>Drag it from the left, click it, or press / and type. Then draw from one card to the next.</p>
      </div>
    </div>
  );
}
