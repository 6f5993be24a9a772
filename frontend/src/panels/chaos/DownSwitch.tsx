import { useState } from "react";
import { partsOf } from "@/document/faults";
import type { ActiveFault, Command, LoggedCommand } from "@/live/messages";
import { crashOf } from "@/run";
import { NumberField, Select, Switch } from "@/ui";
import { nameOf, useDocument } from "../run/names";
import { injected } from "./fault-fields";
import { Since } from "./Since";

const ALL = "all";
const LISTED = 40;

/** Takes the whole node down, or one of its instances, for good or for a while. */
export function DownSwitch({
  id,
  active,
  log,
  disabled,
  onSend,
}: {
  id: string;
  /** The crashes of this node. */
  active: readonly ActiveFault[];
  log: readonly LoggedCommand[];
  disabled: boolean;
  onSend: (...commands: Command[]) => void;
}) {
  const [restartAfter, setRestartAfter] = useState<number | null>(null);
  const [instance, setInstance] = useState<number | null>(null);
  const count = partsOf(useDocument().nodes[id], "instance") ?? 1;
  const instanceOf = ({ id: fault }: ActiveFault): number | null => {
    const struck = injected(fault, log);
    return struck && "instance" in struck ? struck.instance : null;
  };
  const crash = active.find((fault) => instanceOf(fault) === instance);
  const toggle = (down: boolean) =>
    onSend(
      down ? { kind: "inject", fault: crashOf(id, restartAfter, instance) } : { kind: "heal", fault: crash?.id ?? "" },
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
      {count > 1 && count <= LISTED && (
        <div className="grid grid-cols-[1fr_96px] items-center gap-2">
          <span className="text-mute">Instance</span>
          <Select
            label="Instance"
            value={instance === null ? ALL : String(instance)}
            options={[
              { value: ALL, label: "all" },
              ...Array.from({ length: count }, (_, at) => ({ value: String(at), label: String(at) })),
            ]}
            onChange={(next) => setInstance(next === ALL ? null : Number(next))}
          />
        </div>
      )}
      {!crash && (
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
      {active.map((fault) => (
        <Since key={fault.id} fault={fault} named={instanceOf(fault) !== null} />
      ))}
    </div>
  );
}
