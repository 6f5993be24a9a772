import { X } from "lucide-react";
import { plannedName } from "@/document/faults";
import { faultSchema } from "@/document/schema";
import { tunables, tunableTargets } from "@/document/tunable";
import { IconButton, NumberField, Select } from "@/ui";
import { FormSourceContext } from "../inspector/form/binding";
import { Form } from "../inspector/form/Form";
import { plannedFields } from "../inspector/form/planned";
import { useDocument } from "../run/names";
import type { Change, TuneChange } from "./changes";

const ELSEWHERE: ReadonlySet<string> = new Set(["kind", "atSeconds"]);

interface ChangeRowProps {
  change: Change;
  onChange: (change: Change) => void;
  onRemove: () => void;
}

export function ChangeRow({ change, onChange, onRemove }: ChangeRowProps) {
  const title =
    change.is === "fault"
      ? plannedName(change.kind)
      : (tunables.find(({ number }) => number === change.number)?.label ?? change.number);
  return (
    <li className="rounded-lg border border-line px-3 pt-1.5 pb-2.5">
      <div className="flex items-center justify-between">
        <span className="font-medium">{title}</span>
        <IconButton label={`Leave out ${title}`} small className="-mr-2" onClick={onRemove}>
          <X className="size-3.5!" />
        </IconButton>
      </div>
      {change.is === "fault" ? (
        <FormSourceContext value={change.source}>
          <Form flat schema={faultSchema(change.kind)} path={["draft"]} except={ELSEWHERE} special={plannedFields} />
        </FormSourceContext>
      ) : (
        <TuneFields change={change} onChange={onChange} />
      )}
    </li>
  );
}

function TuneFields({ change, onChange }: { change: TuneChange; onChange: (change: Change) => void }) {
  const targets = tunableTargets(useDocument(), change.number);
  const limits = tunables.find(({ number }) => number === change.number);
  if (!limits) return null;
  return (
    <div className="flex items-start gap-2">
      <Select
        label="Of what"
        value={change.target}
        options={targets.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(target) => onChange({ ...change, target })}
        className="min-w-0 flex-1"
      />
      <NumberField
        label={limits.label}
        value={change.value}
        nullable
        placeholder="number"
        unit={limits.unit}
        min={limits.least}
        max={limits.most}
        integer={limits.whole}
        onChange={(value) => onChange({ ...change, value })}
        className="w-28"
      />
    </div>
  );
}
