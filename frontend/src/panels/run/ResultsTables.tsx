import type { Estimate, Results } from "@/live/messages";
import { intervalInWords, plusMinus } from "@/run/estimate";
import { formatInteger, formatMs, formatPercent } from "@/run/format";
import { Cell, Line, Table } from "./Table";

const few = (value: number): string => value.toLocaleString("en-US", { maximumSignificantDigits: 3 });

/** How long each way took, from where messages begin to where they end. */
export function PathsTable({ results: { paths, nodes } }: { results: Results }) {
  const name = (id: string) => nodes[id]?.name ?? id;
  if (paths.length === 0) return null;
  return (
    <Table first="From source to end" columns={["messages", "mean", "p50", "p95", "p99", "max"]}>
      {paths.map(({ source, target, latency }) => (
        <Line key={`${source} ${target}`} name={`${name(source)} → ${name(target)}`}>
          <Cell>{formatInteger(latency.count)}</Cell>
          <Mean value={latency.meanMs} interval={latency.meanInterval} format={formatMs} />
          <Cell>{formatMs(latency.p50Ms)}</Cell>
          <Cell>{formatMs(latency.p95Ms)}</Cell>
          <Cell>{formatMs(latency.p99Ms)}</Cell>
          <Cell>{formatMs(latency.maxMs)}</Cell>
        </Line>
      ))}
    </Table>
  );
}

/** What the nodes that do work were like: how busy, how long one waited, how long one stayed. */
export function NodesTable({ results: { nodes } }: { results: Results }) {
  const working = Object.entries(nodes).filter(([, node]) => node.utilisation !== null);
  if (working.length === 0) return null;
  return (
    <Table first="Node" columns={["completed", "utilisation", "waiting", "time in it", "p99"]}>
      {working.map(([id, node]) => (
        <Line key={id} name={node.name}>
          <Cell>{formatInteger(node.completed)}</Cell>
          <Mean value={node.utilisation ?? 0} interval={node.utilisationInterval} format={formatPercent} />
          <Mean value={node.meanWaiting} interval={node.meanWaitingInterval} format={few} />
          {node.latency ? (
            <Mean value={node.latency.meanMs} interval={node.latency.meanInterval} format={formatMs} />
          ) : (
            <Cell>–</Cell>
          )}
          <Cell>{formatMs(node.latency?.p99Ms)}</Cell>
        </Line>
      ))}
    </Table>
  );
}

/** What ± means in these tables; null when no mean has an interval. */
export function intervalNote({ nodes, paths }: Results): string | null {
  const all = [
    ...paths.map(({ latency }) => latency.meanInterval),
    ...Object.values(nodes).flatMap((node) => [node.utilisationInterval, node.meanWaitingInterval]),
  ];
  const given = all.find((interval) => interval !== null && interval.halfWidth !== null);
  if (given) return `±: ${intervalInWords(given)}. Percentiles have no interval in one run.`;
  const why = all.find((interval) => interval?.note)?.note;
  return why ? `No ±: ${why}.` : null;
}

function Mean({
  value,
  interval,
  format,
}: {
  value: number;
  interval: Estimate | null;
  format: (value: number) => string;
}) {
  const [mean, half] = plusMinus(value, interval, format).split(" ± ");
  return (
    <td className="whitespace-nowrap pl-4 text-right" title={intervalInWords(interval) ?? undefined}>
      {mean}
      {half && <span className="text-mute"> ± {half}</span>}
    </td>
  );
}
