import { Plus } from "lucide-react";
import type { ReactNode } from "react";
import { useStore } from "zustand";
import { addEventType, newEventType, removeEventType, setValue } from "@/document/commands";
import { usesOf } from "@/document/references";
import { eventTypeSchema } from "@/document/schema";
import { apply, documentStore } from "@/document/store";
import { view } from "@/document/view";
import { EventDot, IconButton, TextArea, toast } from "@/ui";
import { Entry } from "./form/Entry";
import { Form } from "./form/Form";

const SHOWN_BY_HAND: ReadonlySet<string> = new Set(["description"]);

/** What the messages of this diagram say. */
export function EventTypes({ title }: { title: ReactNode }) {
  const types = useStore(documentStore, ({ document }) => document.eventTypes);
  const readOnly = useStore(view, (state) => state.readOnly);
  const add = () => {
    const made = newEventType(documentStore.getState().document);
    apply(addEventType(made.id, made.eventType));
  };
  const remove = (id: string) => {
    const { document } = documentStore.getState();
    const uses = usesOf(document, "eventTypes", id);
    if (!uses.length) {
      apply(removeEventType(id));
      return;
    }
    const names = uses
      .slice(0, 3)
      .map(([area, owner]) => (area === "nodes" ? document.nodes[owner]?.name : "a connection"));
    toast(`${types[id]?.name} is in use: ${[...new Set(names)].join(", ")}${uses.length > 3 ? " …" : ""}`, "down");
  };
  return (
    <>
      <header className="flex h-6 items-center justify-between">
        {title}
        {!readOnly && (
          <IconButton label="Add an event type" small onClick={add}>
            <Plus />
          </IconButton>
        )}
      </header>
      {Object.entries(types).map(([id, type]) => (
        <Entry
          key={id}
          path={["eventTypes", id]}
          title={type.name}
          mark={<EventDot kind={type.kind} />}
          onRemove={() => remove(id)}
        >
          <div className="flex flex-col gap-2">
            <Form schema={eventTypeSchema()} path={["eventTypes", id]} except={SHOWN_BY_HAND} />
            <TextArea
              label={`Description of ${type.name}`}
              placeholder="What it says"
              maxLength={2000}
              value={type.description}
              onChange={(text) =>
                apply(setValue(["eventTypes", id, "description"], text), `eventTypes.${id}.description`)
              }
            />
          </div>
        </Entry>
      ))}
      {!Object.keys(types).length && (
        <p className="text-mute text-sm">None yet. Events and commands that the parts send get a name here.</p>
      )}
    </>
  );
}
