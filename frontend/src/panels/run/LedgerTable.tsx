import { formatInteger } from "@/run/format";
import { cx } from "@/ui";
import type { LedgerRow } from "./ledger-rows";

/** An account in two columns: the total first, then where it went, then what is counted besides. */
export function LedgerTable({
  title,
  balanced,
  rows,
  compact,
}: {
  title: string;
  /** Left out where nothing has to balance. */
  balanced?: boolean;
  rows: LedgerRow[];
  /** Seven rows in the height of the dock. */
  compact?: boolean;
}) {
  return (
    <section aria-label={title}>
      <header className="mb-0.5 flex items-baseline justify-between gap-2">
        <h3 className="font-semibold">{title}</h3>
        {balanced !== undefined && <Balance balanced={balanced} />}
      </header>
      <dl className={compact ? "text-xs" : "text-sm"}>
        {rows.map((row, at) => (
          <div
            key={row.label}
            className={cx(
              "flex justify-between gap-2 whitespace-nowrap",
              !compact && "py-[1.5px]",
              row.part === "total" && "font-medium",
              row.part === "also" && at > 0 && rows[at - 1]?.part !== "also" && "mt-1 border-line border-t pt-1",
            )}
          >
            <dt className={row.part === "total" ? "" : "text-mute"}>{row.label}</dt>
            <dd
              className={cx("tabular-nums", row.tone === "down" && "text-down", row.tone === "warn" && "text-warn-ink")}
            >
              {formatInteger(row.value)}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export function Balance({ balanced }: { balanced: boolean }) {
  return balanced ? (
    <span className="text-mute text-xs" title="Every message is accounted for.">
      balanced
    </span>
  ) : (
    <span className="font-medium text-down text-xs">does not balance</span>
  );
}
