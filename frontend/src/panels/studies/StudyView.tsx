import { Check, Download, Square } from "lucide-react";
import { useState } from "react";
import { type ReplicationsResult, type SolveResult, type Study, type SweepResult, studyTableUrl } from "@/api";
import { Cell, Line, Table } from "@/panels/run/Table";
import { formatInteger, formatSeconds } from "@/run/format";
import { Button, Select } from "@/ui";
import { HeatMap } from "./HeatMap";
import { IntervalChart } from "./IntervalChart";
import { formatEstimate, formatMetric, type MetricOption, metricWords } from "./metrics";
import { inWords, type Value } from "./values";

export interface StudyViewProps {
  study: Study;
  metrics: MetricOption[];
  shareToken?: string;
  onCancel?: () => void;
  /** Puts a value into the diagram; left out where it cannot be edited. */
  onApply?: (values: Record<string, Value>) => void;
}

export function StudyView(props: StudyViewProps) {
  const { study, shareToken, onCancel } = props;
  const { result } = study;
  const live = study.status === "queued" || study.status === "running";
  return (
    <div className="flex flex-col gap-3.5">
      <Progress study={study} />
      {study.reason && <p className={study.status === "failed" ? "text-down" : "text-warn-ink"}>{study.reason}</p>}
      {result?.kind === "solve" && <Solved {...props} result={result} />}
      {result?.kind === "sweep" && <Swept {...props} result={result} />}
      {result?.kind === "replications" && <Replicated {...props} result={result} />}
      <span className="flex justify-end gap-2">
        {result && (
          <a href={studyTableUrl(study.id, shareToken)} download>
            <Button tabIndex={-1} small>
              <Download className="size-3.5" /> Download CSV
            </Button>
          </a>
        )}
        {live && onCancel && (
          <Button small look="danger" onClick={onCancel}>
            <Square className="size-3" /> Cancel
          </Button>
        )}
      </span>
    </div>
  );
}

function Progress({ study: { status, progress } }: { study: Study }) {
  const percent = Math.floor(100 * progress.fraction);
  const left = progress.secondsLeft === null ? "" : `, about ${formatSeconds(progress.secondsLeft)} left`;
  const words = {
    queued: "Waiting for a worker",
    running: `${percent} %${left}`,
    finished: `Done in ${formatSeconds(progress.secondsElapsed)}`,
    cancelled: `Cancelled at ${percent} %: what is known by then`,
    failed: "It cannot be done",
  }[status];
  return (
    <div className="flex flex-col gap-1">
      <div className="flex justify-between text-mute text-sm tabular-nums">
        <span aria-live="polite">{words}</span>
        <span>
          {formatInteger(progress.partsDone)} of {formatInteger(progress.partsExpected)} parts
        </span>
      </div>
      <div
        role="progressbar"
        aria-label="Progress of the study"
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
        className="h-1.5 overflow-hidden rounded-full bg-soft"
      >
        <div
          className={status === "failed" ? "h-full bg-down" : "h-full bg-accent transition-[width]"}
          style={{ width: `${status === "finished" ? 100 : percent}%` }}
        />
      </div>
    </div>
  );
}

const verdicts = { holds: "keeps it", fails: "does not", undecided: "undecided", open: "more runs follow" } as const;

function Solved({ result, metrics, onApply }: StudyViewProps & { result: SolveResult }) {
  const { metric, unit, answer } = result;
  const format = (value: number) => formatMetric(metric, value);
  const words = result.words.replaceAll(metric, metricWords(metrics, metric));
  return (
    <>
      {result.ended && (
        <section aria-label="Answer" className="rounded-lg border border-line bg-soft/60 px-3.5 py-3">
          <div className="flex items-center gap-3">
            <b className="text-lg tabular-nums">{answer === null ? "No value" : inWords(answer, unit)}</b>
            <span className={result.certain ? "text-ok" : "text-warn-ink"}>
              {result.certain ? `certain to ${(100 * result.confidence).toPrecision(3)} %` : "not certain"}
            </span>
            {answer !== null && onApply && answer !== result.present && (
              <Button small look="primary" className="ml-auto" onClick={() => onApply({ [result.path]: answer })}>
                <Check className="size-3.5" /> Apply to the diagram
              </Button>
            )}
          </div>
          <p className="mt-1.5 text-mute">{words}</p>
        </section>
      )}
      {result.steps.length > 1 && (
        <IntervalChart
          label={`${metricWords(metrics, metric)} over ${result.title}`}
          points={result.steps.map(({ value, estimate }) => ({
            x: value,
            mean: estimate?.mean ?? null,
            halfWidth: estimate?.halfWidth ?? null,
          }))}
          xWords={unit ? `${result.title} (${unit})` : result.title}
          format={format}
          limit={result.limit}
        />
      )}
      <Table
        first={result.title}
        columns={[metricWords(metrics, metric), "runs", `${result.comparison} ${format(result.limit)}`]}
      >
        {result.steps.map((step) => (
          <Line key={step.value} name={inWords(step.value, unit)}>
            <Cell>{formatEstimate(metric, step.estimate ?? undefined)}</Cell>
            <Cell>{step.runs}</Cell>
            <Cell tone={step.verdict === "fails" ? "down" : step.verdict === "undecided" ? "warn" : undefined}>
              {step.reason || verdicts[step.verdict]}
            </Cell>
          </Line>
        ))}
      </Table>
    </>
  );
}

