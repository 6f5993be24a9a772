import type { Path } from "@/document/commands";
import { emptyInWords, type Field, fieldsOf, inWords } from "@/document/form";
import { complete } from "@/document/schema";
import { Select } from "@/ui";
import { useValue } from "./binding";
import { Form } from "./Form";
import { Nested } from "./GroupField";
import { Row } from "./Row";

const NONE = "__none";

/** One of several shapes: which one, and then its own fields. */
export function UnionField({ field, path }: { field: Field & { type: "union" }; path: Path }) {
  const [value, set] = useValue(path);
  const kind = typeof value === "object" && value !== null && "kind" in value ? String(value.kind) : NONE;
  const schema = field.members.get(kind);
  const options = [...field.members.keys()].map((one) => ({ value: one, label: inWords(one) }));
  const changed = field.default !== undefined && JSON.stringify(value) !== JSON.stringify(field.default);
  return (
    <>
      <Row field={field} path={path} {...(changed ? { onReset: () => set(structuredClone(field.default)) } : {})}>
        <Select
          label={field.title}
          value={kind}
          options={
            field.nullable ? [{ value: NONE, label: emptyInWords(field, 14) ?? "left out" }, ...options] : options
          }
          onChange={(next) => {
            const member = field.members.get(next);
            set(member ? complete(member) : null);
          }}
        />
      </Row>
      {schema && fieldsOf(schema).length > 0 && (
        <Nested>
          <Form schema={schema} path={path} />
        </Nested>
      )}
    </>
  );
}
