import { useState } from "react";
import { newOperation, operable, plannedHelp, plannedName } from "@/document/faults";
import { fieldsOf } from "@/document/form";
import { operationKinds } from "@/document/registry";
import { operationSchema } from "@/document/schema";
import type { Document } from "@/document/types";
import type { Command, Operation } from "@/live/messages";
import { Button, GroupTitle } from "@/ui";
import { draftSource, FormSourceContext } from "../inspector/form/binding";
import { Form } from "../inspector/form/Form";
import { plannedFields } from "../inspector/form/planned";

interface Props {
  document: Pick<Document, "nodes" | "edges">;
  target: string;
  disabled: boolean;
  onSend: (...commands: Command[]) => void;
}

/** What an operator can do here: seek, redrive, scale, purge. */
export function OperationRows({ document, target, ...rest }: Props) {
  const kinds = Object.keys(operationKinds).filter((kind) => operable(document, kind).some(({ id }) => id === target));
  if (kinds.length === 0) return null;
  return (
    <section aria-label="Operate" className="flex flex-col gap-2 border-line border-t pt-3">
      <GroupTitle>Operate</GroupTitle>
      {kinds.map((kind) => (
        <OperationRow key={`${kind} ${target}`} kind={kind} target={target} document={document} {...rest} />
      ))}
    </section>
  );
}

const ELSEWHERE: ReadonlySet<string> = new Set(["kind", "target", "atSeconds"]);

function OperationRow({ kind, target, document, disabled, onSend }: Props & { kind: string }) {
  const [source] = useState(() => draftSource({ ...newOperation(document, kind, target) }));
  const schema = operationSchema(kind);
  return (
    <div className="flex flex-col gap-1">
      <div className="flex min-h-[30px] items-center justify-between gap-2" title={plannedHelp(kind)}>
        <span>{plannedName(kind)}</span>
        <Button
          small
          disabled={disabled}
          onClick={() => onSend({ kind: "operate", operation: source.read() as unknown as Operation })}
        >
          {plannedName(kind)} now
        </Button>
      </div>
      {fieldsOf(schema, ELSEWHERE).length > 0 && (
        <div className="ml-[5px] border-line border-l-2 pl-2.5">
          <FormSourceContext value={source}>
            <Form flat schema={schema} path={["draft"]} except={ELSEWHERE} special={plannedFields} />
          </FormSourceContext>
        </div>
      )}
    </div>
  );
}
