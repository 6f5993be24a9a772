import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { createDiagram, type Diagram, diagram as fetchDiagram } from "@/api";
import { setValue } from "@/document/commands";
import { apply, documentStore } from "@/document/store";
import { view } from "@/document/view";
import { SaveBanner } from "@/panels/notices/SaveBanner";
import { SaveState } from "@/panels/notices/SaveState";
import { ShareDialog } from "@/panels/share/ShareDialog";
import { StudiesDialog } from "@/panels/studies/StudiesDialog";
import { toast } from "@/ui";
import { goTo } from "./navigation";
import { Failure, Waiting } from "./States";
import { ShareButton, StudiesButton, TopBar } from "./TopBar";
import { useAutosave } from "./useAutosave";
import { Workspace } from "./Workspace";

/** `/d/<diagram>` */
export function Editor({ id }: { id: string }) {
  const query = useQuery({
    queryKey: ["diagram", id],
    queryFn: () => fetchDiagram(id),
    // The editor's own store is the truth from here on; opening it again asks again.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (query.isPending) return <Waiting />;
  if (query.isError) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  return <Open diagram={query.data} key={query.data.id} />;
}

function Open({ diagram }: { diagram: Diagram }) {
  const { autosave, saving } = useAutosave(diagram);
  const [sharing, setSharing] = useState(false);
  const [studying, setStudying] = useState(false);
  const drawn = useStore(documentStore, ({ document }) => document);
  const readOnly = diagram.access === "read";

  useEffect(() => {
    view.setState({ mode: "design", readOnly, nodes: [], edges: [], tab: "configure" });
  }, [readOnly]);

  useEffect(
    () =>
      documentStore.subscribe(({ document: { title } }) => {
        document.title = `${title} · Breakwater`;
      }),
    [],
  );

  if (!autosave) return <Waiting />;

  const keepAsCopy = async () => {
    try {
      const mine = documentStore.getState().document;
      const copy = await createDiagram({ document: { ...mine, title: `${mine.title} (my copy)`.slice(0, 120) } });
      autosave.takeTheirs();
      goTo(`/d/${copy.id}`);
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), "down");
    }
  };

  return (
    <div className="flex h-full flex-col">
      <TopBar
        diagramId={diagram.id}
        status={<SaveState state={saving.state} />}
        actions={
          <>
            <StudiesButton onClick={() => setStudying(true)} />
            <ShareButton onClick={() => setSharing(true)} />
          </>
        }
      />
      <Workspace
        diagramId={diagram.id}
        readOnly={readOnly}
        beforeRun={() => autosave.flush()}
        revision={saving.revision}
        notice={
          <SaveBanner
            state={saving.state}
            choices={{
              takeTheirs: autosave.takeTheirs,
              overwrite: () => void autosave.overwrite(),
              keepAsCopy: () => void keepAsCopy(),
            }}
          />
        }
      />
      <StudiesDialog
        diagramId={diagram.id}
        document={drawn}
        readOnly={readOnly}
        open={studying}
        onClose={() => setStudying(false)}
        beforeStart={() => autosave.flush()}
        onApply={(values) =>
          // One step of undo, however many values.
          apply((document) => values.reduce((now, { steps, value }) => setValue(steps, value)(now), document))
        }
      />
      <ShareDialog diagramId={diagram.id} open={sharing} onClose={() => setSharing(false)} />
    </div>
  );
}
