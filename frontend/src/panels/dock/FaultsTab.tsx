import { PawPrint, Zap } from "lucide-react";
import { type ReactNode, useCallback, useState } from "react";
import { plannedName } from "@/document/faults";
import { MonkeyDialog } from "@/panels/chaos/MonkeyDialog";
import { StrikeDialog } from "@/panels/chaos/StrikeDialog";
import {
  asOf,
  type FaultRecord,
  faultWords,
  groupOf,
  operationsFromLog,
  type RefusalRecord,
  refusalsFromLog,
  session,
  useCommandable,
  useRunStore,
  wasCancelled,
  whoStruck,
  withoutName,
} from "@/run";
import { formatClock, formatSeconds } from "@/run/format";
import { Button } from "@/ui";
import { nameOf } from "../run/names";

/** What was broken and done in this run, by whom, when, and for how long; what is on and what is to come stand first. */
export function FaultsTab() {
  const past = useRunStore((state) => state.past?.at ?? null);
  const known = useRunStore((state) => state.faults);
  const log = useRunStore((state) => state.run?.log);
  const newest = useRunStore((state) => state.frame?.time ?? 0);
  const time = past ?? newest;
  const faults = past === null ? known : asOf(known, past);
  const readOnly = useRunStore((state) => state.readOnly);
  const commandable = useCommandable();
  const open = faults.filter(({ ended }) => ended === null);
  const rows = [
    ...faults.map((fault) => ({ at: fault.since, rank: rankOf(fault, time), fault })),
    ...operationsFromLog(log ?? []).map((operation, index) => ({
      at: operation.at,
      rank: operation.at > time ? 1 : 2,
      operation,
      index,
    })),
    ...refusalsFromLog(log ?? [])
      .map((refusal, index) => ({ at: refusal.at, rank: 2, refusal, index }))
      .filter(({ at }) => past === null || at <= past),
  ].sort((one, other) => one.rank - other.rank || (one.rank === 2 ? other.at - one.at : one.at - other.at));
  const buttons = !readOnly && <Tools healable={open.length} commandable={commandable} now={time} />;
  if (rows.length === 0) {
    return (
      <div className="flex flex-col items-start gap-2 pt-1">
        <p className="text-mute">
          Nothing has been broken in this run.{" "}
          {!readOnly &&
            "The lightning on a card takes its node down; in chaos mode (X) every node and edge has a switch."}
        </p>
        {buttons}
      </div>
    );
  }
  return (
    <div className="h-full min-h-0 overflow-auto">
      <table className="w-full max-w-4xl border-collapse text-sm tabular-nums">
        <thead className="sticky top-0 bg-panel text-left text-mute">
          <tr>
            {["Where", "What", "By", "From", "To", "Lasted"].map((column) => (
              <th key={column} scope="col" className="pr-4 pb-1 font-medium">
                {column}
              </th>
            ))}
            <th scope="col" className="pb-1 font-medium">
              {buttons}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) =>
            "fault" in row ? (
              <FaultLine
                key={row.fault.id}
                fault={row.fault}
                by={whoStruck(row.fault.id, log ?? [])}
                time={time}
                heals={!readOnly && commandable}
              />
            ) : "refusal" in row ? (
              <RefusedLine key={`refused ${row.index}`} refusal={row.refusal} />
            ) : (
              <Line
                key={`operation ${row.index}`}
                where={nameOf(row.operation.operation.target)}
                what={plannedName(row.operation.operation.kind)}
                by="operator"
                from={formatClock(row.at)}
                to={row.at > time ? "planned" : "done"}
                lasted="–"
              />
            ),
          )}
        </tbody>
      </table>
    </div>
  );
}

/** On, to come, over. */
const rankOf = ({ ended, since }: FaultRecord, time: number): number => (ended !== null ? 2 : since > time ? 1 : 0);

