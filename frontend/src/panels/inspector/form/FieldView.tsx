import { useState } from "react";
import type { Path } from "@/document/commands";
import { emptyInWords, type Field, inWords } from "@/document/form";
import { textProblem } from "@/document/limits";
import { NumberField, Select, Switch, TextField } from "@/ui";
import { useBrokersVersion, useValue } from "./binding";
import { GroupField } from "./GroupField";
import { JsonField } from "./JsonField";
import { ListField } from "./ListField";
import { MapField } from "./MapField";
import { NodeReferenceField } from "./NodeReferenceField";
import { PairsField } from "./PairsField";
import { ReferenceField } from "./ReferenceField";
import { Block, Row, unitInBox } from "./Row";
import { TextsField, ZoneNames } from "./TextsField";
import { UnionField } from "./UnionField";

/** Longer choices take the whole width. */
const NARROW = 11;
const LEFT_OUT = "__left_out";

interface Props {
  field: Field;
  path: Path;
}

/** One key of a model, by what it holds. */
export function FieldView({ field, path }: Props) {
  switch (field.type) {
    case "reference":
      return field.refersTo === "nodes" ? (
        <NodeReferenceField field={field} path={path} />
      ) : (
        <ReferenceField field={field} path={path} />
      );
    case "union":
      return <UnionField field={field} path={path} />;
    case "group":
      return <GroupField field={field} path={path} />;
    case "list":
      return <ListField field={field} path={path} />;
    case "map":
      return <MapField field={field} path={path} />;
    case "pairs":
      return <PairsField field={field} path={path} />;
    case "texts":
      return <TextsField field={field} path={path} />;
    case "json":
      return <JsonField field={field} path={path} />;
    default:
      return <SimpleField field={field} path={path} />;
  }
}

function SimpleField({ field, path }: Props) {
  const [value, set] = useValue(path);
  const version = useBrokersVersion(path);
  const [reason, setReason] = useState<string | null>(null);
  const changed = field.default !== undefined && value !== field.default;
  const Around = field.type === "choice" && field.options.some((option) => option.length > NARROW) ? Block : Row;
  return (
    <Around
      field={field}
      path={path}
      reason={reason && field.source ? `${reason} (${field.source})` : reason}
      {...(changed ? { onReset: () => set(field.default) } : {})}
    >
      <Box field={field} value={value} set={set} onReason={setReason} version={version} />
    </Around>
  );
}

function Box({
  field,
  value,
  set,
  onReason,
  version,
}: {
  field: Field;
  value: unknown;
  set: (value: unknown) => void;
  onReason: (reason: string | null) => void;
  version: string | undefined;
}) {
  switch (field.type) {
    case "number": {
      const { min, max, above, below, integer, nullable } = field;
      const unit = unitInBox(field, value);
      return (
        <NumberField
          label={field.title}
          value={typeof value === "number" ? value : null}
          onChange={set}
          nullable={nullable}
          integer={integer}
          placeholder={nullable ? (emptyInWords(field, 18, version) ?? "left out") : String(field.default ?? "")}
          onReason={onReason}
          {...(unit ? { unit } : {})}
          {...(min === undefined ? {} : { min })}
          {...(max === undefined ? {} : { max })}
          {...(above === undefined ? {} : { above })}
          {...(below === undefined ? {} : { below })}
        />
      );
    }
    case "switch":
      return (
        <span className="flex h-[30px] items-center justify-end">
          <Switch label={field.title} checked={value === true} onChange={set} />
        </span>
      );
    case "choice":
      return (
        <Select
          label={field.title}
          value={typeof value === "string" ? value : field.nullable ? LEFT_OUT : ""}
          options={[
            ...(field.nullable
              ? [{ value: LEFT_OUT, label: <span className="text-mute">{emptyInWords(field) ?? "left out"}</span> }]
              : []),
            ...field.options.map((option) => ({ value: option, label: inWords(option) })),
          ]}
          onChange={(next) => set(next === LEFT_OUT ? null : next)}
        />
      );
    case "text":
      return (
        <>
          <TextField
            label={field.title}
            value={typeof value === "string" ? value : ""}
            onChange={(next) => set(next === "" && field.nullable ? null : next)}
            problem={(text) => (field.required && !text.trim() ? "may not be empty" : textProblem(text, field))}
            placeholder={emptyInWords(field, 18) ?? undefined}
            {...(field.maxLength === undefined ? {} : { maxLength: field.maxLength })}
            {...(field.key === "zone" ? { list: "zone-names" } : {})}
          />
          {field.key === "zone" && <ZoneNames id="zone-names" />}
        </>
      );
    default:
      return null;
  }
}
