import { useStore } from "zustand";
import type { Path } from "@/document/commands";
import { partsOf, targetsOf } from "@/document/faults";
import type { Field } from "@/document/form";
import { documentStore } from "@/document/store";
import { NumberField, Select } from "@/ui";
import { useValue } from "./binding";
import { FieldView } from "./FieldView";
import type { Special } from "./Form";
import { Block, Row } from "./Row";

interface Props {
  path: Path;
  field: Field;
}

/** What stands beside a field in the same fault or operation. */
const beside = (path: Path, key: string): Path => [...path.slice(0, -1), key];

/** The nodes, edges or zones that this kind of fault or operation is for. */
function TargetField({ path, field }: Props) {
  const document = useStore(documentStore, (state) => state.document);
  const [kind] = useValue(beside(path, "kind"));
  const [value, set] = useValue(path);
  const targets = targetsOf(document, String(kind));
  const known = targets.some(({ id }) => id === value);
  return (
    <Block field={field} path={path}>
      <Select
        label={field.title}
        value={known ? String(value) : ""}
        placeholder={value ? `${value} (gone)` : "Choose…"}
        options={targets.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={set}
      />
    </Block>
  );
}

const ALL = "__all";
/** More than these are typed, not chosen. */
const LISTED = 40;

/** One of the target's instances, servers or partitions, by its number. */
function PartField({ path, field }: Props) {
  const [target] = useValue(beside(path, "target"));
  const [value, set] = useValue(path);
  const count = useStore(documentStore, ({ document }) => partsOf(document.nodes[String(target)], field.key));
  if (count === null) return null;
  const chosen = typeof value === "number" ? value : null;
  return (
    <Row field={field} path={path}>
      {count > LISTED ? (
        <NumberField
          label={field.title}
          value={chosen}
          nullable={field.nullable}
          placeholder="all"
          integer
          min={0}
          max={count - 1}
          onChange={set}
        />
      ) : (
        <Select
          label={field.title}
          value={chosen === null ? ALL : String(chosen)}
          options={[
            ...(field.nullable ? [{ value: ALL, label: "all" }] : []),
            ...numbered(Math.max(count, (chosen ?? 0) + 1)).map((at) => ({ value: at, label: at })),
          ]}
          onChange={(next) => set(next === ALL ? null : Number(next))}
        />
      )}
    </Row>
  );
}

const numbered = (count: number): string[] => Array.from({ length: count }, (_, at) => String(at));

/** Only where a number of seconds is what is sought. */
function SecondsAgo({ path, field }: Props) {
  const [to] = useValue(beside(path, "to"));
  return to === "seconds_ago" ? <FieldView field={field} path={path} /> : null;
}

/** The fields of faults and operations whose choices come from the diagram. */
export const plannedFields: Special = {
  target: TargetField,
  instance: PartField,
  broker: PartField,
  partition: PartField,
  seconds: SecondsAgo,
};
