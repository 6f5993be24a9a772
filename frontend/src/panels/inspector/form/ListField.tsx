import { Plus } from "lucide-react";
import { appendTo, moveAt, type Path, removeAt } from "@/document/commands";
import { plannedHelp, plannedName, targetsOf } from "@/document/faults";
import type { Field } from "@/document/form";
import { following, itemName, newItem } from "@/document/items";
import type { Schema } from "@/document/schema";
import { apply, documentStore } from "@/document/store";
import { Menu, MenuItem, toast } from "@/ui";
import { AddButton } from "./AddButton";
import { useValue } from "./binding";
import { Entry } from "./Entry";
import { Form, type Special } from "./Form";
import { Block } from "./Row";

/** More entries than this are not shown one by one: recorded traffic has thousands. */
const SHOWN = 40;

type ListFieldType = Field & { type: "list" };

/** Entries in order, each a small form; steps of a saga, outcomes, shares of a workload. */
export function ListField({ field, path, special }: { field: ListFieldType; path: Path; special?: Special }) {
  const [value] = useValue(path);
  const items = Array.isArray(value) ? (value as Record<string, unknown>[]) : [];
  const { document } = documentStore.getState();
  const add = (kind?: string) => {
    const item = newItem(documentStore.getState().document, field.item, items.length, kind);
    if (item) apply(appendTo(path, following(item, items.at(-1))));
    else toast(kind ? "There is nothing in the diagram for it." : "Add an event type first.", "down");
  };
  return (
    <Block
      field={field}
      path={path}
      action={(field.max === undefined || items.length < field.max) && <Add field={field} onAdd={add} />}
    >
      {items.slice(0, SHOWN).map((item, index) => (
        <Entry
          // biome-ignore lint/suspicious/noArrayIndexKey: an entry has no id, it is its place
          key={index}
          title={itemName(document, item, `${field.title} ${index + 1}`)}
          path={[...path, index]}
          {...(items.length > (field.min ?? 0) ? { onRemove: () => apply(removeAt(path, index)) } : {})}
          {...(index > 0 ? { onUp: () => apply(moveAt(path, index, index - 1)) } : {})}
          {...(index < items.length - 1 ? { onDown: () => apply(moveAt(path, index, index + 1)) } : {})}
        >
          <Form
            schema={memberOf(field, item)}
            path={[...path, index]}
            except={KIND}
            {...(special ? { special } : {})}
          />
        </Entry>
      ))}
      {items.length > SHOWN && (
        <p className="text-mute text-sm">and {(items.length - SHOWN).toLocaleString("en-US")} more</p>
      )}
      {!items.length && <p className="text-faint text-sm">none</p>}
    </Block>
  );
}

const KIND: ReadonlySet<string> = new Set(["kind"]);

const memberOf = ({ item, members }: ListFieldType, value: Record<string, unknown>): Schema =>
  members?.get(String(value.kind)) ?? item;

function Add({ field, onAdd }: { field: ListFieldType; onAdd: (kind?: string) => void }) {
  const label = `Add to ${field.title}`;
  if (!field.members) {
    return (
      <AddButton label={label} onClick={() => onAdd()}>
        <Plus />
      </AddButton>
    );
  }
  const { document } = documentStore.getState();
  return (
    <Menu
      trigger={
        <AddButton label={label}>
          <Plus />
        </AddButton>
      }
    >
      {[...field.members.keys()].map((kind) => (
        <MenuItem
          key={kind}
          title={plannedHelp(kind)}
          disabled={targetsOf(document, kind).length === 0}
          onSelect={() => onAdd(kind)}
        >
          {plannedName(kind)}
        </MenuItem>
      ))}
    </Menu>
  );
}