function Swept({ result, metrics, onApply }: StudyViewProps & { result: SweepResult }) {
  const [chosen, setMetric] = useState(result.metrics[0] ?? "");
  const metric = result.metrics.includes(chosen) ? chosen : (result.metrics[0] ?? "");
  const [axis] = result.axes;
  const [first] = result.points;
  const uneven = result.points.some(({ runs }) => runs !== first?.runs);
  const numeric = result.axes.length === 1 && axis?.values.every((value) => typeof value === "number");
  return (
    <>
      {result.metrics.length > 1 && (
        <Select
          label="Metric shown"
          value={metric}
          onChange={setMetric}
          className="h-8"
          options={result.metrics.map((name) => ({ value: name, label: metricWords(metrics, name) }))}
        />
      )}
      {numeric && axis && (
        <IntervalChart
          label={`${metricWords(metrics, metric)} over ${axis.title}`}
          points={result.points.map(({ values, estimates }) => ({
            x: values[axis.path] as number,
            mean: estimates[metric]?.mean ?? null,
            halfWidth: estimates[metric]?.halfWidth ?? null,
          }))}
          xWords={axis.unit ? `${axis.title} (${axis.unit})` : axis.title}
          format={(value) => formatMetric(metric, value)}
        />
      )}
      {result.axes.length === 2 && <HeatMap result={result} metric={metric} />}
      <Table
        first={result.axes.map(({ title }) => title).join(" · ")}
        columns={[metricWords(metrics, metric), "to the first", "runs", ...(onApply ? [""] : [])]}
      >
        {result.points.map(({ values, estimates, differences, runs, cutShort, reason }) => {
          const name = result.axes.map(({ path, unit }) => inWords(values[path], unit)).join(" · ");
          const difference = differences[metric];
          return (
            <Line key={name} name={name}>
              <Cell tone={reason ? "down" : undefined}>{reason || formatEstimate(metric, estimates[metric])}</Cell>
              <Cell>
                {difference ? signed(metric, difference) : "–"}
                {difference && uneven && <span className="text-faint"> over {difference.n} pairs</span>}
              </Cell>
              <Cell tone={cutShort ? "warn" : undefined}>
                {cutShort ? `${runs}, ${cutShort} at their limit` : runs}
              </Cell>
              {onApply && (
                <Cell>
                  <Button small look="quiet" aria-label={`Apply ${name}`} onClick={() => onApply(values)}>
                    Apply
                  </Button>
                </Cell>
              )}
            </Line>
          );
        })}
      </Table>
      <p className="text-mute text-xs">
        ± holds the true mean with the study's confidence, by Student's t over the runs. All points share their random
        numbers: differences are those of pairs of runs on one seed.
        {uneven &&
          " As long as points have unequal numbers of runs, only seeds that both have are compared, two at least, so a difference need not be that of the two means."}
      </p>
    </>
  );
}

function signed(metric: string, { mean, halfWidth }: { mean: number; halfWidth: number | null }): string {
  const size = formatEstimate(metric, { mean: Math.abs(mean), halfWidth });
  return `${mean < 0 ? "−" : "+"}${size}`;
}

function Replicated({ result, metrics }: StudyViewProps & { result: ReplicationsResult }) {
  return (
    <>
      <p className="text-mute">
        {formatInteger(result.seeds.length)} runs of {formatSeconds(result.simulatedSeconds)} simulated,{" "}
        {formatInteger(result.events)} events
        {result.cutShort.length > 0 && `; ${result.cutShort.length} reached their limit of events and are left out`}
      </p>
      <Table first="Metric" columns={["mean", "single runs lie between", "runs"]}>
        {Object.entries(result.estimates).map(([name, one]) => (
          <Line key={name} name={metricWords(metrics, name)}>
            <Cell>{formatEstimate(name, one)}</Cell>
            <Cell>
              {one.spread ? `${formatMetric(name, one.spread.low)} and ${formatMetric(name, one.spread.high)}` : "–"}
            </Cell>
            <Cell>{one.n}</Cell>
          </Line>
        ))}
      </Table>
    </>
  );
}
