import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import { useStore } from "zustand";
import { type Path, removeKey, setValue } from "@/document/commands";
import { strikable } from "@/document/faults";
import type { Field } from "@/document/form";
import { freeId, slug } from "@/document/ids";
import { complete, scenarioSchema } from "@/document/schema";
import { apply, documentStore } from "@/document/store";
import { view } from "@/document/view";
import { IconButton, Select } from "@/ui";
import { useValue } from "./form/binding";
import { Entry } from "./form/Entry";
import { Form } from "./form/Form";
import { ListField } from "./form/ListField";
import { Row } from "./form/Row";

const NONE: ReadonlySet<string> = new Set();

/** Faults at set times, to run again and again. */
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
        <Entry key={id} title={scenario.name} onRemove={() => apply(removeKey(["scenarios"], id))}>
          <Form schema={scenarioSchema()} path={["scenarios", id]} except={NONE} special={{ faults: Faults }} />
        </Entry>
      ))}
      {!Object.keys(scenarios).length && (
        <p className="text-mute text-sm">None. A scenario breaks things at set times.</p>
      )}
    </>
  );
}

function Faults({ path, field }: { path: Path; field: Field }) {
  return field.type === "list" ? <ListField field={field} path={path} special={{ target: FaultTarget }} /> : null;
}

/** The nodes and edges that this kind of fault can strike. */
function FaultTarget({ path, field }: { path: Path; field: Field }) {
  const document = useStore(documentStore, (state) => state.document);
  const [kind] = useValue([...path.slice(0, -1), "kind"]);
  const [value, set] = useValue(path);
  return (
    <Row field={field} stacked>
      <Select
        label={field.title}
        value={typeof value === "string" ? value : ""}
        options={strikable(document, String(kind)).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={set}
      />
    </Row>
  );
}
