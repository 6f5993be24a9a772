import { PawPrint, Zap } from "lucide-react";
import { useMemo, useState } from "react";
import { useShallow } from "zustand/react/shallow";
import { kindsForAll, newFault, plannedHelp, plannedName } from "@/document/faults";
import { faultSchema } from "@/document/schema";
import type { Fault } from "@/live/messages";
import { groupOf, session, useCommandable, useIsLive, useRunStore } from "@/run";
import { countOf } from "@/run/format";
import { Button, FieldsContext, GroupTitle, Select, useFields } from "@/ui";
import { draftSource, FormSourceContext } from "../inspector/form/binding";
import { Form } from "../inspector/form/Form";
import { plannedFields } from "../inspector/form/planned";
import { nameOf, useDocument } from "../run/names";
import { MonkeyDialog } from "./MonkeyDialog";
import { Since } from "./Since";

const EACH_ITS_OWN: ReadonlySet<string> = new Set(["kind", "target", "atSeconds", "instance", "broker", "partition"]);

/** Strikes everything that is chosen with one fault, as one step that is healed as one. */
export function SelectionPanel({ ids, readOnly }: { ids: readonly string[]; readOnly: boolean }) {
  const document = useDocument();
  const commandable = useCommandable() && !readOnly;
  const live = useIsLive();
  const [monkey, setMonkey] = useState(false);
  const [wanted, setWanted] = useState("crash");
  const on = useRunStore(
    useShallow((state) => (state.frame?.faults ?? []).filter(({ target }) => ids.includes(target))),
  );
  const fields = useFields();
  const kinds = kindsForAll(document, ids);
  const chosen = kinds.find(({ kind }) => kind === wanted) ?? kinds[0];
  const kind = chosen?.kind ?? "crash";
  const source = useMemo(() => draftSource({ ...newFault(kind, "") }), [kind]);
  if (!chosen) return <p className="text-mute">Nothing of this can be broken.</p>;

  const strike = () =>
    void session.send({
      kind: "strike",
      faults: chosen.targets.map((target) => ({ ...source.read(), target }) as unknown as Fault),
    });
  const heal = () => {
    const whole = [...new Set(on.map(({ id }) => (allChosen(id) ? (groupOf(id) ?? id) : id)))];
    void session.send(...whole.map((fault) => ({ kind: "heal", fault }) as const));
  };
  const allChosen = (id: string): boolean =>
    (useRunStore.getState().frame?.faults ?? []).every(
      (other) => groupOf(other.id) === null || groupOf(other.id) !== groupOf(id) || ids.includes(other.target),
    );
  return (
    <section aria-label="Break the selection" className="flex flex-col gap-2.5">
      {!live && <p className="rounded-lg bg-soft px-2.5 py-2 text-mute text-sm">Press Run first, then break them.</p>}
      <GroupTitle>Strike all at once</GroupTitle>
      <Select
        label="Kind of fault"
        value={kind}
        options={kinds.map((one) => ({
          value: one.kind,
          label: plannedName(one.kind),
          hint: one.targets.length === ids.length ? "all" : `${one.targets.length} of ${ids.length}`,
        }))}
        onChange={setWanted}
      />
      <p className="text-mute text-xs">{plannedHelp(kind)}</p>
      <FieldsContext value={fields.report}>
        <FormSourceContext value={source}>
          <Form flat schema={faultSchema(kind)} path={["draft"]} except={EACH_ITS_OWN} special={plannedFields} />
        </FormSourceContext>
      </FieldsContext>
      <div className="flex flex-wrap gap-1.5">
        <Button small look="danger" disabled={!commandable || fields.wrong} onClick={strike}>
          <Zap className="size-3.5" /> Strike {chosen.targets.length === 1 ? "one" : chosen.targets.length}
        </Button>
        {on.length > 0 && (
          <Button small disabled={!commandable} onClick={heal}>
            Heal {countOf(on.length, "fault")}
          </Button>
        )}
        <Button small disabled={!commandable} onClick={() => setMonkey(true)}>
          <PawPrint className="size-3.5" /> Monkey here
        </Button>
      </div>
      {on.map((fault) => (
        <Since key={fault.id} fault={fault} named />
      ))}
      <p className="text-faint text-xs">{chosen.targets.map(nameOf).join(", ")}</p>
      <MonkeyDialog open={monkey} targets={ids} onClose={() => setMonkey(false)} />
    </section>
  );
}
