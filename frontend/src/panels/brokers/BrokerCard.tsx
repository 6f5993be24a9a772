import { useState } from "react";
import { brokerFacts } from "@/document/brokers";
import type { NodeKind } from "@/document/types";
import { BrokerDialog } from "./BrokerTable";

/** In a broker's inspector: what it guarantees, and the way to compare. */
export function BrokerCard({ kind }: { kind: NodeKind }) {
  const [comparing, setComparing] = useState(false);
  const facts = brokerFacts[kind];
  if (!facts) return null;
  const rows = [
    ["Delivery", facts.delivery],
    ["Order", facts.order],
    ["Replay", facts.replay],
    ["Best for", facts.bestFor],
  ] as const;
  return (
    <section aria-label="Guarantees" className="rounded-lg bg-soft px-2.5 py-2 text-xs">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 gap-y-0.5">
        {rows.map(([name, text]) => (
          <div key={name} className="contents">
            <dt className="text-mute">{name}</dt>
            <dd className="first-letter:uppercase">{text}</dd>
          </div>
        ))}
      </dl>
      <button type="button" onClick={() => setComparing(true)} className="mt-1 font-medium text-accent hover:underline">
        Compare brokers
      </button>
      <BrokerDialog open={comparing} onClose={() => setComparing(false)} chosen={kind} />
    </section>
  );
}
