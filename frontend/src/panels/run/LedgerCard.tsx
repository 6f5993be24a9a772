import type { Frame } from "@/live/messages";
import { formatInteger } from "@/run/format";
import { Card, cx } from "@/ui";
import { Balance } from "./LedgerTable";
import { type LedgerRow, messageRows, requestRows, sagaRows } from "./ledger-rows";

/** Where every message of the run is, in a few lines of words. */
export function LedgerCard({ frame }: { frame: Frame }) {
  const { ledger, requests, sagas } = frame;
  return (
    <Card title="Ledger" aside={<Balance balanced={ledger.balanced && requests.balanced} />}>
      <Line
        of=""
        rows={messageRows(ledger)}
        always={["published", "completed", "in flight", "dead-lettered", "lost"]}
      />
      {requests.sent > 0 && <Line of="requests" rows={requestRows(requests)} always={["sent", "answered", "failed"]} />}
      {sagas.started > 0 && (
        <Line of="sagas" rows={sagaRows(sagas)} always={["started", "committed", "compensated", "stuck"]} />
      )}
    </Card>
  );
}

/** Rows that are zero are left out, unless their zero says something. */
function Line({ of, rows, always }: { of: string; rows: LedgerRow[]; always: string[] }) {
  return (
    <p className="relative mt-1 flex flex-wrap gap-x-2.5 text-mute text-xs leading-[1.6]">
      {rows
        .filter((row) => row.value > 0 || always.includes(row.label))
        .map((row, at) => (
          <span key={row.label} className="whitespace-nowrap">
            {at > 0 ? <span className="sr-only">, </span> : of && `${of} `}
            {row.label}{" "}
            <span className={cx("tabular-nums", row.tone === "down" ? "text-down" : "text-ink")}>
              {formatInteger(row.value)}
            </span>
          </span>
        ))}
    </p>
  );
}
