import { Plus } from "lucide-react";
import { useStore } from "zustand";
import { addEventType, newEventType, type Path, setValue, valueAt } from "@/document/commands";
import type { Field } from "@/document/form";
import { apply, documentStore } from "@/document/store";
import { Chip, EventDot, Menu, MenuItem, MenuSeparator, Select } from "@/ui";
import { useValue } from "./binding";
import { Block } from "./Row";

const NONE = "__none";
const NEW = "__new";

type ReferenceFieldType = Field & { type: "reference" };

const useEventTypes = () => useStore(documentStore, ({ document }) => document.eventTypes);

/** Makes an event type and puts it to use, as one step. */
function makeAndUse(path: Path, many: boolean): void {
  const { document } = documentStore.getState();
  const { id, eventType } = newEventType(document);
  const before = valueAt(document, path);
  const next = many ? [...(Array.isArray(before) ? before : []), id] : id;
  apply((now) => setValue(path, next)(addEventType(id, eventType)(now)));
}

/** Ids of event types: one as a choice, several as chips. */
export function ReferenceField({ field, path }: { field: ReferenceFieldType; path: Path }) {
  return field.many ? <Several field={field} path={path} /> : <One field={field} path={path} />;
}

function One({ field, path }: { field: ReferenceFieldType; path: Path }) {
  const [value, set] = useValue(path);
  const types = useEventTypes();
  const options = Object.entries(types).map(([id, type]) => ({
    value: id,
    label: (
      <span className="flex items-center gap-1.5">
        <EventDot kind={type.kind} />
        <span className="truncate">{type.name}</span>
      </span>
    ),
  }));
  return (
    <Block field={field} path={path}>
      <Select
        label={field.title}
        value={typeof value === "string" ? value : field.nullable ? NONE : ""}
        options={[
          ...(field.nullable ? [{ value: NONE, label: <span className="text-mute">none</span> }] : []),
          ...options,
          { value: NEW, label: <span className="text-accent">New event type</span> },
        ]}
        onChange={(next) => {
          if (next === NEW) makeAndUse(path, false);
          else set(next === NONE ? null : next);
        }}
      />
    </Block>
  );
}

function Several({ field, path }: { field: ReferenceFieldType; path: Path }) {
  const [value, set] = useValue(path);
  const types = useEventTypes();
  const ids = Array.isArray(value) ? (value as string[]) : [];
  const others = Object.entries(types).filter(([id]) => !ids.includes(id));
  const full = field.max !== undefined && ids.length >= field.max;
  return (
    <Block field={field} path={path}>
      <div className="flex flex-wrap items-center gap-1">
        {ids.map((id) => (
          <Chip
            key={id}
            onRemove={() => set(ids.filter((one) => one !== id))}
            removeLabel={`Remove ${types[id]?.name ?? id} from ${field.title}`}
          >
            <EventDot kind={types[id]?.kind} />
            <span className="truncate">{types[id]?.name ?? id}</span>
          </Chip>
        ))}
        {!full && (
          <Menu
            align="start"
            trigger={
              <button
                type="button"
                aria-label={`Add to ${field.title}`}
                className="inline-flex h-6 items-center gap-1 rounded-md border border-line border-dashed px-1.5 text-mute text-sm hover:border-faint hover:text-ink"
              >
                <Plus className="size-3" />
                {ids.length === 0 && "Add"}
              </button>
            }
          >
            <div className="max-h-64 overflow-y-auto">
              {others.map(([id, type]) => (
                <MenuItem key={id} icon={<EventDot kind={type.kind} />} onSelect={() => set([...ids, id])}>
                  {type.name}
                </MenuItem>
              ))}
            </div>
            {others.length > 0 && <MenuSeparator />}
            <MenuItem icon={<Plus />} onSelect={() => makeAndUse(path, true)}>
              New event type
            </MenuItem>
          </Menu>
        )}
      </div>
    </Block>
  );
}
