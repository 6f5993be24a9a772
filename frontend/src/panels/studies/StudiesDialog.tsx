import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { ChevronLeft, FlaskConical } from "lucide-react";
import { useEffect, useState } from "react";
import { ApiError, cancelStudy, study as fetchStudy, type Study, type StudySpec, startStudy, studiesOf } from "@/api";
import { settingsOf } from "@/document/settings";
import type { Document } from "@/document/types";
import { ago, Button, Dialog, GroupTitle, toast } from "@/ui";
import { metricsOf, metricWords } from "./metrics";
import { StudyForm } from "./StudyForm";
import { StudyView } from "./StudyView";
import type { Value } from "./values";

export interface StudiesDialogProps {
  diagramId: string;
  document: Document;
  readOnly: boolean;
  shareToken?: string;
  open: boolean;
  onClose: () => void;
  /** Saves what is not saved yet: a study is of the diagram's revision. */
  beforeStart?: () => Promise<boolean>;
  onApply?: (values: { steps: (string | number)[]; value: Value }[]) => void;
}

const kinds: Record<string, string> = {
  experiment: "Experiment",
  solve: "Solver",
  sweep: "Sweep",
  replications: "Replications",
};
const POLL_MS = 700;
const LIST_POLL_MS = 2000;
const isLive = (one: Study | undefined) => one?.status === "queued" || one?.status === "running";

/** Questions that many runs answer: asked, watched and read here. */
export function StudiesDialog(props: StudiesDialogProps) {
  const { diagramId, document, readOnly, shareToken, open, onClose, beforeStart, onApply } = props;
  const client = useQueryClient();
  const [shown, setShown] = useState<string | null>(null);
  const listKey = ["studies", diagramId];
  const list = useQuery({
    queryKey: listKey,
    queryFn: () => studiesOf(diagramId, shareToken),
    enabled: open,
    refetchInterval: ({ state }) => (state.data?.some(isLive) ? LIST_POLL_MS : false),
  });
  const one = useQuery({
    queryKey: ["study", shown],
    queryFn: () => fetchStudy(shown as string, shareToken),
    enabled: open && shown !== null,
    refetchInterval: ({ state }) => (state.data === undefined || isLive(state.data) ? POLL_MS : false),
  });
  const seen = (found: Study) => {
    client.setQueryData(["study", found.id], found);
    setShown(found.id);
    void client.invalidateQueries({ queryKey: listKey });
  };
  const start = useMutation({
    mutationFn: async (spec: StudySpec) => {
      if (!(await beforeStart?.())) throw new Error("The diagram could not be saved, and a study is of what is saved.");
      return startStudy(diagramId, spec);
    },
    onSuccess: seen,
  });
  const cancel = useMutation({
    mutationFn: cancelStudy,
    onSuccess: seen,
    onError: (error) => toast(error.message, "down"),
  });
  const metrics = metricsOf(document);

  const applyValues = (values: Record<string, Value>) => {
    const settings = settingsOf(document);
    const found = Object.entries(values).map(([path, value]) => ({
      setting: settings.find((one) => one.path === path),
      value,
    }));
    if (found.some(({ setting }) => setting === undefined)) {
      return toast("The diagram has changed: it has no such setting any more.", "down");
    }
    onApply?.(found.map(({ setting, value }) => ({ steps: setting?.steps ?? [], value })));
    toast("The diagram has the value now. Ctrl Z takes it back.");
  };

  const current = shown === null ? undefined : one.data;
  const ended = current !== undefined && !isLive(current);
  // The list says the same of it as its own page.
  useEffect(() => {
    if (ended) void client.invalidateQueries({ queryKey: ["studies", diagramId] });
  }, [client, diagramId, ended]);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      wide
      title={current ? `Study: ${titleOf(current, document, metrics)}` : "Studies"}
      description={current ? undefined : "Many runs of this diagram that answer one question, done by all workers."}
    >
      <div className="flex flex-col gap-4 pb-4">
        {shown !== null && (
          <span>
            <Button small look="quiet" className="-ml-2.5" onClick={() => setShown(null)}>
              <ChevronLeft className="size-3.5" /> All studies
            </Button>
          </span>
        )}
        {current && (
          <StudyView
            study={current}
            metrics={metrics}
            {...(shareToken ? { shareToken } : {})}
            {...(readOnly ? {} : { onCancel: () => cancel.mutate(current.id), onApply: applyValues })}
          />
        )}
        {shown === null && !readOnly && (
          <StudyForm
            document={document}
            problems={problemsOf(start.error)}
            busy={start.isPending}
            onStart={start.mutate}
          />
        )}
        {shown === null && readOnly && list.data?.length === 0 && (
          <p className="text-mute">There are no studies of this diagram.</p>
        )}
        {shown === null && (
          <Earlier studies={list.data ?? []} titled={(found) => titleOf(found, document, metrics)} onShow={setShown} />
        )}
      </div>
    </Dialog>
  );
}

function Earlier(props: { studies: Study[]; titled: (study: Study) => string; onShow: (id: string) => void }) {
  const { studies, titled, onShow } = props;
  if (studies.length === 0) return null;
  return (
    <section aria-label="Earlier studies" className="flex flex-col">
      <GroupTitle className="mb-1">Earlier</GroupTitle>
      {studies.map((one) => (
        <button
          key={one.id}
          type="button"
          onClick={() => onShow(one.id)}
          className="flex items-center gap-2 border-line border-t px-1 py-1.5 text-left first-of-type:border-t-0 hover:bg-soft"
        >
          <FlaskConical aria-hidden className="size-3.5 shrink-0 text-faint" />
          <span className="min-w-0 flex-1 truncate">{titled(one)}</span>
          <span className="whitespace-nowrap text-mute text-sm">
            {one.status === "running" ? `${Math.floor(100 * one.progress.fraction)} %` : one.status} · revision{" "}
            {one.revision} · {ago(one.createdAt)}
          </span>
        </button>
      ))}
    </section>
  );
}

/** Solver: Lag, publish to handled. Experiment: Payment is lost. */
function titleOf({ kind, spec }: Study, document: Document, metrics: ReturnType<typeof metricsOf>): string {
  if (spec.kind === "experiment") {
    const { experiment } = spec;
    const name = typeof experiment === "string" ? document.experiments[experiment]?.name : experiment.name;
    return name ? `Experiment: ${name}` : "Experiment";
  }
  const metric = spec.kind === "solve" ? spec.metric : spec.metrics?.[0];
  return metric ? `${kinds[kind] ?? kind}, ${metricWords(metrics, metric)}` : (kinds[kind] ?? kind);
}

function problemsOf(error: Error | null): string[] {
  if (error === null) return [];
  const problems = error instanceof ApiError ? error.problems : [];
  if (problems.length === 0) return [error.message];
  return problems.map(
    ({ path, problem, allowed }) => `${path ? `${path}: ` : ""}${problem}${allowed ? ` (${allowed})` : ""}`,
  );
}
