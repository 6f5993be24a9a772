import type { Path } from "@/document/commands";
import type { Field } from "@/document/form";
import { complete } from "@/document/schema";
import { Switch } from "@/ui";
import { useRefusedWithin, useValue } from "./binding";
import { Folded, Form } from "./Form";
import { Row } from "./Row";

/** A model inside a model; one that may be left out is switched on and off. */
export function GroupField({ field, path }: { field: Field & { type: "group" }; path: Path }) {
  const [value, set] = useValue(path);
  const refused = useRefusedWithin([path]);
  const there = value !== null && value !== undefined;
  if (!field.nullable) {
    return (
      <Folded title={field.title} forced={refused}>
        <Nested>
          <Form schema={field.schema} path={path} />
        </Nested>
      </Folded>
    );
  }
  return (
    <>
      <Row field={field} path={path}>
        <span className="flex h-[30px] items-center justify-end">
          <Switch label={field.title} checked={there} onChange={(on) => set(on ? complete(field.schema) : null)} />
        </span>
      </Row>
      {there && (
        <Nested>
          <Form schema={field.schema} path={path} />
        </Nested>
      )}
    </>
  );
}

export function Nested({ children }: { children: React.ReactNode }) {
  return <div className="flex flex-col gap-2 border-line border-l-2 pl-2.5">{children}</div>;
}
