import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Plus, Upload } from "lucide-react";
import { useRef, useState } from "react";
import { useStore } from "zustand";
import { ApiError, experimentRuns, readExperiment, type StudyInfo, startExperiment } from "@/api";
import { removeKey, setValue } from "@/document/commands";
import { freeId, slug } from "@/document/ids";
import { complete, experimentSchema, hypothesisProbeSchema } from "@/document/schema";
import { apply, documentStore } from "@/document/store";
import { ImportDialog } from "@/panels/gallery/ImportDialog";
import type { Refusal } from "@/panels/gallery/importing";
import { Button, Dialog, toast } from "@/ui";
import { ExperimentForm } from "./ExperimentForm";
import { ExperimentLine } from "./ExperimentLine";
import { watchLive } from "./watching";

export interface ExperimentsPanelProps {
  diagramId: string;
  readOnly: boolean;
  shareToken?: string;
  /** Saves what is not saved yet: an experiment is run on what the server has. */
  beforeRun: () => Promise<boolean>;
}

const NEW_PROBE = { metric: "lost", during: true };

/** The diagram's experiments: what each one showed last, and what can be done with it. */
export function ExperimentsPanel({ diagramId, readOnly, shareToken, beforeRun }: ExperimentsPanelProps) {
  const experiments = useStore(documentStore, ({ document }) => document.experiments);
  const [editing, setEditing] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const file = useRef<HTMLInputElement>(null);
  const client = useQueryClient();
  const key = ["experiments", diagramId];
  const runs = useQuery({ queryKey: key, queryFn: () => experimentRuns(diagramId, shareToken) });
  const start = useMutation({
    mutationFn: async (id: string) => {
      await saved(beforeRun);
      return startExperiment(diagramId, id);
    },
    onSuccess: (study) => client.setQueryData<StudyInfo[]>(key, (known = []) => [study, ...known]),
    onError: (error) => toast(told(error), "down"),
  });

  const add = () => {
    const name = `Experiment ${Object.keys(experiments).length + 1}`;
    const id = freeId(slug(name), (one) => one in experiments);
    const probes = [complete(hypothesisProbeSchema(), NEW_PROBE)];
    const title = "Nothing is lost";
    apply(setValue(["experiments", id], { ...complete(experimentSchema(), { name }), hypothesis: { title, probes } }));
    setEditing(id);
  };

  const take = async (chosen: File) => {
    try {
      await saved(beforeRun);
      const experiment = await readExperiment(diagramId, JSON.parse(await chosen.text()));
      const id = freeId(slug(experiment.name), (one) => one in documentStore.getState().document.experiments);
      apply(setValue(["experiments", id], experiment));
      toast(`${experiment.name} is among the experiments.`);
    } catch (error) {
      const problems = error instanceof ApiError ? error.problems : [];
      setRefusal({
        file: chosen.name,
        problems: problems.length ? problems : [{ path: "", problem: told(error), allowed: "" }],
      });
    }
  };

  const entries = Object.entries(experiments);
  return (
    <div className="flex h-full min-h-0 flex-col gap-1.5">
      <div className="min-h-0 flex-1 overflow-y-auto">
        {entries.length === 0 && (
          <p className="pt-1 text-mute">
            None yet. An experiment says what should hold, breaks something, and tells whether it did.
          </p>
        )}
        {entries.map(([id, experiment]) => (
          <ExperimentLine
            key={id}
            id={id}
            experiment={experiment}
            diagramId={diagramId}
            readOnly={readOnly}
            latest={runs.data?.find((study) => "experiment" in study.spec && study.spec.experiment === id)}
            starting={start.isPending && start.variables === id}
            onRun={() => start.mutate(id)}
            onEdit={() => setEditing(id)}
            onRemove={() => apply(removeKey(["experiments"], id))}
            onWatch={() => void watchLive(diagramId, experiment, () => saved(beforeRun))}
            {...(shareToken === undefined ? {} : { shareToken })}
          />
        ))}
      </div>
      {!readOnly && (
        <div className="flex shrink-0 gap-1.5">
          <Button small onClick={add}>
            <Plus className="size-3.5" /> Add an experiment
          </Button>
          <Button small look="quiet" onClick={() => file.current?.click()}>
            <Upload className="size-3.5" /> Import Chaos Toolkit JSON
          </Button>
          <input
            ref={file}
            type="file"
            accept="application/json,.json"
            aria-label="A Chaos Toolkit experiment"
            className="hidden"
            onChange={(event) => {
              const chosen = event.target.files?.[0];
              event.target.value = "";
              if (chosen) void take(chosen);
            }}
          />
        </div>
      )}
      <Dialog
        wide="full"
        open={editing !== null && editing in experiments}
        onClose={() => setEditing(null)}
        title={(editing && experiments[editing]?.name) || "Experiment"}
        footer={
          <>
            <Button onClick={() => setEditing(null)}>Close</Button>
            {!readOnly && (
              <Button
                look="primary"
                disabled={start.isPending}
                onClick={() => {
                  if (editing) start.mutate(editing);
                  setEditing(null);
                }}
              >
                Run
              </Button>
            )}
          </>
        }
      >
        {editing && editing in experiments && <ExperimentForm id={editing} />}
      </Dialog>
      <ImportDialog refusal={refusal} onClose={() => setRefusal(null)} />
    </div>
  );
}

async function saved(beforeRun: () => Promise<boolean>): Promise<void> {
  if (!(await beforeRun())) throw new Error("The diagram is not saved yet.");
}

function told(error: unknown): string {
  if (error instanceof ApiError && error.problems.length) {
    return error.problems.map(({ path, problem }) => `${path}: ${problem}`).join("; ");
  }
  return error instanceof Error ? error.message : String(error);
}