function Tools({ healable, commandable, now }: { healable: number; commandable: boolean; now: number }) {
  const [striking, setStriking] = useState<number | null>(null);
  const [monkey, setMonkey] = useState(false);
  const close = useCallback(() => setStriking(null), []);
  const calm = useCallback(() => setMonkey(false), []);
  return (
    <span className="flex justify-end gap-1.5">
      {healable > 1 && (
        <Button small disabled={!commandable} onClick={() => void session.send({ kind: "heal_all" })}>
          Heal all
        </Button>
      )}
      <Button small disabled={!commandable} onClick={() => setMonkey(true)}>
        <PawPrint className="size-3.5" /> Chaos monkey
      </Button>
      <Button small disabled={!commandable} onClick={() => setStriking(now)}>
        <Zap className="size-3.5" /> Break something
      </Button>
      <StrikeDialog open={striking !== null} now={striking ?? 0} onClose={close} />
      <MonkeyDialog open={monkey} onClose={calm} />
    </span>
  );
}

function FaultLine({ fault, by, time, heals }: { fault: FaultRecord; by: string; time: number; heals: boolean }) {
  const on = fault.ended === null;
  const begun = fault.since <= time;
  const group = groupOf(fault.id);
  const to = wasCancelled(fault)
    ? "called off"
    : fault.ended !== null
      ? formatClock(fault.ended)
      : fault.until !== null
        ? formatClock(fault.until)
        : "until healed";
  const heal = (id: string) => void session.send({ kind: "heal", fault: id });
  return (
    <Line
      where={nameOf(fault.target)}
      what={withoutName(fault.words, nameOf(fault.target))}
      by={by}
      from={formatClock(fault.since)}
      to={to}
      lasted={!begun && on ? "not yet" : !begun ? "–" : formatSeconds(Math.max(0, (fault.ended ?? time) - fault.since))}
      broken={on && begun}
      planned={on && !begun}
    >
      {on && heals && (
        <span className="flex justify-end gap-1.5">
          {group !== null && (
            <Button small look="quiet" onClick={() => heal(group)}>
              {by === "chaos monkey" ? "Calm the monkey" : "Heal the selection"}
            </Button>
          )}
          <Button small onClick={() => heal(fault.id)}>
            {begun ? "Heal" : "Call off"}
          </Button>
        </span>
      )}
    </Line>
  );
}

function RefusedLine({ refusal: { at, command, reason } }: { refusal: RefusalRecord }) {
  const [where, what] = toldToDo(command);
  return (
    <Line where={where} what={what} by="by hand" from={formatClock(at)} to="refused" lasted="–" refused>
      <span className="text-warn">{reason}</span>
    </Line>
  );
}

function toldToDo(command: RefusalRecord["command"]): [where: string, what: string] {
  switch (command.kind) {
    case "operate":
      return [nameOf(command.operation.target), plannedName(command.operation.kind)];
    case "inject":
      return [nameOf(command.fault.target), faultWords(command.fault)];
    case "strike":
      return ["selection", `${command.faults.length} faults`];
    default:
      return ["run", command.kind.replace("_", " ")];
  }
}

function Line(props: {
  where: string;
  what: string;
  by: string;
  from: string;
  to: string;
  lasted: string;
  broken?: boolean;
  planned?: boolean;
  refused?: boolean;
  children?: ReactNode;
}) {
  return (
    <tr className={`h-8 border-line border-t ${props.planned ? "text-faint" : ""}`}>
      <td className="pr-4 font-medium">{props.where}</td>
      <td
        className={`pr-4 ${props.broken ? "text-down" : props.planned ? "" : "text-mute"} ${props.refused ? "line-through" : ""}`}
      >
        {props.what}
      </td>
      <td className="pr-4 text-mute">{props.by}</td>
      <td className="pr-4">{props.from}</td>
      <td className="pr-4">{props.to}</td>
      <td className="pr-4">{props.lasted}</td>
      <td className="text-right">{props.children}</td>
    </tr>
  );
}
