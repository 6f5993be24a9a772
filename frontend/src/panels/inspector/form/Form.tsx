import { ChevronRight } from "lucide-react";
import { type ComponentType, useState } from "react";
import type { Path } from "@/document/commands";
import { type Field, fieldsOf } from "@/document/form";
import type { Schema } from "@/document/schema";
import { cx } from "@/ui";
import { FieldView } from "./FieldView";

/** Fields that are edited in a way of their own, by key. */
export type Special = Record<string, ComponentType<{ path: Path; field: Field }>>;

const nothing: Special = {};

/** The fields of a model, as the schema has them; advanced ones folded. */
export function Form({
  schema,
  path,
  except,
  special = nothing,
}: {
  schema: Schema;
  path: Path;
  except?: ReadonlySet<string>;
  special?: Special;
}) {
  const fields = fieldsOf(schema, except);
  const plain = fields.filter((field) => !field.advanced);
  const advanced = fields.filter((field) => field.advanced);
  const row = (field: Field) => {
    const Own = special[field.key];
    const own = [...path, field.key];
    return Own ? (
      <Own key={field.key} path={own} field={field} />
    ) : (
      <FieldView key={field.key} field={field} path={own} />
    );
  };
  return (
    <div className="flex flex-col gap-2">
      {plain.map(row)}
      {advanced.length > 0 && <Folded title="Advanced">{advanced.map(row)}</Folded>}
    </div>
  );
}

export function Folded({
  title,
  children,
  open: initially = false,
}: {
  title: string;
  children: React.ReactNode;
  open?: boolean;
}) {
  const [open, setOpen] = useState(initially);
  return (
    <section className="flex flex-col gap-2">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="-ml-1 flex items-center gap-1 self-start rounded py-0.5 pr-2 text-mute hover:text-ink"
      >
        <ChevronRight className={cx("size-3.5 transition-transform", open && "rotate-90")} />
        {title}
      </button>
      {open && children}
    </section>
  );
}
