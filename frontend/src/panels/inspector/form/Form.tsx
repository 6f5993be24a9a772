import { ChevronRight } from "lucide-react";
import { type ComponentType, type ReactNode, useState } from "react";
import type { Path } from "@/document/commands";
import { type Field, fieldsOf, fitting } from "@/document/form";
import type { Schema } from "@/document/schema";
import { cx } from "@/ui";
import { useRefusedWithin } from "./binding";
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
  channel,
  flat,
}: {
  schema: Schema;
  path: Path;
  except?: ReadonlySet<string>;
  special?: Special;
  /** Of an edge: the kind of its channel, which decides what has a meaning there. */
  channel?: string | undefined;
  /** Advanced fields with the others. */
  flat?: boolean;
}) {
  const fields = fitting(fieldsOf(schema, except), channel);
  const plain = fields.filter((field) => flat || !field.advanced);
  const advanced = fields.filter((field) => !flat && field.advanced);
  const refused = useRefusedWithin(advanced.map((field) => [...path, field.key]));
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
      {advanced.length > 0 && (
        <Folded title="Advanced" aside={advanced.length} forced={refused}>
          {advanced.map(row)}
        </Folded>
      )}
    </div>
  );
}

export function Folded({
  title,
  aside,
  forced,
  children,
}: {
  title: string;
  aside?: ReactNode;
  /** Open, whatever one chose: something in it is wrong. */
  forced?: boolean;
  children: ReactNode;
}) {
  const [chosen, setOpen] = useState(false);
  const open = chosen || forced === true;
  return (
    // No button: what is folded can be unfolded where nothing may be changed, too.
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="-ml-1 inline-flex cursor-default list-none items-center gap-1 rounded py-0.5 pr-2 text-mute hover:text-ink">
        <ChevronRight className={cx("size-3.5 transition-transform", open && "rotate-90")} />
        {title}
        {!open && aside !== undefined && <span className="text-faint text-xs tabular-nums">{aside}</span>}
      </summary>
      {open && <div className="mt-2 flex flex-col gap-2">{children}</div>}
    </details>
  );
}
