import { useShallow } from "zustand/react/shallow";
import type { Command } from "@/live/messages";
import { isLive, session, useCommandable, useFaultsOn, useFrame, useRun, useRunStore } from "@/run";
import { AdvisorCard } from "../advisor/AdvisorCard";
import { LedgerCard } from "../run/LedgerCard";
import { useDocument } from "../run/names";
import { CascadeCard } from "./CascadeCard";
import { DownSwitch } from "./DownSwitch";
import { FaultRow } from "./FaultRow";
import { canCrash, fieldsFor, zonesHere } from "./fault-fields";
import { OperationRows } from "./OperationRows";
import { ZoneRows } from "./ZoneRows";

export interface ChaosPanelProps {
  target: { area: "nodes" | "edges"; id: string };
  readOnly: boolean;
}

const send = (...commands: Command[]) => void session.send(...commands);

/** Breaks and heals the chosen node or edge, and says what came of it. */
export function ChaosPanel({ target: { area, id }, readOnly }: ChaosPanelProps) {
  const run = useRun();
  const frame = useFrame();
  const active = useFaultsOn(id);
  const lostZones = useRunStore(
    useShallow((state) => (state.frame?.faults ?? []).filter(({ kind }) => kind === "zone_loss")),
  );
  const commandable = useCommandable();
  const document = useDocument();
  const fields = fieldsFor(document, area, id);
  const disabled = !commandable || readOnly;
  const why = whyNot(run !== null && isLive(run), readOnly, commandable);
  const crashable = canCrash(document, area, id);
  const zones = area === "nodes" ? zonesHere(document, id) : [];
  const log = run?.log ?? [];
  const shared = { log, disabled, onSend: send };

  return (
    <div className="flex flex-col gap-3">
      {why && <p className="rounded-lg bg-soft px-2.5 py-2 text-mute text-sm">{why}</p>}
      {crashable && <DownSwitch key={id} id={id} active={active.filter(({ kind }) => kind === "crash")} {...shared} />}
      {fields.length > 0 && (
        <div className="flex flex-col gap-1.5">
          {fields.map((field) => (
            <FaultRow
              key={`${id} ${field.kind}`}
              field={field}
              target={id}
              active={active.filter(({ kind }) => kind === field.kind)}
              {...shared}
            />
          ))}
        </div>
      )}
      <ZoneRows zones={zones} active={lostZones} disabled={disabled} onSend={send} />
      <OperationRows document={document} target={id} disabled={disabled} onSend={send} />
      {!crashable && fields.length === 0 && zones.length === 0 && (
        <p className="text-mute">Nothing can be broken here. Break the broker it lives in, or those who use it.</p>
      )}
      {frame && <CascadeCard frame={frame} />}
      {frame && <LedgerCard frame={frame} />}
      <AdvisorCard target={{ area, id }} readOnly={readOnly} />
    </div>
  );
}

function whyNot(live: boolean, readOnly: boolean, commandable: boolean): string | null {
  if (readOnly) return "This link is for looking: only the owner can break things.";
  if (!live) return "Chaos strikes a running simulation. Press Run first.";
  return commandable
    ? null
    : useRunStore.getState().past
      ? "This is the past: go back to Live, or branch from here."
      : "Waiting for the connection to the run.";
}
