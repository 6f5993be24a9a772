import { memo, useMemo, useState } from "react";
import { useStore } from "zustand";
import { complete, monkeySchema } from "@/document/schema";
import type { Monkey } from "@/live/messages";
import { session, useRunStore } from "@/run";
import { Button, Dialog, FieldsContext, Reason, useFields } from "@/ui";
import { draftSource, FormSourceContext } from "../inspector/form/binding";
import { Form } from "../inspector/form/Form";
import { monkeyFields } from "./monkey-fields";
import { expectedWords, monkeyProblem } from "./monkey-problem";

const LATER: ReadonlySet<string> = new Set(["atSeconds"]);

interface MonkeyDialogProps {
  open: boolean;
  /** Nodes, edges and zones to begin with; none: the whole diagram. */
  targets?: readonly string[];
  onClose: () => void;
}

/** Random faults at a rate within a blast radius. Frames of the run do not draw it again. */
export const MonkeyDialog = memo(function MonkeyDialog({ open, targets, onClose }: MonkeyDialogProps) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is chosen is only where one begins
  const source = useMemo(() => draftSource(complete(monkeySchema(), { targets: [...(targets ?? [])] })), [open]);
  const draft = useStore(source.store, () => source.read()) as unknown as Monkey;
  const refused = useRunStore((state) => state.problem);
  const fields = useFields();
  const [sent, setSent] = useState(false);
  const problem = monkeyProblem(draft) ?? (sent ? refused : null);
  const unleash = async () => {
    setSent(true);
    if (!(await session.send({ kind: "unleash", monkey: source.read() as unknown as Monkey }))) return;
    setSent(false);
    onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title="Chaos monkey"
      description={`Strikes at random within its blast radius. The same seed strikes the same way again; healing all calls it off. ${expectedWords(draft) ?? ""}`}
      footer={
        <Button look="danger" disabled={monkeyProblem(draft) !== null || fields.wrong} onClick={() => void unleash()}>
          Unleash
        </Button>
      }
    >
      <FieldsContext value={fields.report}>
        <FormSourceContext value={source}>
          <Form flat schema={monkeySchema()} path={["draft"]} except={LATER} special={monkeyFields} />
        </FormSourceContext>
      </FieldsContext>
      {problem && (
        <div className="pt-2">
          <Reason>{problem}</Reason>
        </div>
      )}
    </Dialog>
  );
});
