import { Download, ExternalLink } from "lucide-react";
import { useMemo } from "react";
import { type Checked, type ExperimentOutcome, type ExperimentResult, type ProbeOutcome, reportUrl } from "@/api";
import { TimeChart } from "@/panels/dock/TimeChart";
import { CopyLink } from "@/panels/share/CopyLink";
import type { FaultRecord } from "@/run";
import { cx, Dialog, GroupTitle } from "@/ui";
import { checkWords, quantity, recoveryWords, verdictTone, verdictWords } from "./verdicts";

const link =
  "inline-flex h-8 items-center gap-1.5 rounded-lg border border-line px-3 font-medium hover:bg-soft [&_svg]:size-3.5";
const toned = { ok: "text-ok", warn: "text-warn-ink", down: "text-down" };

/** What an experiment showed: the verdict, each probe before, during and after, and over time. */
export function ResultDialog({
  result,
  study,
  diagramId,
  shareToken,
  onClose,
}: {
  result: ExperimentResult | null;
  /** The id of the study that showed it. */
  study: string;
  diagramId: string;
  shareToken?: string | undefined;
  onClose: () => void;
}) {
  const run = result?.runs[0];
  return (
    <Dialog
      wide="full"
      open={result !== null}
      onClose={onClose}
      title={result?.experiment.name ?? ""}
      description={
        result && (
          <>
            <b className={toned[verdictTone(result.verdict)]}>{sentence(result)}</b> {result.reason}
          </>
        )
      }
      footer={
        <>
          <CopyLink
            diagramId={diagramId}
            shareToken={shareToken}
            addressWith={(token) => reportUrl(study, "html", token)}
          />
          <a className={link} href={reportUrl(study, "md", shareToken)} download>
            <Download /> Markdown
          </a>
          <a className={link} href={reportUrl(study, "html", shareToken)} target="_blank" rel="noreferrer">
            <ExternalLink /> Open the report
          </a>
        </>
      }
    >
      {run && (
        <div className="flex flex-col gap-4">
          <ProbeTable title="Steady state" probes={run.probes} />
          {run.abortConditions.length > 0 && <ProbeTable title="Abort conditions" probes={run.abortConditions} />}
          <Charts run={run} />
          {(result?.runs.length ?? 0) > 1 && result && <Seeds result={result} />}
        </div>
      )}
    </Dialog>
  );
}

function sentence({ verdict, held, runs }: ExperimentResult): string {
  const words = verdictWords[verdict];
  const one = `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
  return runs.length > 1 ? `${one} ${held} of ${runs.length} runs held.` : one;
}

function ProbeTable({ title, probes }: { title: string; probes: ProbeOutcome[] }) {
  return (
    <section>
      <GroupTitle className="mb-1">{title}</GroupTitle>
      <table className="w-full border-collapse text-sm tabular-nums">
        <thead className="text-mute">
          <tr>
            {["Probe", "Wanted", "Before", "Worst during", "After", "Back in tolerance"].map((head, index) => (
              <th
                key={head}
                scope="col"
                className={cx(
                  "pb-1 font-medium",
                  index > 0 && "pl-4",
                  index >= 2 && index < 5 ? "text-right" : "text-left",
                )}
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {probes.map((probe) => (
            <tr key={`${probe.words} ${probe.tolerance}`} className="border-line border-t align-baseline">
              <th scope="row" className="py-1 text-left font-normal">
                {probe.words}
                {probe.mustHoldDuring && <span className="text-faint text-xs"> during too</span>}
              </th>
              <td className="whitespace-nowrap pl-4 text-mute">{probe.tolerance}</td>
              <CheckCell check={probe.before} unit={probe.unit} counts />
              <CheckCell
                check={probe.during}
                opposite={probe.duringOpposite}
                unit={probe.unit}
                counts={probe.mustHoldDuring}
              />
              <CheckCell check={probe.after} unit={probe.unit} counts />
              <td className="whitespace-nowrap pl-4 text-mute">{recoveryWords(probe)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface CheckCellProps {
  check: Checked | null | undefined;
  opposite?: Checked | null | undefined;
  unit: string;
  counts: boolean;
}

function CheckCell({ check, opposite, unit, counts }: CheckCellProps) {
  const out = check && !check.held;
  return (
    <td
      className={cx(
        "whitespace-nowrap pl-4 text-right",
        check?.held && "text-ok",
        out && (counts ? "font-semibold text-down" : "text-warn-ink"),
      )}
    >
      {checkWords(check, unit, opposite)}
    </td>
  );
}

function Charts({ run }: { run: ExperimentOutcome }) {
  const method: FaultRecord[] = useMemo(
    () => [
      {
        id: "method",
        kind: "method",
        target: "",
        words: "method",
        since: run.methodBegins,
        ended: Math.min(run.methodEnds, run.ended),
        until: null,
      },
    ],
    [run],
  );
  const probes = [...run.probes, ...run.abortConditions].filter(({ values = [] }) =>
    values.some((one) => one !== null),
  );
  if (probes.length === 0) return null;
  return (
    <section>
      <GroupTitle className="mb-1">Over simulated time</GroupTitle>
      <div className="grid grid-cols-2 gap-x-6 gap-y-3">
        {probes.map((probe) => (
          <ProbeChart key={`${probe.words} ${probe.tolerance}`} probe={probe} method={method} ended={run.ended} />
        ))}
      </div>
    </section>
  );
}

/** Units that fit beside an axis; others stand in the title. */
const SHORT: ReadonlySet<string> = new Set(["ms", "s", "/s", "%"]);
const withUnit = ({ words, unit }: ProbeOutcome): string => (SHORT.has(unit) ? words : `${words}, ${unit}`);

function ProbeChart({ probe, method, ended }: { probe: ProbeOutcome; method: FaultRecord[]; ended: number }) {
  const series = useMemo(
    () => ({
      times: Float64Array.from(probe.times ?? []),
      values: Float64Array.from(probe.values ?? [], (value) => value ?? Number.NaN),
    }),
    [probe],
  );
  return (
    <TimeChart
      title={withUnit(probe)}
      series={series}
      format={(value) => (SHORT.has(probe.unit) ? quantity(value, probe.unit) : value.toLocaleString("en-US"))}
      faults={method}
      band={[probe.low, probe.high]}
      syncKey="experiment"
      now={ended}
      className="h-28"
    />
  );
}

function Seeds({ result }: { result: ExperimentResult }) {
  return (
    <section>
      <GroupTitle className="mb-1">Runs</GroupTitle>
      <ul className="flex flex-col text-sm">
        {result.runs.map((run) => (
          <li key={run.seed} className="flex gap-3 border-line border-t py-1">
            <span className="w-20 text-mute tabular-nums">seed {run.seed}</span>
            <span className={cx("w-28", toned[verdictTone(run.verdict)])}>{verdictWords[run.verdict]}</span>
            <span className="min-w-0 flex-1 text-mute">{run.reason}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
