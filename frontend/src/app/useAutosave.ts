import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { createStore } from "zustand/vanilla";
import { type Diagram, saveDiagram } from "@/api";
import { type Autosave, createAutosave, type Saving } from "@/document/autosave";
import { refusals } from "@/document/problems";
import { documentStore } from "@/document/store";
import { toast } from "@/ui";

const resting = createStore<Saving>(() => ({ state: { kind: "saved" }, revision: 0 }));

/** Opens a diagram in the editor's store and keeps it saved while it is open. */
export function useAutosave(diagram: Diagram): { autosave: Autosave | null; saving: Saving } {
  const [autosave, setAutosave] = useState<Autosave | null>(null);
  useEffect(() => {
    documentStore.getState().open(diagram.document);
    const started = createAutosave({
      store: documentStore,
      put: (document, revision) => saveDiagram(diagram.id, document, revision),
    });
    started.start(diagram.revision);
    setAutosave(started);
    refusals.setState({ problems: [] });
    const stopTelling = started.saving.subscribe(({ state }) => {
      if (state.kind === "refused") refusals.setState({ problems: state.problems });
      else if (state.kind === "saved") refusals.setState({ problems: [] });
    });

    const unsaved = (): boolean => started.saving.getState().state.kind !== "saved";
    const onLeave = (event: BeforeUnloadEvent) => {
      if (!unsaved()) return;
      void started.flush();
      event.preventDefault();
    };
    const onHide = () => {
      if (document.visibilityState === "hidden") void started.flush();
    };
    const onBack = () => void started.flush();
    window.addEventListener("beforeunload", onLeave);
    document.addEventListener("visibilitychange", onHide);
    window.addEventListener("online", onBack);
    return () => {
      window.removeEventListener("beforeunload", onLeave);
      document.removeEventListener("visibilitychange", onHide);
      window.removeEventListener("online", onBack);
      stopTelling();
      started.close().catch((error: unknown) => {
        toast(`The last change was not saved: ${error instanceof Error ? error.message : error}`, "down");
      });
    };
  }, [diagram]);
  return { autosave, saving: useStore(autosave?.saving ?? resting) };
}
