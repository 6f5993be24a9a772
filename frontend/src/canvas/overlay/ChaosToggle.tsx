import { ChevronDown, Zap } from "lucide-react";
import { useStore } from "zustand";
import { kindsFor, plannedName, quickKind } from "@/document/faults";
import { documentStore } from "@/document/store";
import { view } from "@/document/view";
import { useCommandable, useFaultsOn, usePending, useRunStore } from "@/run";
import { cx, Menu, MenuItem, MenuLabel } from "@/ui";
import { breakWith, healOn } from "./breaking";

export interface ChaosToggleProps {
  area: "nodes" | "edges";
  id: string;
  name: string;
}

/** The lightning on a card or an edge, 16 x 16: breaks it and heals it. In chaos mode with all it can suffer beside it. */
export function ChaosToggle({ area, id, name }: ChaosToggleProps) {
  const showing = useRunStore((state) => state.showing && state.frame !== null);
  const chaos = useStore(view, (state) => state.chaos);
  const kind = useStore(documentStore, ({ document }) => quickKind(document, area, id));
  const commandable = useCommandable();
  const faults = useFaultsOn(id);
  const pending = usePending(id);
  if (!showing || kind === null || (!chaos && kind !== "crash" && faults.length === 0)) return null;
  const own = faults.find((fault) => fault.kind === kind);
  const broken = kind === "crash" ? own !== undefined : faults.length > 0;
  const label = pending ? `Waiting for ${name}` : broken ? `Heal ${name}` : switchName(kind, name);
  return (
    <span className="nodrag nopan flex items-center">
      <button
        type="button"
        aria-label={label}
        aria-pressed={broken}
        aria-busy={pending}
        title={label}
        disabled={!commandable || pending}
        onClick={(event) => {
          event.stopPropagation();
          void (broken ? healOn([id], kind === "crash" ? "crash" : null) : breakWith(kind, [id]));
        }}
        onPointerDown={(event) => event.stopPropagation()}
        onDoubleClick={(event) => event.stopPropagation()}
        className={cx(
          "grid size-4 place-items-center rounded transition-colors [&_svg]:size-3.5",
          faults.length > 0 ? "text-down" : chaos ? "text-down/60" : "text-faint/60",
          faults.length === 0 && "hover:bg-down/10 hover:text-down",
          pending && "animate-pulse text-down!",
          "disabled:pointer-events-none",
        )}
      >
        <Zap fill={broken ? "currentColor" : "none"} strokeWidth={1.75} />
      </button>
      {chaos && <FaultMenu area={area} id={id} name={name} disabled={!commandable} />}
    </span>
  );
}

function switchName(kind: string, name: string): string {
  if (kind === "crash") return `Take ${name} down`;
  return kind === "partition" ? `Cut ${name}` : `${plannedName(kind)} at ${name}`;
}

/** All that can happen here, with its usual strength; the inspector has the numbers. */
function FaultMenu({ area, id, name, disabled }: ChaosToggleProps & { disabled: boolean }) {
  const document = useStore(documentStore, (state) => state.document);
  const faults = useFaultsOn(id);
  return (
    <Menu
      align="start"
      label={`Faults of ${name}`}
      trigger={
        <button
          type="button"
          aria-label={`Faults of ${name}`}
          disabled={disabled}
          onClick={(event) => event.stopPropagation()}
          className={cx(
            "size-4 place-items-center rounded text-faint hover:bg-down/10 hover:text-down [&_svg]:size-3",
            // On a card only under the pointer or the focus: its name needs the room.
            area === "edges" ? "grid" : "hidden group-focus-within:grid group-hover:grid data-[state=open]:grid",
          )}
        >
          <ChevronDown />
        </button>
      }
    >
      <MenuLabel>{name}</MenuLabel>
      {kindsFor(document, area, id).map((kind) => {
        const on = faults.some((fault) => fault.kind === kind);
        return (
          <MenuItem
            key={kind}
            danger={on}
            hint={on ? "heal" : undefined}
            onSelect={() => void (on ? healOn([id], kind) : breakWith(kind, [id]))}
          >
            {plannedName(kind)}
          </MenuItem>
        );
      })}
    </Menu>
  );
}
