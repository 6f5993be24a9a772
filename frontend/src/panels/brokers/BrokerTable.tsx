import { brokerFacts } from "@/document/brokers";
import { nodeKinds } from "@/document/registry";
import type { NodeKind } from "@/document/types";
import { Dialog, KindIcon } from "@/ui";

const COLUMNS = ["Model", "Delivery", "Order", "Replay", "Best for"];

/** The brokers side by side: what people choose one by. */
export function BrokerDialog({
  open,
  onClose,
  chosen,
  onChoose,
}: {
  open: boolean;
  onClose: () => void;
  /** The one that is looked at. */
  chosen?: NodeKind;
  /** Puts one on the canvas; left out where nothing can be added. */
  onChoose?: (kind: NodeKind) => void;
}) {
  return (
    <Dialog
      open={open}
      onClose={onClose}
      wide
      title="Brokers compared"
      description="Delivery guarantee, order and replay are what one chooses a broker by."
    >
      <table className="w-full border-collapse text-sm">
        <thead className="text-left text-mute text-xs">
          <tr>
            <th scope="col" className="pb-1.5 font-medium">
              Broker
            </th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className="pb-1.5 pl-3.5 font-medium">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="align-top leading-snug">
          {Object.entries(brokerFacts).map(([kind, facts]) => (
            <tr key={kind} className={`border-line border-t ${kind === chosen ? "bg-soft" : ""}`}>
              <th scope="row" className="whitespace-nowrap py-2 text-left font-medium">
                <Name kind={kind as NodeKind} {...(onChoose ? { onChoose } : {})} />
              </th>
              {[facts.model, facts.delivery, facts.order, facts.replay, facts.bestFor].map((text, at) => (
                <td key={COLUMNS[at]} className="py-2 pl-3.5 text-mute first-letter:uppercase">
                  {text}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}

function Name({ kind, onChoose }: { kind: NodeKind; onChoose?: (kind: NodeKind) => void }) {
  const inside = (
    <>
      <KindIcon kind={kind} className="size-4 shrink-0 text-mute" />
      {nodeKinds[kind].label}
    </>
  );
  if (!onChoose) return <span className="flex items-center gap-1.5">{inside}</span>;
  return (
    <button
      type="button"
      title={`Add ${nodeKinds[kind].label}`}
      onClick={() => onChoose(kind)}
      className="flex items-center gap-1.5 hover:text-accent hover:underline"
    >
      {inside}
    </button>
  );
}
