import { Plus } from "lucide-react";
import { appendTo, moveAt, type Path, removeAt } from "@/document/commands";
import { type Field, inWords } from "@/document/form";
import { itemName, newItem } from "@/document/items";
import type { Schema } from "@/document/schema";
import { apply, documentStore } from "@/document/store";
import { Menu, MenuItem, toast } from "@/ui";
import { useValue } from "./binding";
import { Entry } from "./Entry";
import { Form, type Special } from "./Form";
import { FieldLabel } from "./Row";

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
    if (item) apply(appendTo(path, item));
    else toast(kind ? "Nothing in the diagram can be struck by it." : "Add an event type first.", "down");
  };
  return (
    <div className="flex flex-col gap-1.5">
      <header className="flex items-center justify-between">
        <FieldLabel field={field} />
        {(field.max === undefined || items.length < field.max) && <Add field={field} onAdd={add} />}
      </header>
      {items.slice(0, SHOWN).map((item, index) => (
        <Entry
          // biome-ignore lint/suspicious/noArrayIndexKey: an entry has no id, it is its place
          key={index}
          title={itemName(document, item, `${field.title} ${index + 1}`)}
          onRemove={() => apply(removeAt(path, index))}
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
    </div>
  );
}

const KIND: ReadonlySet<string> = new Set(["kind"]);

const memberOf = ({ item, members }: ListFieldType, value: Record<string, unknown>): Schema =>
  members?.get(String(value.kind)) ?? item;

function Add({ field, onAdd }: { field: ListFieldType; onAdd: (kind?: string) => void }) {
  const button = (
    <button
      type="button"
      aria-label={`Add to ${field.title}`}
      className="grid size-6 place-items-center rounded-md text-mute hover:bg-soft hover:text-ink"
      onClick={field.members ? undefined : () => onAdd()}
    >
      <Plus className="size-3.5" />
    </button>
  );
  if (!field.members) return button;
  return (
    <Menu trigger={button}>
      {[...field.members.keys()].map((kind) => (
        <MenuItem key={kind} onSelect={() => onAdd(kind)}>
          {inWords(kind)}
        </MenuItem>
      ))}
    </Menu>
  );
}
