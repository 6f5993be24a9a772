import { Download } from "lucide-react";
import type { RunInfo } from "@/live/messages";
import { formatClock, formatInteger } from "@/run/format";
import { Button, Dialog } from "@/ui";
import { Causes, ConsistencyTable, GroupsTable, TypesTable } from "./AccountTables";
import { LedgerTable } from "./LedgerTable";
import { messageRows, requestRows, sagaRows } from "./ledger-rows";
import { intervalNote, NodesTable, PathsTable } from "./ResultsTables";

const endings = {
  reached: "It reached its end.",
  "budget reached": "It stopped at its limit of events.",
  stopped: "It was stopped.",
};

/** What a run leaves: its accounts, how long each way took, and the digest that another run of it must have too. */
export function ResultsDialog({ run, open, onClose }: { run: RunInfo; open: boolean; onClose: () => void }) {
  const { results } = run;
  if (!results) return null;
  const note = intervalNote(results);
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
        <Causes results={results} />
        <PathsTable results={results} />
        <NodesTable results={results} />
        <GroupsTable results={results} />
        <ConsistencyTable results={results} />
        <TypesTable results={results} />
        {note && <p className="-mt-2 text-mute text-xs">{note}</p>}
        <p className="break-all text-mute text-xs">
          digest <code className="text-ink">{results.digest}</code>
        </p>
      </div>
    </Dialog>
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
