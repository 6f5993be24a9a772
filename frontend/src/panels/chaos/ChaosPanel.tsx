import { useState } from "react";
import { crashOf, isLive, replacing, session, useCommandable, useFaultsOn, useFrame, useRun } from "@/run";
import { formatClock, formatSeconds } from "@/run/format";
import { NumberField, Switch } from "@/ui";
import { LedgerCard } from "../run/LedgerCard";
import { nameOf, useDocument } from "../run/names";
import { CascadeCard } from "./CascadeCard";
import { FaultRow } from "./FaultRow";
import { canCrash, faultOf, fieldsFor, injectedValue } from "./fault-fields";

export interface ChaosPanelProps {
  target: { area: "nodes" | "edges"; id: string };
  readOnly: boolean;
}

/** Breaks and heals the chosen node or edge, and says what came of it. */
export function ChaosPanel({ target: { area, id }, readOnly }: ChaosPanelProps) {
  const run = useRun();
  const frame = useFrame();
  const active = useFaultsOn(id);
  const commandable = useCommandable();
  const kind = useDocument()[area][id]?.kind ?? "";
  const fields = fieldsFor(area, kind);
  const disabled = !commandable || readOnly;
  const why = whyNot(run !== null && isLive(run), readOnly, commandable);
  const crashable = canCrash(area, kind);

  return (
    <div className="flex flex-col gap-3">
      {why && <p className="rounded-lg bg-soft px-2.5 py-2 text-mute text-sm">{why}</p>}
      {crashable && <DownSwitch key={id} id={id} disabled={disabled} />}
      {fields.map((field) => (
        <FaultRow
          key={`${id} ${field.kind}`}
          field={field}
          value={injectedValue(field, active, run?.log ?? [])}
          disabled={disabled}
          onApply={(value) =>
            void session.send(
              ...replacing(frame, id, field.kind, value === field.neutral ? null : faultOf(field, id, value)),
            )
          }
        />
      ))}
      {!crashable && fields.length === 0 && <p className="text-mute">Nothing can be broken here. {elsewhere(kind)}</p>}
      {frame && <CascadeCard frame={frame} />}
      {frame && <LedgerCard frame={frame} />}
    </div>
  );
}

function whyNot(live: boolean, readOnly: boolean, commandable: boolean): string | null {
  if (readOnly) return "This link is for looking: only the owner can break things.";
  if (!live) return "Chaos strikes a running simulation. Press Run first.";
  return commandable ? null : "Waiting for the connection to the run.";
}

function elsewhere(kind: string): string {
  return kind === "dead_letter" ? "" : "Break the broker it lives in, or those who use it.";
}

function DownSwitch({ id, disabled }: { id: string; disabled: boolean }) {
  const crash = useFaultsOn(id).find((fault) => fault.kind === "crash");
  const [restartAfter, setRestartAfter] = useState<number | null>(null);
  const toggle = (down: boolean) =>
    void session.send(
      down ? { kind: "inject", fault: crashOf(id, restartAfter) } : { kind: "heal", fault: crash?.id ?? "" },
    );
  return (
    <div className="flex flex-col gap-1.5">
      <div className="flex items-center justify-between">
        <b>Down</b>
        <Switch
          label={`${nameOf(id)} is down`}
          tone="down"
          checked={crash !== undefined}
          disabled={disabled}
          onChange={toggle}
        />
      </div>
      {crash ? (
        <p className="text-mute text-xs tabular-nums">
          since {formatClock(crash.since)} · restarts{" "}
          {crash.until === null ? "never" : `after ${formatSeconds(crash.until - crash.since)}`}
        </p>
      ) : (
        <div className="grid grid-cols-[1fr_96px] items-center gap-2">
          <span className="text-mute">Restarts after</span>
          <NumberField
            label="Restarts after"
            unit="s"
            value={restartAfter}
            nullable
            placeholder="never"
            above={0}
            max={31_536_000}
            disabled={disabled}
            onChange={setRestartAfter}
          />
        </div>
      )}
    </div>
  );
}
