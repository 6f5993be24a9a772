import { useQuery } from "@tanstack/react-query";
import { Download, Ellipsis, FileText, FlaskConical, LoaderCircle, Pencil, Play, Radio, Trash2, X } from "lucide-react";
import { useState } from "react";
import {
  cancelExperimentRun,
  chaosToolkitUrl,
  type ExperimentResult,
  experimentRun,
  reportUrl,
  type StudyInfo,
} from "@/api";
import { plannedName } from "@/document/faults";
import { documentStore } from "@/document/store";
import type { Experiment } from "@/document/types";
import { ago, Button, cx, IconButton, Menu, MenuItem, MenuSeparator, toast } from "@/ui";
import { ResultDialog } from "./ResultDialog";
import { verdictTone, verdictWords } from "./verdicts";

const LOOKS_EVERY_MS = 500;
const chips = { ok: "bg-ok/12 text-ok", warn: "bg-warn/15 text-warn-ink", down: "bg-down/12 text-down" };

interface Props {
  id: string;
  experiment: Experiment;
  diagramId: string;
  readOnly: boolean;
  shareToken?: string;
  /** Its newest run, if it has been run. */
  latest: StudyInfo | undefined;
  starting: boolean;
  onRun: () => void;
  onEdit: () => void;
  onRemove: () => void;
  onWatch: () => void;
}

const isOn = (study: StudyInfo | undefined): boolean => study?.status === "queued" || study?.status === "running";

/** One experiment: its name, what it does, how its last run went. */
export function ExperimentLine(props: Props) {
  const { id, experiment, diagramId, readOnly, shareToken, latest, starting, onRun, onEdit, onRemove, onWatch } = props;
  const [open, setOpen] = useState(false);
  const query = useQuery({
    queryKey: ["experiment-run", latest?.id],
    queryFn: () => experimentRun(latest?.id ?? "", shareToken),
    enabled: latest !== undefined,
    refetchInterval: ({ state }) => (isOn(state.data ?? latest) ? LOOKS_EVERY_MS : false),
  });
  const study = query.data ?? latest;
  const on = isOn(study);
  const result = study?.result && "verdict" in study.result ? (study.result as ExperimentResult) : null;
  return (
    <div className="flex h-9 items-center gap-3 border-line border-t text-sm first:border-t-0">
      <FlaskConical aria-hidden className="size-3.5 shrink-0 text-mute" />
      <button
        type="button"
        className="min-w-0 shrink truncate font-medium hover:underline"
        title={experiment.description || experiment.hypothesis.title}
        onClick={onEdit}
      >
        {experiment.name}
      </button>
      <span className="min-w-0 flex-1 truncate text-mute">{inShort(experiment)}</span>
      {study && on && <Progress study={study} />}
      {study && !on && <Verdict study={study} result={result} onOpen={() => result?.runs.length && setOpen(true)} />}
      {!readOnly && !on && (
        <Button small disabled={starting} onClick={onRun}>
          {starting ? <LoaderCircle className="size-3.5 animate-spin" /> : <Play className="size-3.5" />}
          {study ? "Run again" : "Run"}
        </Button>
      )}
      {!readOnly && on && study && (
        <IconButton
          label="Cancel"
          small
          side="top"
          onClick={() => void cancelExperimentRun(study.id).catch((error: Error) => toast(error.message, "down"))}
        >
          <X />
        </IconButton>
      )}
      <Menu
        trigger={
          <IconButton label={`More about ${experiment.name}`} small side="top">
            <Ellipsis />
          </IconButton>
        }
      >
        <MenuItem icon={<Pencil />} onSelect={onEdit}>
          {readOnly ? "Show" : "Edit"}
        </MenuItem>
        {!readOnly && (
          <MenuItem icon={<Radio />} onSelect={onWatch}>
            Watch live
          </MenuItem>
        )}
        {result && study && (
          <MenuItem icon={<FileText />} href={reportUrl(study.id, "html", shareToken)}>
            Report
          </MenuItem>
        )}
        <MenuItem icon={<Download />} href={chaosToolkitUrl(diagramId, id, shareToken)}>
          Chaos Toolkit JSON
        </MenuItem>
        {!readOnly && (
          <>
            <MenuSeparator />
            <MenuItem icon={<Trash2 />} danger onSelect={onRemove}>
              Remove
            </MenuItem>
          </>
        )}
      </Menu>
      {study && open && result && (
        <ResultDialog
          result={result}
          study={study.id}
          diagramId={diagramId}
          shareToken={shareToken}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}

function Progress({ study }: { study: StudyInfo }) {
  const { fraction, secondsLeft } = study.progress;
  const left = secondsLeft === null ? "" : `, ${Math.ceil(secondsLeft)} s left`;
  return (
    <span className="flex shrink-0 items-center gap-2 text-mute tabular-nums" role="status">
      <span className="h-1 w-24 overflow-hidden rounded-full bg-soft">
        <span className="block h-full bg-accent transition-[width]" style={{ width: `${100 * fraction}%` }} />
      </span>
      {study.status === "queued" ? "waits for a worker" : `${Math.floor(100 * fraction)} %${left}`}
    </span>
  );
}

function Verdict({ study, result, onOpen }: { study: StudyInfo; result: ExperimentResult | null; onOpen: () => void }) {
  if (study.status === "cancelled") return <span className="shrink-0 text-mute">cancelled</span>;
  if (study.status === "failed") {
    return (
      <span className="min-w-0 truncate text-down" title={study.reason}>
        {study.reason || "failed"}
      </span>
    );
  }
  if (!result) return null;
  const words = verdictWords[result.verdict];
  const several = result.runs.length > 1 ? ` · ${result.held} of ${result.runs.length}` : "";
  return (
    <>
      <span className="shrink-0 text-faint text-xs">{ago(study.endedAt ?? study.createdAt)}</span>
      <button
        type="button"
        onClick={onOpen}
        title={result.reason || "What it showed"}
        className={cx("shrink-0 rounded-md px-2 py-0.5 font-medium", chips[verdictTone(result.verdict)])}
      >
        {words}
        {several}
      </button>
    </>
  );
}

/** "Crash Payment for 30 s; 7 probes" */
function inShort({ method, hypothesis }: Experiment): string {
  const { nodes } = documentStore.getState().document;
  const done = [...method.faults, ...method.operations].map((one) => {
    const lasts = "durationSeconds" in one && one.durationSeconds !== null ? ` for ${one.durationSeconds} s` : "";
    return `${plannedName(one.kind)} ${nodes[one.target]?.name ?? one.target}${lasts}`;
  });
  const probes = hypothesis.probes.length === 1 ? "1 probe" : `${hypothesis.probes.length} probes`;
  const shown = done.length > 2 ? [...done.slice(0, 2), `${done.length - 2} more`] : done;
  return [shown.join(", ") || "breaks nothing", probes].join(" · ");
}
