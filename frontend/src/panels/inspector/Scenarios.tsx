import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import { useStore } from "zustand";
import { type Path, removeKey, setValue } from "@/document/commands";
import type { Field } from "@/document/form";
import { freeId, slug } from "@/document/ids";
import { complete, scenarioSchema } from "@/document/schema";
import { apply, documentStore } from "@/document/store";
import { view } from "@/document/view";
import { IconButton } from "@/ui";
import { monkeyFields } from "../chaos/monkey-fields";
import { Entry } from "./form/Entry";
import { Form } from "./form/Form";
import { ListField } from "./form/ListField";
import { plannedFields } from "./form/planned";

const NONE: ReadonlySet<string> = new Set();
const SPECIAL = { faults: Planned, operations: Planned, monkeys: Monkeys };

/** Faults and operations at set times, to run again and again. */
export function Scenarios({ title }: { title: ReactNode }) {
  const scenarios = useStore(documentStore, ({ document }) => document.scenarios);
  const readOnly = useStore(view, (state) => state.readOnly);
  const add = () => {
    const { document } = documentStore.getState();
    const name = `Scenario ${Object.keys(document.scenarios).length + 1}`;
    const id = freeId(slug(name), (one) => one in document.scenarios);
    apply(setValue(["scenarios", id], complete(scenarioSchema(), { name })));
  };
  return (
    <>
      <header className="flex h-6 items-center justify-between">
        {title}
        {!readOnly && (
          <IconButton label="Add a scenario" small onClick={add}>
            <Plus />
          </IconButton>
        )}
      </header>
      {Object.entries(scenarios).map(([id, scenario]) => (
        <Entry
          key={id}
          path={["scenarios", id]}
          title={scenario.name}
          onRemove={() => apply(removeKey(["scenarios"], id))}
        >
          <Form schema={scenarioSchema()} path={["scenarios", id]} except={NONE} special={SPECIAL} />
        </Entry>
      ))}
      {!Object.keys(scenarios).length && (
        <p className="text-mute text-sm">None. A scenario breaks and operates things at set times.</p>
      )}
    </>
  );
}

function Monkeys({ path, field }: { path: Path; field: Field }) {
  return field.type === "list" ? <ListField field={field} path={path} special={monkeyFields} /> : null;
}

function Planned({ path, field }: { path: Path; field: Field }) {
  return field.type === "list" ? <ListField field={field} path={path} special={plannedFields} /> : null;
}
