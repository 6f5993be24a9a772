import type { Path } from "@/document/commands";
import { type Field, inWords } from "@/document/form";
import { NumberField, Select, Switch, TextField } from "@/ui";
import { useValue } from "./binding";
import { GroupField } from "./GroupField";
import { JsonField } from "./JsonField";
import { ListField } from "./ListField";
import { MapField } from "./MapField";
import { ReferenceField } from "./ReferenceField";
import { Row } from "./Row";
import { UnionField } from "./UnionField";

interface Props {
  field: Field;
  path: Path;
}

/** One key of a model, by what it holds. */
export function FieldView({ field, path }: Props) {
  switch (field.type) {
    case "reference":
      return <ReferenceField field={field} path={path} />;
    case "union":
      return <UnionField field={field} path={path} />;
    case "group":
      return <GroupField field={field} path={path} />;
    case "list":
      return <ListField field={field} path={path} />;
    case "map":
      return <MapField field={field} path={path} />;
    case "json":
      return <JsonField field={field} path={path} />;
    default:
      return <SimpleField field={field} path={path} />;
  }
}

function SimpleField({ field, path }: Props) {
  const [value, set] = useValue(path);
  const changed = field.default !== undefined && value !== field.default;
  return (
    <Row field={field} {...(changed ? { onReset: () => set(field.default) } : {})}>
      <Box field={field} value={value} set={set} />
    </Row>
  );
}

function Box({ field, value, set }: { field: Field; value: unknown; set: (value: unknown) => void }) {
  switch (field.type) {
    case "number": {
      const { min, max, above, below, integer, unit, nullable } = field;
      return (
        <NumberField
          label={field.title}
          value={typeof value === "number" ? value : null}
          onChange={set}
          nullable={nullable}
          integer={integer}
          placeholder={nullable ? "default" : String(field.default ?? "")}
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
          value={typeof value === "string" ? value : ""}
          options={field.options.map((option) => ({ value: option, label: inWords(option) }))}
          onChange={set}
        />
      );
    case "text":
      return (
        <TextField
          label={field.title}
          value={typeof value === "string" ? value : ""}
          onChange={(next) => set(next === "" && field.nullable ? null : next)}
          problem={(text) => (field.required && !text.trim() ? "may not be empty" : null)}
          {...(field.maxLength === undefined ? {} : { maxLength: field.maxLength })}
        />
      );
    default:
      return null;
  }
}
