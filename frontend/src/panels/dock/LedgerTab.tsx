import type { Frame } from "@/live/messages";
import { formatInteger, formatMs } from "@/run/format";
import { KindIcon } from "@/ui";
import { LedgerTable } from "../run/LedgerTable";
import { messageRows, requestRows, sagaRows } from "../run/ledger-rows";
import { useDocument } from "../run/names";

/** The run's accounts, and beside them what each node has done. */
export function LedgerTab({ frame }: { frame: Frame }) {
  return (
    <div className="flex h-full min-h-0 gap-8">
      <div className="flex shrink-0 gap-8 overflow-y-auto pr-1 [&>section]:w-44">
        <LedgerTable title="Messages" balanced={frame.ledger.balanced} rows={messageRows(frame.ledger)} />
        {frame.requests.sent > 0 && (
          <LedgerTable title="Requests" balanced={frame.requests.balanced} rows={requestRows(frame.requests)} />
        )}
        {frame.sagas.started > 0 && <LedgerTable title="Sagas" rows={sagaRows(frame.sagas)} />}
      </div>
      <NodeCounters frame={frame} />
    </div>
  );
}

const COLUMNS = ["arrived", "completed", "failed", "retries", "dead letters", "waiting", "p50", "p99"];

function NodeCounters({ frame }: { frame: Frame }) {
  const { nodes } = useDocument();
  const rows = Object.entries(nodes).flatMap(([id, node]) => {
    const gauges = frame.nodes[id];
    return gauges ? [{ id, node, gauges }] : [];
  });
  return (
    <div className="min-w-0 flex-1 overflow-auto">
      <table className="w-full min-w-[560px] border-collapse text-sm tabular-nums">
        <thead className="sticky top-0 bg-panel">
          <tr className="text-mute">
            <th scope="col" className="pb-1 text-left font-medium">
              Node
            </th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className="whitespace-nowrap pb-1 pl-4 text-right font-medium">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, node, gauges }) => (
            <tr key={id} className="border-line border-t">
              <th scope="row" className="max-w-44 py-[3px] text-left font-normal">
                <span className="flex items-center gap-1.5">
                  <KindIcon kind={node.kind} className="size-3.5 shrink-0 text-mute" />
                  <span className="truncate">{node.name}</span>
                </span>
              </th>
              <Count value={gauges.arrived} />
              <Count value={gauges.completed} />
              <Count value={gauges.failed} />
              <Count value={gauges.retries} />
              <Count value={gauges.deadLettered} loud />
              <Count value={gauges.waiting} />
              <td className="whitespace-nowrap pl-4 text-right">{formatMs(gauges.p50Ms)}</td>
              <td className="whitespace-nowrap pl-4 text-right">{formatMs(gauges.p99Ms)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Count({ value, loud }: { value: number; loud?: boolean }) {
  return (
    <td className={`pl-4 text-right ${value === 0 ? "text-faint" : loud ? "text-down" : ""}`}>
      {formatInteger(value)}
    </td>
  );
}
