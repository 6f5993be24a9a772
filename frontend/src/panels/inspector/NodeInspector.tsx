import { useStore } from "zustand";
import { type Path, setValue } from "@/document/commands";
import type { Field } from "@/document/form";
import { isContainer } from "@/document/registry";
import { nodeSchema } from "@/document/schema";
import { apply, documentStore } from "@/document/store";
import { view } from "@/document/view";
import { AdvisorCard } from "@/panels/advisor/AdvisorCard";
import { BrokerCard } from "@/panels/brokers/BrokerCard";
import { TextArea } from "@/ui";
import { Connections } from "./Connections";
import { useValue } from "./form/binding";
import { FieldView } from "./form/FieldView";
import { Form } from "./form/Form";

/** Where and for how long handled messages are remembered: only by who remembers them. */
function WhenIdempotent({ path, field }: { path: Path; field: Field }) {
  const [idempotent] = useValue([...path.slice(0, -1), "idempotent"]);
  return idempotent === false ? null : <FieldView field={field} path={path} />;
}

const SPECIAL = { idempotencyStore: WhenIdempotent, idempotencyWindowSeconds: WhenIdempotent };

export function NodeInspector({ id }: { id: string }) {
  const kind = useStore(documentStore, ({ document }) => document.nodes[id]?.kind);
  const description = useStore(documentStore, ({ document }) => document.nodes[id]?.description ?? "");
  const readOnly = useStore(view, (state) => state.readOnly);
  if (!kind) return null;
  return (
    <fieldset disabled={readOnly} className="flex min-w-0 flex-col gap-3">
      {(!readOnly || description) && (
        <TextArea
          label="Description"
          placeholder="What it is for"
          rows={1}
          maxLength={2000}
          value={description}
          onChange={(text) => apply(setValue(["nodes", id, "description"], text), `nodes.${id}.description`)}
        />
      )}
      <AdvisorCard target={{ area: "nodes", id }} readOnly={readOnly} />
      {isContainer(kind) && <BrokerCard kind={kind} />}
      <Form schema={nodeSchema(kind)} path={["nodes", id]} special={SPECIAL} />
      {!isContainer(kind) && <Connections id={id} />}
    </fieldset>
  );
}
