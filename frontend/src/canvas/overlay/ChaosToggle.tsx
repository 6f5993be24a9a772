import { Zap } from "lucide-react";
import { faultKinds } from "@/document/registry";
import { crashOf, session, useCommandable, useFaultsOn, useRunStore } from "@/run";
import { cx, toast } from "@/ui";

export interface ChaosToggleProps {
  nodeId: string;
  name: string;
  kind: string;
}

/** The lightning in the corner of a card, 16 x 16: switches the node down and up again. */
export function ChaosToggle({ nodeId, name, kind }: ChaosToggleProps) {
  const showing = useRunStore((state) => state.showing && state.frame !== null);
  const commandable = useCommandable();
  const faults = useFaultsOn(nodeId);
  if (!showing || !faultKinds.crash?.nodes.includes(kind)) return null;
  const crash = faults.find((fault) => fault.kind === "crash");
  const label = crash ? `Heal ${name}` : `Take ${name} down`;

  const toggle = async () => {
    const done = await session.send(
      crash ? { kind: "heal", fault: crash.id } : { kind: "inject", fault: crashOf(nodeId) },
    );
    if (!done) toast(useRunStore.getState().problem ?? "That did not work.", "down");
  };

  return (
    <button
      type="button"
      aria-label={label}
      aria-pressed={crash !== undefined}
      title={label}
      disabled={!commandable}
      onClick={(event) => {
        event.stopPropagation();
        void toggle();
      }}
      onPointerDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      className={cx(
        "nodrag nopan grid size-4 place-items-center rounded transition-colors [&_svg]:size-3.5",
        faults.length > 0 ? "text-down" : "text-faint/60 hover:bg-down/10 hover:text-down",
        "disabled:pointer-events-none",
      )}
    >
      <Zap fill={crash ? "currentColor" : "none"} strokeWidth={1.75} />
    </button>
  );
}
