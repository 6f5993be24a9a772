import { Play, Plus, Trash2 } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import type { StudySpec } from "@/api";
import { type Setting, settingsOf } from "@/document/settings";
import type { Document } from "@/document/types";
import { Button, FieldsContext, IconButton, NumberField, Reason, SegmentedControl, Select, useFields } from "@/ui";
import { box } from "@/ui/field";
import { metricsOf, unitOf } from "./metrics";
import { type Choice, Picker } from "./Picker";
import { firstValues, inWords, readValues } from "./values";

type Kind = StudySpec["kind"];
type Comparison = "<" | "<=" | ">" | ">=";

const kinds: { value: Kind; label: string }[] = [
  { value: "solve", label: "Solve" },
  { value: "sweep", label: "Sweep" },
  { value: "replications", label: "Replications" },
];
const stories: Record<Kind, string> = {
  solve: "Finds the lowest or highest value of one setting that keeps a limit, as fewest consumers for a lag.",
  sweep: "Tries every combination of values, on the same random numbers, and shows what each does.",
  replications: "Runs the diagram on many seeds: how well its numbers are known, and how far single runs lie apart.",
};

interface Row {
  path: string;
  text: string;
}

/** What is to be studied. What the server finds wrong with it stands below, each at its place's name. */
export function StudyForm(props: {
  document: Document;
  problems: string[];
  busy: boolean;
  onStart: (spec: StudySpec) => void;
}) {
  const { document, problems, busy, onStart } = props;
  const [kind, setKind] = useState<Kind>("solve");
  const [rows, setRows] = useState<Row[]>([{ path: "", text: "" }]);
  const [metric, setMetric] = useState("");
  const [range, setRange] = useState({ first: 1, last: 20, step: 1 });
  const [want, setWant] = useState<"lowest" | "highest">("lowest");
  const [comparison, setComparison] = useState<Comparison>("<");
  const [limit, setLimit] = useState(1000);
  const [replications, setReplications] = useState(10);
  const [until, setUntil] = useState(120);
  const [warmUp, setWarmUp] = useState(0);
  const fields = useFields();
  const settings = useMemo(() => settingsOf(document), [document]);
  const metrics = useMemo(() => metricsOf(document), [document]);
  const settingOf = (path: string) => settings.find((setting) => setting.path === path);
  const numbers = settings.filter(({ type }) => type === "number");
  const metricChoices = metrics.map(({ name, owner, title }) => ({ key: name, owner, title, hint: unitOf(name) }));
  const runs = { untilSeconds: until, warmUp, replications };

  const wrong = rows.map(({ path, text }) => {
    const setting = settingOf(path);
    const values = setting ? readValues(text, setting) : [];
    return typeof values === "string" ? values : null;
  });
  const ready =
    kind === "replications" ||
    (metric !== "" &&
      (kind === "solve"
        ? settingOf(rows[0]?.path ?? "") !== undefined
        : rows.every(({ path }) => path !== "") && wrong.every((one) => one === null)));

  const backwards = kind === "solve" && rows[0]?.path !== "" && range.first > range.last;

  const start = () => {
    if (kind === "replications") return onStart({ kind, ...runs, ...(metric ? { metrics: [metric] } : {}) });
    if (kind === "sweep") {
      const parameters = rows.map(({ path, text }) => ({
        path,
        values: readValues(text, settingOf(path) as Setting) as (string | number | boolean)[],
        range: null,
      }));
      return onStart({ kind, ...runs, metrics: [metric], parameters });
    }
    const parameter = { path: rows[0]?.path ?? "", ...range };
    const most = Math.min(1000, 8 * replications);
    onStart({ kind, ...runs, parameter, metric, comparison, limit, want, maxReplications: most });
  };

  const pick = (index: number, path: string) => {
    const setting = settingOf(path);
    setRows(rows.with(index, { path, text: setting ? firstValues(setting) : "" }));
    if (setting && typeof setting.present === "number") {
      const present = setting.present;
      setRange({
        first: setting.integer ? 1 : present / 10,
        last: Math.max(4, Math.ceil(present * 3)),
        step: setting.integer ? 1 : present / 10,
      });
    }
  };

  return (
    <FieldsContext value={fields.report}>
      <div className="flex flex-col gap-3.5">
        <div className="flex items-center gap-3">
          <SegmentedControl
            label="Kind of study"
            value={kind}
            options={kinds}
            onChange={(next) => {
              setKind(next);
              setRows(rows.slice(0, 1));
            }}
          />
        </div>
        <p className="text-mute">{stories[kind]}</p>
        {kind === "solve" && (
          <Labelled name="The setting to find">
            <Picker
              label="Setting"
              choices={numbers.map(choiceOf)}
              picked={rows[0]?.path ?? ""}
              onPick={(path) => pick(0, path)}
              placeholder="Search: concurrency, instances, rate…"
            />
          </Labelled>
        )}
        {kind === "solve" && rows[0]?.path && (
          <div className="grid grid-cols-4 gap-2">
            <Labelled name="Wanted">
              <Select
                label="Wanted"
                value={want}
                onChange={setWant}
                className="h-8"
                options={[
                  { value: "lowest", label: "lowest" },
                  { value: "highest", label: "highest" },
                ]}
              />
            </Labelled>
            <Labelled name="From">
              <NumberField
                label="From"
                value={range.first}
                unit={unit(settingOf(rows[0].path))}
                onChange={(first) => setRange({ ...range, first: first ?? 1 })}
              />
            </Labelled>
            <Labelled name="To">
              <NumberField
                label="To"
                value={range.last}
                unit={unit(settingOf(rows[0].path))}
                onChange={(last) => setRange({ ...range, last: last ?? 1 })}
              />
            </Labelled>
            <Labelled name="In steps of">
              <NumberField
                label="In steps of"
                above={0}
                value={range.step}
                unit={unit(settingOf(rows[0].path))}
                onChange={(step) => setRange({ ...range, step: step ?? 1 })}
              />
            </Labelled>
          </div>
        )}
        {backwards && <Reason>{`From is to be at most To, ${range.last}`}</Reason>}
        {kind === "sweep" && (
          <Labelled name="Settings, and the values to try">
            <div className="flex flex-col gap-2">
              {rows.map((row, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
                <div key={index} className="flex items-start gap-2">
                  <div className="min-w-0 flex-1">
                    <Picker
                      label={`Setting ${index + 1}`}
                      choices={settings.map(choiceOf)}
                      picked={row.path}
                      onPick={(path) => pick(index, path)}
                      placeholder="Search: concurrency, retry, rate…"
                    />
                  </div>
                  {row.path && (
                    <span className="flex w-52 flex-col">
                      <input
                        aria-label={`Values ${index + 1}`}
                        value={row.text}
                        onChange={(event) => setRows(rows.with(index, { ...row, text: event.target.value }))}
                        className={box(wrong[index] !== null, "h-8 w-full tabular-nums")}
                        placeholder="1, 2, 4 or 1 to 10 by 3"
                      />
                      {wrong[index] && <Reason>{wrong[index] as string}</Reason>}
                    </span>
                  )}
                  {rows.length > 1 && (
                    <IconButton label="Take this setting out" onClick={() => setRows(rows.toSpliced(index, 1))}>
                      <Trash2 />
                    </IconButton>
                  )}
                </div>
              ))}
              {rows.length < 5 && rows.at(-1)?.path && (
                <span>
                  <Button small look="quiet" onClick={() => setRows([...rows, { path: "", text: "" }])}>
                    <Plus className="size-3.5" /> One more setting
                  </Button>
                </span>
              )}
            </div>
          </Labelled>
        )}
        <Labelled name={kind === "replications" ? "Measured (left out: the usual metrics)" : "Measured"}>
          <Picker
            label="Metric"
            choices={metricChoices}
            picked={metric}
            onPick={setMetric}
            placeholder="Search: lag, utilisation, dead letters…"
          />
        </Labelled>
        <div className={kind === "solve" && metric ? "grid grid-cols-5 gap-2" : "grid grid-cols-3 gap-2"}>
          {kind === "solve" && metric && (
            <>
              <Labelled name="Must be">
                <Select
                  label="Must be"
                  value={comparison}
                  onChange={setComparison}
                  className="h-8"
                  options={comparisons}
                />
              </Labelled>
              <Labelled name="Limit">
                <NumberField
                  label="Limit"
                  value={limit}
                  min={0}
                  unit={unitOf(metric)}
                  onChange={(value) => setLimit(value ?? 0)}
                />
              </Labelled>
            </>
          )}
          <Labelled name={kind === "solve" ? "First look" : "Replications"}>
            <NumberField
              label="Replications"
              value={replications}
              unit="runs"
              min={kind === "solve" ? 2 : 1}
              max={1000}
              integer
              onChange={(value) => setReplications(value ?? 10)}
            />
          </Labelled>
          <Labelled name="Each run">
            <NumberField
              label="Each run"
              value={until}
              unit="s"
              above={0}
              max={86_400}
              onChange={(value) => setUntil(value ?? 120)}
            />
          </Labelled>
          <Labelled name="Left out at its start">
            <NumberField
              label="Left out at its start"
              value={warmUp}
              unit="s"
              min={0}
              below={until}
              onChange={(value) => setWarmUp(value ?? 0)}
            />
          </Labelled>
        </div>
        {problems.map((problem) => (
          <Reason key={problem}>{problem}</Reason>
        ))}
        <span className="flex justify-end">
          <Button look="primary" disabled={!ready || backwards || fields.wrong || busy} onClick={start}>
            <Play className="size-3.5" /> Start the study
          </Button>
        </span>
      </div>
    </FieldsContext>
  );
}

const comparisons: { value: Comparison; label: string }[] = [
  { value: "<", label: "less than" },
  { value: "<=", label: "at most" },
  { value: ">", label: "more than" },
  { value: ">=", label: "at least" },
];

const choiceOf = ({ path, owner, title, unit, present }: Setting): Choice => ({
  key: path,
  owner,
  title,
  hint: inWords(present, unit),
});

const unit = (setting: Setting | undefined): string => setting?.unit ?? "";

function Labelled({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span className="text-mute text-sm">{name}</span>
      {children}
    </div>
  );
}
