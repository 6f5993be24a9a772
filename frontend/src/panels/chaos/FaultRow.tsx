import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { newFault } from "@/document/faults";
import { faultSchema, type Schema } from "@/document/schema";
import type { ActiveFault, Command, Fault, LoggedCommand } from "@/live/messages";
import { Button, cx, FieldsContext, NumberField, Switch, useFields } from "@/ui";
import { draftSource, FormSourceContext } from "../inspector/form/binding";
import { Form } from "../inspector/form/Form";
import { plannedFields } from "../inspector/form/planned";
import { type FaultField, injected, injectedValue } from "./fault-fields";
import { Since } from "./Since";

export interface FaultRowProps {
  field: FaultField;
  target: string;
  /** Active faults of this kind on this target. */
  active: readonly ActiveFault[];
  log: readonly LoggedCommand[];
  disabled: boolean;
  onSend: (...commands: Command[]) => void;
}

const NESTED = "ml-[5px] flex flex-col gap-2 border-line border-l-2 pl-2.5";
const ELSEWHERE = ["kind", "target", "atSeconds"];

/** One kind of fault: its number or its switch, and behind its name what else can be said of it. */
export function FaultRow({ field, target, active, log, disabled, onSend }: FaultRowProps) {
  const [open, setOpen] = useState(false);
  const [source] = useState(() => draftSource({ ...(first(active, log) ?? newFault(field.kind, target)) }));
  const { number, part } = field;
  const schema = faultSchema(field.kind);
  const heals = active.map(({ id }): Command => ({ kind: "heal", fault: id }));
  const strike = (own: Record<string, unknown>) =>
    onSend(...heals, { kind: "inject", fault: { ...source.read(), ...own } as unknown as Fault });
  const struck = active.length > 0;
  const options = new Set([...ELSEWHERE, ...(number ? [number.key] : []), ...(part ? [part] : [])]);

  return (
    <div className="flex flex-col gap-1">
      <div className="grid min-h-[30px] grid-cols-[minmax(0,1fr)_auto] items-center gap-2">
        <button
          type="button"
          aria-expanded={open}
          title={field.help}
          onClick={() => setOpen(!open)}
          className={cx("-ml-1 flex items-center gap-1 text-left", struck && "font-medium text-down")}
        >
          <ChevronRight className={cx("size-3.5 shrink-0 text-faint transition-transform", open && "rotate-90")} />
          <span className="leading-tight">{field.label}</span>
        </button>
        {number ? (
          <Amount
            field={field}
            value={injectedValue(field, active, log)}
            disabled={disabled}
            onApply={(value) => (value === number.neutral ? onSend(...heals) : strike({ [number.key]: value }))}
          />
        ) : part ? (
          <Button small disabled={disabled} onClick={() => onSend({ kind: "inject", fault: asFault(source.read()) })}>
            Strike
          </Button>
        ) : (
          <Switch
            label={field.label}
            tone="down"
            checked={struck}
            disabled={disabled}
            onChange={(on) => (on ? strike({}) : onSend(...heals))}
          />
        )}
      </div>
      <FormSourceContext value={source}>
        {part && (
          <div className={NESTED}>
            <Form flat schema={schema} path={DRAFT} except={allBut(schema, part)} special={plannedFields} />
          </div>
        )}
        {open && (
          <div className={NESTED}>
            <p className="text-mute text-xs">{field.help}</p>
            <Form flat schema={schema} path={DRAFT} except={options} special={plannedFields} />
            {struck && number && (
              <Button
                small
                disabled={disabled}
                className="self-start"
                onClick={() => strike({ [number.key]: injectedValue(field, active, log) })}
              >
                Strike again with these
              </Button>
            )}
          </div>
        )}
      </FormSourceContext>
      {active.map((fault) => (
        <Since
          key={fault.id}
          fault={fault}
          named={part !== null}
          {...(part && !disabled ? { onHeal: () => onSend({ kind: "heal", fault: fault.id }) } : {})}
        />
      ))}
    </div>
  );
}

const DRAFT = ["draft"];

const asFault = (value: Record<string, unknown>): Fault => value as unknown as Fault;

const first = (active: readonly ActiveFault[], log: readonly LoggedCommand[]): Fault | null =>
  active[0] ? injected(active[0].id, log) : null;

const allBut = ({ properties = {} }: Schema, key: string): ReadonlySet<string> =>
  new Set(Object.keys(properties).filter((one) => one !== key));

/** It strikes when the number is confirmed by Enter or by leaving the field, not while it is typed. */
function Amount({
  field: { label, number },
  value,
  disabled,
  onApply,
}: {
  field: FaultField;
  value: number | null;
  disabled: boolean;
  onApply: (value: number | null) => void;
}) {
  const [draft, setDraft] = useState<number | null | undefined>(undefined);
  const fields = useFields();
  if (!number) return null;
  const apply = () => {
    // The last that was allowed while one typed is not what stands there.
    if (fields.wrong) return;
    if (draft !== undefined && draft !== value) onApply(draft);
    setDraft(undefined);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens to what happens in the field inside
    <div
      onBlur={apply}
      onKeyDown={(event) => {
        if (event.key === "Enter") apply();
        if (event.key === "Escape") setDraft(undefined);
      }}
    >
      <FieldsContext value={fields.report}>
        <NumberField
          label={label}
          unit={number.unit}
          value={draft === undefined ? value : draft}
          nullable={number.neutral === null}
          placeholder="off"
          min={number.min}
          max={number.max}
          step={number.step}
          disabled={disabled}
          className="w-[96px]"
          onChange={(next) => (next !== null || number.neutral === null) && setDraft(next)}
        />
      </FieldsContext>
    </div>
  );
}
