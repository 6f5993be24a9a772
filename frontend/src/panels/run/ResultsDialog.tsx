import { Download } from "lucide-react";
import type { RunInfo } from "@/live/messages";
import { formatClock, formatInteger, formatMs } from "@/run/format";
import { Button, Dialog } from "@/ui";
import { LedgerTable } from "./LedgerTable";
import { messageRows, requestRows, sagaRows } from "./ledger-rows";

const endings = {
  reached: "It reached its end.",
  "budget reached": "It stopped at its limit of events.",
  stopped: "It was stopped.",
};

/** What a run leaves: its accounts, how long each way took, and the digest that another run of it must have too. */
export function ResultsDialog({ run, open, onClose }: { run: RunInfo; open: boolean; onClose: () => void }) {
  const { results } = run;
  if (!results) return null;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      wide
      title={`Results: ${results.title}`}
      description={`${formatClock(results.simulatedSeconds)} simulated, ${formatInteger(results.events)} events, seed ${results.seed}. ${endings[results.status]}`}
      footer={
        <Button onClick={() => download(run)}>
          <Download className="size-3.5" /> Download JSON
        </Button>
      }
    >
      <div className="flex flex-col gap-5 py-1">
        <div className="grid grid-cols-3 gap-7">
          <LedgerTable title="Messages" balanced={results.ledger.balanced} rows={messageRows(results.ledger)} />
          {results.requests.sent > 0 && (
            <LedgerTable title="Requests" balanced={results.requests.balanced} rows={requestRows(results.requests)} />
          )}
          {results.sagas.started > 0 && <LedgerTable title="Sagas" rows={sagaRows(results.sagas)} />}
        </div>
        {results.paths.length > 0 && <Paths run={run} />}
        <p className="break-all text-mute text-xs">
          digest <code className="text-ink">{results.digest}</code>
        </p>
      </div>
    </Dialog>
  );
}

function Paths({ run }: { run: RunInfo }) {
  const { paths = [], nodes = {} } = run.results ?? {};
  const name = (id: string) => nodes[id]?.name ?? id;
  return (
    <table className="w-full border-collapse text-sm tabular-nums">
      <thead className="text-mute">
        <tr>
          <th scope="col" className="pb-1 text-left font-medium">
            From source to end
          </th>
          {["messages", "p50", "p95", "p99", "max"].map((column) => (
            <th key={column} scope="col" className="pb-1 pl-4 text-right font-medium">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {paths.map(({ source, target, latency }) => (
          <tr key={`${source} ${target}`} className="border-line border-t">
            <th scope="row" className="py-1 text-left font-normal">
              {name(source)} → {name(target)}
            </th>
            <td className="pl-4 text-right">{formatInteger(latency.count)}</td>
            {[latency.p50Ms, latency.p95Ms, latency.p99Ms, latency.maxMs].map((ms, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns stand in a fixed order
              <td key={at} className="whitespace-nowrap pl-4 text-right">
                {formatMs(ms)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function download(run: RunInfo): void {
  const address = URL.createObjectURL(new Blob([JSON.stringify(run.results, null, 2)], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = `results-${run.id}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1000);
}
