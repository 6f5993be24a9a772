import { Plus } from "lucide-react";
import { useStore } from "zustand";
import { addEventType, newEventType, type Path, removeKey, setValue, valueAt } from "@/document/commands";
import type { Field } from "@/document/form";
import { freeId } from "@/document/ids";
import { itemName } from "@/document/items";
import { complete } from "@/document/schema";
import { apply, type Command, documentStore } from "@/document/store";
import { EventDot, Menu, MenuItem, MenuSeparator } from "@/ui";
import { AddButton } from "./AddButton";
import { useValue } from "./binding";
import { Entry } from "./Entry";
import { Form } from "./Form";
import { Block } from "./Row";

type MapFieldType = Field & { type: "map" };

/** Handlers: one entry for each type of event, by id. */
export function MapField({ field, path }: { field: MapFieldType; path: Path }) {
  const [value] = useValue(path);
  const eventTypes = useStore(documentStore, ({ document }) => document.eventTypes);
  const entries = Object.entries((value ?? {}) as Record<string, { on?: string }>);
  const handled = new Set(entries.map(([, entry]) => entry.on));
  const { document } = documentStore.getState();

  const add = (on: string, first: Command = (before) => before) => {
    const map = (valueAt(documentStore.getState().document, path) ?? {}) as object;
    const id = freeId(on, (one) => one in map);
    const entry = complete(field.entry, { on });
    apply((before) => setValue([...path, id], entry)(first(before)));
  };
  const addNew = () => {
    const made = newEventType(documentStore.getState().document);
    add(made.id, addEventType(made.id, made.eventType));
  };

  return (
    <Block
      field={field}
      path={path}
      action={
        <Menu
          trigger={
            <AddButton label={`Add to ${field.title}`}>
              <Plus />
            </AddButton>
          }
        >
          <div className="max-h-64 overflow-y-auto">
            {Object.entries(eventTypes).map(([id, type]) => (
              <MenuItem
                key={id}
                icon={<EventDot kind={type.kind} />}
                disabled={handled.has(id)}
                onSelect={() => add(id)}
              >
                {type.name}
              </MenuItem>
            ))}
          </div>
          <MenuSeparator />
          <MenuItem icon={<Plus />} onSelect={addNew}>
            New event type
          </MenuItem>
        </Menu>
      }
    >
      {entries.map(([id, entry]) => (
        <Entry
          key={id}
          title={itemName(document, entry, id)}
          mark={<EventDot kind={entry.on ? eventTypes[entry.on]?.kind : undefined} />}
          path={[...path, id]}
          onRemove={() => apply(removeKey(path, id))}
        >
          <Form schema={field.entry} path={[...path, id]} />
        </Entry>
      ))}
      {!entries.length && <p className="text-faint text-sm">none</p>}
    </Block>
  );
}
