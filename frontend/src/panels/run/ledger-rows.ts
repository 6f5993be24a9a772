import type { Ledger, Requests, Sagas } from "@/live/messages";

export interface LedgerRow {
  label: string;
  value: number;
  /** Where a message can end, or what only counts again something counted already. */
  part: "total" | "share" | "also";
  tone?: "warn" | "down";
}

const toned = (value: number, tone: "warn" | "down"): { tone?: "warn" | "down" } => (value > 0 ? { tone } : {});

export const messageRows = (ledger: Ledger): LedgerRow[] => [
  { label: "published", value: ledger.published, part: "total" },
  { label: "completed", value: ledger.completed, part: "share" },
  { label: "in flight", value: ledger.inFlight, part: "share" },
  { label: "dead-lettered", value: ledger.deadLettered, part: "share", ...toned(ledger.deadLettered, "down") },
  { label: "expired", value: ledger.expired, part: "share", ...toned(ledger.expired, "warn") },
  { label: "dropped", value: ledger.dropped, part: "share", ...toned(ledger.dropped, "down") },
  { label: "lost", value: ledger.lost, part: "share", ...toned(ledger.lost, "down") },
  { label: "redelivered", value: ledger.redelivered, part: "also" },
  { label: "duplicate deliveries", value: ledger.duplicateDeliveries, part: "also" },
  {
    label: "duplicate effects",
    value: ledger.duplicateEffects,
    part: "also",
    ...toned(ledger.duplicateEffects, "warn"),
  },
];

/** Replies by way of a queue that were of no use to anybody, if there are any. */
const repliesOf = ({ lateReplies = 0, lostReplies = 0 }: Requests): LedgerRow[] =>
  lateReplies + lostReplies === 0
    ? []
    : [
        { label: "replies too late", value: lateReplies, part: "also", ...toned(lateReplies, "warn") },
        { label: "replies lost", value: lostReplies, part: "also", ...toned(lostReplies, "warn") },
      ];

export const requestRows = (requests: Requests): LedgerRow[] => [
  { label: "sent", value: requests.sent, part: "total" },
  { label: "answered", value: requests.answered, part: "share" },
  { label: "in flight", value: requests.inFlight, part: "share" },
  { label: "failed", value: requests.failed, part: "share", ...toned(requests.failed, "down") },
  { label: "timed out", value: requests.timedOut, part: "share", ...toned(requests.timedOut, "down") },
  { label: "refused", value: requests.refused, part: "share", ...toned(requests.refused, "down") },
  ...repliesOf(requests),
];

export const sagaRows = (sagas: Sagas): LedgerRow[] => [
  { label: "started", value: sagas.started, part: "total" },
  { label: "committed", value: sagas.committed, part: "share" },
  { label: "running", value: sagas.running, part: "share" },
  { label: "compensating", value: sagas.compensating, part: "share", ...toned(sagas.compensating, "warn") },
  { label: "compensated", value: sagas.compensated, part: "share" },
  { label: "stuck", value: sagas.stuck, part: "share", ...toned(sagas.stuck, "down") },
];
