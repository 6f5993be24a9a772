import { useStore } from "zustand";
import { setValue } from "@/document/commands";
import { isContainer } from "@/document/registry";
import { nodeSchema } from "@/document/schema";
import { apply, documentStore } from "@/document/store";
import { view } from "@/document/view";
import { BrokerCard } from "@/panels/brokers/BrokerCard";
import { TextArea } from "@/ui";
import { Connections } from "./Connections";
import { Form } from "./form/Form";

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
      {isContainer(kind) && <BrokerCard kind={kind} />}
      <Form schema={nodeSchema(kind)} path={["nodes", id]} />
      {!isContainer(kind) && <Connections id={id} />}
    </fieldset>
  );
}
