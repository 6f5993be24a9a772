import { useMutation, useQuery } from "@tanstack/react-query";
import { CopyPlus, Eye } from "lucide-react";
import { useEffect, useState } from "react";
import { createDiagram, shared as fetchShared, type Shared as SharedDiagram } from "@/api";
import { documentStore } from "@/document/store";
import { view } from "@/document/view";
import { StudiesDialog } from "@/panels/studies/StudiesDialog";
import { Button, toast } from "@/ui";
import { goTo } from "./navigation";
import { Failure, Waiting } from "./States";
import { StudiesButton, TopBar } from "./TopBar";
import { Workspace } from "./Workspace";

/** `/s/<token>`: somebody else's diagram and its run, to look at. */
export function Shared({ token }: { token: string }) {
  const query = useQuery({ queryKey: ["shared", token], queryFn: () => fetchShared(token), retry: false, gcTime: 0 });
  if (query.isPending) return <Waiting />;
  if (query.isError) return <Failure error={query.error} title="This link opens nothing" />;
  return <Open shared={query.data} token={token} />;
}

function Open({ shared: { diagram, run }, token }: { shared: SharedDiagram; token: string }) {
  const [ready, setReady] = useState(false);
  const [studying, setStudying] = useState(false);
  const runs = run !== null;
  useEffect(() => {
    documentStore.getState().open(diagram.document);
    view.setState({ mode: runs ? "run" : "design", readOnly: true, nodes: [], edges: [], tab: "configure" });
    document.title = `${diagram.title} · Breakwater`;
    setReady(true);
    return () => view.setState({ readOnly: false });
  }, [diagram, runs]);
  const copy = useMutation({
    mutationFn: () => createDiagram({ document: diagram.document }),
    onSuccess: ({ id }) => goTo(`/d/${id}`),
    onError: (error) => toast(error.message, "down"),
  });
  if (!ready) return <Waiting />;
  return (
    <div className="flex h-full flex-col">
      <TopBar
        diagramId={diagram.id}
        shareToken={token}
        status={
          <span className="inline-flex shrink-0 items-center gap-1 rounded-full bg-soft px-2 py-0.5 text-mute text-xs">
            <Eye aria-hidden className="size-3" /> read-only
          </span>
        }
        actions={
          <>
            <StudiesButton onClick={() => setStudying(true)} />
            <Button look="primary" disabled={copy.isPending} onClick={() => copy.mutate()}>
              <CopyPlus className="size-3.5" /> Make a copy
            </Button>
          </>
        }
      />
      <StudiesDialog
        diagramId={diagram.id}
        document={diagram.document}
        readOnly
        shareToken={token}
        open={studying}
        onClose={() => setStudying(false)}
      />
      <Workspace diagramId={diagram.id} readOnly shareToken={token} beforeRun={async () => true} />
    </div>
  );
}
