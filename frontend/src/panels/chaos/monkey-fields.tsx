import { useStore } from "zustand";
import type { Path } from "@/document/commands";
import { plannedName, strikable, type Target, zonesIn } from "@/document/faults";
import type { Field } from "@/document/form";
import { faultKinds } from "@/document/registry";
import { documentStore } from "@/document/store";
import type { Document } from "@/document/types";
import { Chip, cx, Select } from "@/ui";
import { useValue } from "../inspector/form/binding";
import type { Special } from "../inspector/form/Form";
import { Block } from "../inspector/form/Row";
import { nameOf } from "../run/names";

interface Props {
  path: Path;
  field: Field;
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? (value as string[]) : []);

/** Zones first: one of them is many nodes. */
const placesIn = (document: Document): Target[] => [
  ...zonesIn(document).map((zone) => ({ id: zone, name: `zone ${zone}` })),
  ...Object.entries(document.nodes).map(([id, { name }]) => ({ id, name })),
  ...Object.keys(document.edges).map((id) => ({ id, name: nameOf(id) })),
];

/** The blast radius: nodes, edges and zones. */
function PlacesField({ path, field }: Props) {
  const document = useStore(documentStore, (state) => state.document);
  const [value, set] = useValue(path);
  const chosen = texts(value);
  const places = placesIn(document);
  return (
    <Block field={field} path={path}>
      <div className="flex flex-wrap gap-1">
        {chosen.length === 0 && <span className="text-mute text-sm">the whole diagram</span>}
        {chosen.map((id) => (
          <Chip
            key={id}
            onRemove={() => set(chosen.filter((one) => one !== id))}
            removeLabel={`Remove ${nameOf(id)} from the blast radius`}
          >
            <span className="truncate">{places.find((one) => one.id === id)?.name ?? `${id} (gone)`}</span>
          </Chip>
        ))}
      </div>
      <Select
        label="Add to the blast radius"
        value=""
        placeholder="Add a node, an edge, a zone…"
        options={places.filter(({ id }) => !chosen.includes(id)).map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(id) => set([...chosen, id])}
      />
    </Block>
  );
}

/** Kinds of fault as switches; those that nothing in the diagram can suffer are left out. */
function KindsField({ path, field }: Props) {
  const document = useStore(documentStore, (state) => state.document);
  const [value, set] = useValue(path);
  const chosen = texts(value);
  const kinds = Object.keys(faultKinds).filter((kind) => chosen.includes(kind) || strikable(document, kind).length > 0);
  const toggle = (kind: string) =>
    set(chosen.includes(kind) ? chosen.filter((one) => one !== kind) : [...chosen, kind]);
  return (
    <Block field={field} path={path}>
      <div className="flex flex-wrap gap-1">
        {kinds.map((kind) => {
          const on = chosen.includes(kind);
          return (
            <button
              key={kind}
              type="button"
              aria-pressed={on}
              disabled={on && chosen.length === 1}
              onClick={() => toggle(kind)}
              className={cx(
                "h-6 rounded-md border px-2 text-sm transition-colors",
                on ? "border-down/45 bg-down/8 text-down" : "border-line text-mute hover:text-ink",
              )}
            >
              {plannedName(kind)}
            </button>
          );
        })}
      </div>
    </Block>
  );
}

/** The fields of a chaos monkey whose choices come from the diagram. */
export const monkeyFields: Special = { targets: PlacesField, kinds: KindsField };
