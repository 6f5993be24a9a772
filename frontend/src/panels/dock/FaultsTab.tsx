import { Zap } from "lucide-react";
import { useCallback, useState } from "react";
import { StrikeDialog } from "@/panels/chaos/StrikeDialog";
import { type FaultRecord, session, useCommandable, useRunStore, withoutName } from "@/run";
import { formatClock, formatSeconds } from "@/run/format";
import { Button } from "@/ui";
import { nameOf } from "../run/names";

/** What was broken in this run, when, and for how long; what is still broken comes first. */
export function FaultsTab() {
  const faults = useRunStore((state) => state.faults);
  const time = useRunStore((state) => state.frame?.time ?? 0);
  const readOnly = useRunStore((state) => state.readOnly);
  const commandable = useCommandable();
  const [striking, setStriking] = useState<number | null>(null);
  const close = useCallback(() => setStriking(null), []);
  const more = !readOnly && (
    <>
      <Button small disabled={!commandable} onClick={() => setStriking(time)}>
        <Zap className="size-3.5" /> Break something
      </Button>
      <StrikeDialog open={striking !== null} now={striking ?? 0} onClose={close} />
    </>
  );
  if (faults.length === 0) {
    return (
      <div className="flex flex-col items-start gap-2 pt-1">
        <p className="text-mute">
          Nothing has been broken in this run.{" "}
          {!readOnly && "The lightning on a card takes its node down; the Chaos tab of a node or an edge has more."}
        </p>
        {more}
      </div>
    );
  }
  const active = faults.filter(({ ended }) => ended === null);
  const over = faults.filter(({ ended }) => ended !== null).reverse();
  return (
    <div className="h-full min-h-0 overflow-auto">
      <table className="w-full max-w-3xl border-collapse text-sm tabular-nums">
        <thead className="sticky top-0 bg-panel text-left text-mute">
          <tr>
            {["Where", "What", "From", "To", "Lasted"].map((column) => (
              <th key={column} scope="col" className="pr-4 pb-1 font-medium">
                {column}
              </th>
            ))}
            <th scope="col" className="pb-1 font-medium">
              <span className="flex justify-end gap-1.5">
                {!readOnly && active.length > 1 && (
                  <Button small disabled={!commandable} onClick={() => void session.send({ kind: "heal_all" })}>
                    Heal all
                  </Button>
                )}
                {more}
              </span>
            </th>
          </tr>
        </thead>
        <tbody>
          {[...active, ...over].map((fault) => (
            <Row key={fault.id} fault={fault} time={time} readOnly={readOnly} commandable={commandable} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({
  fault,
  time,
  readOnly,
  commandable,
}: {
  fault: FaultRecord;
  time: number;
  readOnly: boolean;
  commandable: boolean;
}) {
  const on = fault.ended === null;
  const begun = fault.since <= time;
  return (
    <tr className="h-8 border-line border-t">
      <td className="pr-4 font-medium">{nameOf(fault.target)}</td>
      <td className={`pr-4 ${on && begun ? "text-down" : "text-mute"}`}>
        {withoutName(fault.words, nameOf(fault.target))}
      </td>
      <td className="pr-4">{formatClock(fault.since)}</td>
      <td className="pr-4">
        {fault.ended !== null
          ? formatClock(fault.ended)
          : fault.until !== null
            ? formatClock(fault.until)
            : "until healed"}
      </td>
      <td className="pr-4">{begun ? formatSeconds((fault.ended ?? time) - fault.since) : "–"}</td>
      <td className="text-right">
        {on && begun && !readOnly && (
          <Button small disabled={!commandable} onClick={() => void session.send({ kind: "heal", fault: fault.id })}>
            Heal
          </Button>
        )}
      </td>
    </tr>
  );
}
