import { memo, useMemo, useState } from "react";
import { newFault, plannedHelp, plannedName, strikable } from "@/document/faults";
import { faultKinds } from "@/document/registry";
import { faultSchema } from "@/document/schema";
import type { Fault } from "@/live/messages";
import { session, useRunStore } from "@/run";
import { formatClock } from "@/run/format";
import { Button, Dialog, FieldsContext, Reason, Select, useFields } from "@/ui";
import { draftSource, FormSourceContext } from "../inspector/form/binding";
import { Form } from "../inspector/form/Form";
import { plannedFields } from "../inspector/form/planned";
import { useDocument } from "../run/names";

const KIND: ReadonlySet<string> = new Set(["kind"]);

interface StrikeDialogProps {
  open: boolean;
  /** The simulated time at which it was opened. */
  now: number;
  onClose: () => void;
}

/** Every fault there is, on anything it can strike, from any time on. Frames of the run do not draw it again. */
export const StrikeDialog = memo(function StrikeDialog({ open, now, onClose }: StrikeDialogProps) {
  const document = useDocument();
  const kinds = Object.keys(faultKinds).map((kind) => ({ kind, targets: strikable(document, kind) }));
  const possible = kinds.filter(({ targets }) => targets.length > 0);
  const [chosen, setChosen] = useState("crash");
  const [refused, setRefused] = useState<string | null>(null);
  const fields = useFields();
  const kind = possible.some((one) => one.kind === chosen) ? chosen : (possible[0]?.kind ?? "crash");
  const [target] = possible.find((one) => one.kind === kind)?.targets ?? [];
  // A fault of another kind is another draft; what happens in the run meanwhile does not touch it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the first target is only where one begins
  const source = useMemo(() => draftSource({ ...newFault(kind, target?.id ?? "") }), [kind, open]);
  const strike = async () => {
    const done = await session.send({ kind: "inject", fault: source.read() as unknown as Fault });
    setRefused(done ? null : useRunStore.getState().problem);
    if (done) onClose();
  };
  const missing = kinds.filter(({ targets }) => targets.length === 0).map((one) => plannedName(one.kind));
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Break something"
      description={`${plannedHelp(kind)} It is ${formatClock(now)} in the run: from 0 s strikes at once.`}
      footer={
        <Button look="danger" disabled={!target || fields.wrong} onClick={() => void strike()}>
          Strike
        </Button>
      }
    >
      <div className="flex flex-col gap-2">
        <Select
          label="Kind of fault"
          value={kind}
          options={possible.map((one) => ({ value: one.kind, label: plannedName(one.kind) }))}
          onChange={setChosen}
        />
        <FieldsContext value={fields.report}>
          <FormSourceContext value={source}>
            <Form key={kind} flat schema={faultSchema(kind)} path={["draft"]} except={KIND} special={plannedFields} />
          </FormSourceContext>
        </FieldsContext>
        {refused && <Reason>{refused}</Reason>}
        {missing.length > 0 && (
          <p className="text-faint text-xs">Nothing in this diagram for: {missing.join(", ").toLowerCase()}.</p>
        )}
      </div>
    </Dialog>
  );
});
