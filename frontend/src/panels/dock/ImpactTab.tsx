import { ArrowRight } from "lucide-react";
import type { Consequence, Frame } from "@/live/messages";
import {
  type Change,
  changes,
  type FaultRecord,
  QUIET_SECONDS_NEEDED,
  quietUntil,
  SETTLING_SECONDS,
  session,
  tooShortBefore,
  useFrame,
  useRunStore,
  WINDOW_SECONDS,
} from "@/run";
import { formatClock, formatCount, formatMs, formatRate } from "@/run/format";
import type { NodeMetric, RunMetric } from "@/run/history";
import { cx } from "@/ui";
import { nameOf, useDocument } from "../run/names";
import { pathTo } from "./impact-path";

interface Row extends Change {
  key: string;
  where: string;
  what: string;
  format: (value: number) => string;
}

type Told = [title: string, measure: Parameters<typeof changes>[1], format: Row["format"]];

const OF_RUN: [RunMetric, ...Told][] = [
  ["completedRate", "completed", "rate", formatRate],
  ["endToEndP99Ms", "end-to-end p99", "latency", formatMs],
];
const OF_NODE: [NodeMetric, ...Told][] = [
  ["outRate", "out", "rate", formatRate],
  ["p99Ms", "p99", "latency", formatMs],
  ["waiting", "waiting", "count", formatCount],
  ["deadLettered", "dead letters", "total", formatCount],
];
const MOST = 40;

/** Before and after: the numbers that changed beyond chance, and the way the trouble took. */
export function ImpactTab() {
  const frame = useFrame();
  const faults = useRunStore((state) => state.faults);
  const document = useDocument();
  const since = frame && quietUntil(faults, frame.time);
  if (!frame || since === null) return <p className="pt-1 text-mute">Nothing has been broken in this run.</p>;
  const rows = changedRows(frame, Object.keys(document.nodes), faults, since);
  const lines = frame.cascade.filter(({ via }) => (via?.length ?? 0) > 0);
  return (
    <div className="grid h-full min-h-0 grid-cols-[minmax(0,3fr)_minmax(0,2fr)] gap-6">
      <section aria-label="Before and after" className="min-h-0 overflow-auto">
        {rows.length === 0 ? (
          <p className="text-mute">{whyNothing(frame.time, faults, since)}</p>
        ) : (
          <table className="w-full border-collapse text-sm tabular-nums">
            <thead className="sticky top-0 bg-panel text-left text-mute">
              <tr>
                <Head>Where</Head>
                <Head>What</Head>
                <Head right>Before {formatClock(since)}</Head>
                <Head right>{frame.faults.length > 0 ? "Now" : "Now, healed"}</Head>
                <Head right>Change</Head>
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, MOST).map((row) => (
                <tr key={row.key} className="h-[26px] border-line border-t">
                  <th scope="row" className="pr-4 text-left font-medium">
                    {row.where}
                  </th>
                  <td className="pr-4 text-mute">{row.what}</td>
                  <td className="pr-4 text-right">{row.format(row.before)}</td>
                  <td className="pr-4 text-right font-medium">{row.format(row.after)}</td>
                  <td className="pr-1 text-right text-warn-ink">{changeInWords(row)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      <section aria-label="Path of the impact" className="min-h-0 overflow-auto">
        {lines.length === 0 && <p className="text-mute">Nobody else suffers from it.</p>}
        <ul className="flex flex-col gap-1.5 text-sm">
          {lines.map((line) => (
            <Path key={line.node} line={line} frame={frame} />
          ))}
        </ul>
      </section>
    </div>
  );
}

function Head({ children, right }: { children: React.ReactNode; right?: boolean }) {
  return (
    <th scope="col" className={cx("pr-4 pb-1 font-medium", right && "text-right")}>
      {children}
    </th>
  );
}

function Path({ line, frame }: { line: Consequence; frame: Frame }) {
  const document = useDocument();
  const stops = pathTo(line.node, frame.cascade, document);
  return (
    <li className="flex flex-wrap items-center gap-x-1 leading-snug">
      {stops.map((stop, at) => (
        <span key={stop} className="flex items-center gap-1">
          {at > 0 && <ArrowRight aria-hidden className="size-3 text-faint" />}
          <span className={at === 0 ? "font-medium text-down" : at === stops.length - 1 ? "font-medium" : "text-mute"}>
            {nameOf(stop)}
          </span>
        </span>
      ))}
    </li>
  );
}

function whyNothing(now: number, faults: readonly FaultRecord[], since: number): string {
  const seconds = tooShortBefore(session.feed.history.run("completedRate").times, faults, since);
  if (seconds !== null) {
    return `Too little time before ${formatClock(since)} to compare with: it takes more than ${QUIET_SECONDS_NEEDED} s without a fault, there were ${Math.floor(seconds)} s. The first ${SETTLING_SECONDS} s of a run or after a recovery do not count.`;
  }
  if (now < since + WINDOW_SECONDS)
    return "Counting: the first four seconds after a strike still look back to before it.";
  return "No number has changed by more than chance makes it.";
}

function changedRows(frame: Frame, nodes: readonly string[], faults: readonly FaultRecord[], since: number): Row[] {
  const { history } = session.feed;
  const rows: Row[] = [];
  for (const [metric, what, measure, format] of OF_RUN) {
    const change = changes(history.run(metric), measure, faults, since);
    if (change) rows.push({ ...change, key: metric, where: "Whole run", what, format });
  }
  for (const id of nodes) {
    if (!(id in frame.nodes)) continue;
    for (const [metric, what, measure, format] of OF_NODE) {
      const change = changes(history.node(id, metric), measure, faults, since);
      if (change) rows.push({ ...change, key: `${id} ${metric}`, where: nameOf(id), what, format });
    }
  }
  return rows.sort((one, other) => other.size - one.size);
}

function changeInWords({ before, after, ratio, format }: Row): string {
  if (ratio === null) return `+${format(after)}`;
  if (ratio >= 2) return `×${ratio < 10 ? ratio.toFixed(1) : formatCount(ratio)}`;
  return `${after > before ? "+" : "−"}${Math.abs(Math.round((ratio - 1) * 100))}\u00a0%`;
}
