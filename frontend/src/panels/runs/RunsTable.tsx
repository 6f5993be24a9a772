import { GitBranch, Square } from "lucide-react";
import type { RunSummary } from "@/api";
import { countOf, formatClock, formatSpeed } from "@/run/format";
import { ago, Button, Checkbox, cx, dateTime, IconButton } from "@/ui";
import { howFar, isOn, standing, type Tone } from "./words";

const tones: Record<Tone, string> = { ok: "bg-ok", mute: "bg-faint", warn: "bg-warn", down: "bg-down" };

interface RunsTableProps {
  runs: readonly RunSummary[];
  chosen: readonly string[];
  onChoose: (run: string) => void;
  onOpen: (run: RunSummary) => void;
  onStop: (run: string) => void;
  stopping: string | null;
  withDiagram: boolean;
}

export function RunsTable({ runs, withDiagram, ...rest }: RunsTableProps) {
  const columns = ["", ...(withDiagram ? ["Diagram"] : []), "State", "Progress", "Run", "Comes from", "Started", ""];
  return (
    <div className="overflow-x-auto rounded-xl border border-line bg-panel">
      <table className="w-full border-collapse text-sm tabular-nums">
        <thead className="text-left text-mute">
          <tr>
            {columns.map((column, place) => (
              <th
                key={`${column}${place === 0 ? "choice" : ""}`}
                scope="col"
                className="whitespace-nowrap px-3 py-2 font-medium"
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <Row key={run.id} run={run} runs={runs} withDiagram={withDiagram} {...rest} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({
  run,
  runs,
  chosen,
  onChoose,
  onOpen,
  onStop,
  stopping,
  withDiagram,
}: RunsTableProps & { run: RunSummary }) {
  const { text, tone } = standing(run);
  const parent = run.parent === null ? undefined : runs.find(({ id }) => id === run.parent);
  return (
    <tr className={cx("h-11 border-line border-t", chosen.includes(run.id) && "bg-soft")}>
      <td className="w-8 px-3">
        <Checkbox
          label={`Choose the run of ${run.diagramTitle} started ${dateTime(run.startedAt)}`}
          checked={chosen.includes(run.id)}
          onChange={() => onChoose(run.id)}
        />
      </td>
      {withDiagram && (
        <td className="max-w-60 truncate px-3 font-medium" title={run.diagramTitle}>
          {run.diagramTitle}
        </td>
      )}
      <td className="px-3">
        <span className="flex max-w-56 items-center gap-2" title={run.reason || undefined}>
          <span className={cx("size-2 shrink-0 rounded-full", tones[tone])} />
          <span className={cx("truncate", tone === "down" && "text-down")}>{text}</span>
        </span>
      </td>
      <td className="min-w-52 px-3">
        <div
          role="progressbar"
          aria-label="Progress"
          aria-valuenow={Math.round(run.progress * 100)}
          aria-valuemin={0}
          aria-valuemax={100}
          className="h-1 rounded-full bg-soft"
        >
          <div
            className={cx("h-full rounded-full", isOn(run) ? "bg-accent" : "bg-faint")}
            style={{ width: `${run.progress * 100}%` }}
          />
        </div>
        <div className="mt-0.5 whitespace-nowrap text-mute text-xs">{howFar(run)}</div>
      </td>
      <td className="whitespace-nowrap px-3 text-mute">
        seed {run.seed} · {formatSpeed(run.speed)} · revision {run.revision}
        {run.commands > 0 && ` · ${countOf(run.commands, "command")}`}
      </td>
      <td className="whitespace-nowrap px-3">
        {run.parent === null ? (
          <span className="text-faint">–</span>
        ) : (
          <button
            type="button"
            className="flex items-center gap-1 text-accent hover:underline disabled:text-mute disabled:no-underline"
            title="Open the run that it branched from"
            disabled={parent === undefined}
            onClick={() => parent && onOpen(parent)}
          >
            <GitBranch className="size-3.5" /> seed {parent?.seed ?? run.seed} at {formatClock(run.parentTime ?? 0)}
          </button>
        )}
      </td>
      <td className="whitespace-nowrap px-3 text-mute" title={dateTime(run.startedAt)}>
        {ago(run.startedAt)}
      </td>
      <td className="px-3">
        <span className="flex items-center justify-end gap-1">
          {isOn(run) && (
            <IconButton label="Stop" small disabled={stopping === run.id} onClick={() => onStop(run.id)}>
              <Square fill="currentColor" strokeWidth={1} className="size-3.5!" />
            </IconButton>
          )}
          <Button small onClick={() => onOpen(run)}>
            Open
          </Button>
        </span>
      </td>
    </tr>
  );
}
