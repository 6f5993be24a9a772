import { type ReactNode, useEffect, useState } from "react";
import { useIsLive, useRunStore, useTracing } from "@/run";
import { Tabs } from "@/ui";
import { MessagesTab } from "../messages/MessagesTab";
import { DockCharts } from "./DockCharts";
import { FaultsTab } from "./FaultsTab";
import { ImpactTab } from "./ImpactTab";
import { LedgerTab } from "./LedgerTab";

export interface DockProps {
  /** What the inspector speaks of, if anything. */
  target: { area: "nodes" | "edges"; id: string } | null;
  readOnly: boolean;
  /** The tab of the experiments, which need no run. */
  experiments?: ReactNode;
}

type DockTab = "metrics" | "ledger" | "faults" | "impact" | "messages" | "experiments";

/** Under the canvas: the run over time, its accounts, and what was broken. */
export function Dock({ target, readOnly, experiments }: DockProps) {
  const [tab, setTab] = useState<DockTab>("metrics");
  const frame = useRunStore((state) => state.frame);
  const live = useIsLive();
  const traced = useTracing(({ message }) => message);
  // A message that is opened anywhere is shown here.
  useEffect(() => {
    if (traced !== null) setTab("messages");
  }, [traced]);
  const active = frame?.faults.length ?? 0;
  const nodeId = target?.area === "nodes" ? target.id : null;
  return (
    <Tabs
      label="Run"
      value={tab}
      onChange={setTab}
      className="h-full px-3.5 pt-1.5 pb-2"
      tabs={[
        { key: "metrics", label: "Metrics" },
        { key: "ledger", label: "Ledger" },
        {
          key: "faults",
          label: (
            <>
              Faults
              {active > 0 && <span className="ml-1.5 text-down tabular-nums">{active}</span>}
            </>
          ),
        },
        { key: "impact", label: "Impact" },
        { key: "messages", label: "Messages" },
        ...(experiments ? [{ key: "experiments" as const, label: "Experiments" }] : []),
      ]}
    >
      <div className="h-full min-h-0 pt-2">
        {tab === "experiments" ? (
          experiments
        ) : frame === null ? (
          <p className="pt-1 text-mute">
            {live
              ? "Waiting for the first numbers of the run…"
              : readOnly
                ? "Nothing is running now."
                : "Press Run: throughput, latency, backlog and dead letters show here."}
          </p>
        ) : tab === "metrics" ? (
          <DockCharts nodeId={nodeId} />
        ) : tab === "ledger" ? (
          <LedgerTab frame={frame} />
        ) : tab === "faults" ? (
          <FaultsTab />
        ) : tab === "impact" ? (
          <ImpactTab />
        ) : (
          <MessagesTab />
        )}
      </div>
    </Tabs>
  );
}
