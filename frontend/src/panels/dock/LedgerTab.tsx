import type { Frame } from "@/live/messages";
import { formatInteger, formatMs } from "@/run/format";
import { KindIcon } from "@/ui";
import { LedgerTable } from "../run/LedgerTable";
import { messageRows, requestRows, sagaRows } from "../run/ledger-rows";
import { useDocument } from "../run/names";

/** The run's accounts, and beside them what each node has done. */
export function LedgerTab({ frame }: { frame: Frame }) {
  const [messages, requests] = [messageRows(frame.ledger), requestRows(frame.requests)];
  const also = [...messages, ...requests].filter((row) => row.part === "also");
  return (
    <div className="flex h-full min-h-0 gap-7">
      <div className="flex shrink-0 gap-5 overflow-y-auto [&>section]:min-w-[124px]">
        <LedgerTable
          compact
          title="Messages"
          balanced={frame.ledger.balanced}
          rows={messages.filter((row) => row.part !== "also")}
        />
        <LedgerTable compact title="Again" rows={also} />
        {frame.requests.sent > 0 && (
          <LedgerTable
            compact
            title="Requests"
            balanced={frame.requests.balanced}
            rows={requests.filter((row) => row.part !== "also")}
          />
        )}
        {frame.sagas.started > 0 && <LedgerTable compact title="Sagas" rows={sagaRows(frame.sagas)} />}
      </div>
      <NodeCounters frame={frame} />
    </div>
  );
}

const COLUMNS = ["arrived", "completed", "failed", "retries", "dead", "waiting", "p99"];

function NodeCounters({ frame }: { frame: Frame }) {
  const { nodes } = useDocument();
  const rows = Object.entries(nodes).flatMap(([id, node]) => {
    const gauges = frame.nodes[id];
    return gauges ? [{ id, node, gauges }] : [];
  });
  return (
    <div className="min-w-0 flex-1 overflow-auto">
      <table className="w-full min-w-[470px] border-collapse text-xs tabular-nums">
        <thead className="sticky top-0 bg-panel">
          <tr className="text-mute">
            <th scope="col" className="pb-0.5 text-left font-medium">
              Node
            </th>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" className="whitespace-nowrap pb-0.5 pl-3 text-right font-medium">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, node, gauges }) => (
            <tr key={id} className="border-line border-t">
              <th scope="row" className="max-w-36 py-[2.5px] text-left font-normal">
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
              <td className="whitespace-nowrap pl-3 text-right">{formatMs(gauges.p99Ms)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Count({ value, loud }: { value: number; loud?: boolean }) {
  return (
    <td className={`pl-3 text-right ${value === 0 ? "text-faint" : loud ? "text-down" : ""}`}>
      {formatInteger(value)}
    </td>
  );
}
