import { Plus, X } from "lucide-react";
import { useStore } from "zustand";
import { appendTo, type Path, removeAt, setValue } from "@/document/commands";
import { fittingTarget, measurable, operators, withOperator } from "@/document/probes";
import { metrics } from "@/document/registry";
import { complete, hypothesisProbeSchema, probeSchema } from "@/document/schema";
import { apply, documentStore } from "@/document/store";
import type { HypothesisProbe, Probe, Tolerance } from "@/document/types";
import { view } from "@/document/view";
import { useProblem, useValue } from "@/panels/inspector/form/binding";
import { Button, IconButton, NumberField, Reason, Select, Switch } from "@/ui";

const WHOLE = "__whole";

interface Props {
  path: Path;
  /** Whether each says if it must hold during the method too. */
  during?: boolean;
  add: string;
}

/** Probes, one a line: metric, of what, over how long, and what it may be. */
export function ProbeList({ path, during = false, add }: Props) {
  const [value] = useValue(path);
  const readOnly = useStore(view, (state) => state.readOnly);
  const probes = Array.isArray(value) ? (value as (Probe | HypothesisProbe)[]) : [];
  const schema = during ? hypothesisProbeSchema() : probeSchema();
  return (
    <div className="flex flex-col gap-1.5">
      {probes.length > 0 && (
        <div className={`${columns(during)} text-mute text-xs`}>
          <span>Metric</span>
          <span>Of</span>
          <span>Over the last</span>
          <span className="col-span-2">Is</span>
          {during && <span>During too</span>}
        </div>
      )}
      {probes.map((probe, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a probe has no id, it is its place
        <ProbeLine key={index} path={[...path, index]} probe={probe} during={during} readOnly={readOnly} />
      ))}
      {!readOnly && (
        <Button small look="quiet" className="self-start" onClick={() => apply(appendTo(path, complete(schema)))}>
          <Plus className="size-3.5" /> {add}
        </Button>
      )}
    </div>
  );
}

const columns = (during: boolean): string =>
  during
    ? "grid grid-cols-[minmax(0,1.15fr)_minmax(0,1.2fr)_88px_104px_minmax(0,1.1fr)_64px_28px] items-start gap-1.5"
    : "grid grid-cols-[minmax(0,1.15fr)_minmax(0,1.2fr)_88px_104px_minmax(0,1.1fr)_28px] items-start gap-1.5";

function ProbeLine({
  path,
  probe,
  during,
  readOnly,
}: {
  path: Path;
  probe: Probe | HypothesisProbe;
  during: boolean;
  readOnly: boolean;
}) {
  const document = useStore(documentStore, (state) => state.document);
  const problem = useProblem([...path, "target"]);
  const row = metrics[probe.metric];
  const targets = measurable(document, probe.metric);
  const set = (part: Partial<HypothesisProbe>) => apply(setValue(path, { ...probe, ...part }), path.join("."));
  const chooseMetric = (metric: string) =>
    set({ metric: metric as Probe["metric"], target: fittingTarget(document, metric, probe.target) });
  return (
    <div>
      <div className={columns(during)}>
        <Select
          label="Metric"
          value={probe.metric}
          disabled={readOnly}
          options={Object.entries(metrics).map(([value, { label, help }]) => ({
            value: value as Probe["metric"],
            label,
            ...(help ? { hint: help } : {}),
          }))}
          onChange={chooseMetric}
        />
        <Select
          label="Of"
          value={probe.target ?? WHOLE}
          disabled={readOnly}
          placeholder="Choose…"
          options={[
            ...(row?.whole ? [{ value: WHOLE, label: "whole diagram" }] : []),
            ...targets.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onChange={(target) => set({ target: target === WHOLE ? null : target })}
        />
        {row?.level ? (
          <span className="flex h-[30px] items-center text-faint text-sm">at the check</span>
        ) : (
          <NumberField
            label="Over the last"
            unit="s"
            nullable
            placeholder="all"
            disabled={readOnly}
            value={probe.windowSeconds}
            above={0}
            max={31_536_000}
            onChange={(windowSeconds) => set({ windowSeconds })}
          />
        )}
        <ToleranceFields
          tolerance={probe.tolerance}
          unit={row?.unit ?? ""}
          readOnly={readOnly}
          onChange={(tolerance) => set({ tolerance })}
        />
        {during && (
          <span className="flex h-[30px] items-center justify-center">
            <Switch
              label="Must hold during the method too"
              checked={"during" in probe && probe.during}
              disabled={readOnly}
              onChange={(on) => set({ during: on })}
            />
          </span>
        )}
        {!readOnly && (
          <IconButton
            label="Remove this probe"
            small
            onClick={() => apply(removeAt(path.slice(0, -1), Number(path.at(-1))))}
          >
            <X />
          </IconButton>
        )}
      </div>
      {problem && <Reason>{problem}</Reason>}
    </div>
  );
}

function ToleranceFields({
  tolerance,
  unit,
  readOnly,
  onChange,
}: {
  tolerance: Tolerance;
  unit: string;
  readOnly: boolean;
  onChange: (tolerance: Tolerance) => void;
}) {
  const number = (label: string, value: number, to: (value: number) => Tolerance, withUnit: boolean) => (
    <NumberField
      label={label}
      value={value}
      disabled={readOnly}
      {...(withUnit && unit ? { unit } : {})}
      onChange={(next) => next !== null && onChange(to(next))}
    />
  );
  return (
    <>
      <Select
        label="Is"
        value={tolerance.kind === "range" ? "range" : tolerance.operator}
        disabled={readOnly}
        options={Object.entries(operators).map(([value, label]) => ({ value, label }))}
        onChange={(operator) => onChange(withOperator(tolerance, operator))}
      />
      {tolerance.kind === "range" ? (
        <span className="grid grid-cols-[minmax(0,1fr)_minmax(0,1.5fr)] gap-1">
          {number("From", tolerance.low, (low) => ({ ...tolerance, low }), false)}
          {number("To", tolerance.high, (high) => ({ ...tolerance, high }), true)}
        </span>
      ) : (
        number("Value", tolerance.value, (value) => ({ ...tolerance, value }), true)
      )}
    </>
  );
}
