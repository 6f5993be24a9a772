import type { Results } from "@/live/messages";
import { formatInteger, formatSeconds } from "@/run/format";
import { nameOf, useDocument } from "./names";
import { Cell, Line, Table } from "./Table";

const loud = (value: number, tone: "down" | "warn" = "down") => (value > 0 ? tone : undefined);

/** Where the messages of each event type ended. */
export function TypesTable({ results: { ledgerByType } }: { results: Results }) {
  const { eventTypes } = useDocument();
  const rows = Object.entries(ledgerByType).filter(([, ledger]) => ledger.published > 0);
  if (rows.length < 2) return null;
  return (
    <Table first="Event type" columns={["published", "completed", "dead-lettered", "dropped", "lost", "done twice"]}>
      {rows.map(([id, ledger]) => (
        <Line key={id} name={eventTypes[id]?.name ?? id}>
          <Cell>{formatInteger(ledger.published)}</Cell>
          <Cell>{formatInteger(ledger.completed)}</Cell>
          <Cell tone={loud(ledger.deadLettered)}>{formatInteger(ledger.deadLettered)}</Cell>
          <Cell tone={loud(ledger.dropped)}>{formatInteger(ledger.dropped)}</Cell>
          <Cell tone={loud(ledger.lost)}>{formatInteger(ledger.lost)}</Cell>
          <Cell tone={loud(ledger.duplicateEffects, "warn")}>{formatInteger(ledger.duplicateEffects)}</Cell>
        </Line>
      ))}
    </Table>
  );
}

/** How far each consumer group is behind, and how often it saw a key out of order. */
export function GroupsTable({ results: { groups } }: { results: Results }) {
  if (groups.length === 0) return null;
  return (
    <Table first="Consumer group" columns={["arrived", "waiting on average", "lag", "behind by", "out of order"]}>
      {groups.map((group) => (
        <Line key={`${group.channel} ${group.name}`} name={`${nameOf(group.name)} of ${nameOf(group.channel)}`}>
          <Cell>{formatInteger(group.arrived)}</Cell>
          <Cell>{group.meanWaiting.toLocaleString("en-US", { maximumSignificantDigits: 3 })}</Cell>
          <Cell>{formatInteger(group.lag)}</Cell>
          <Cell>{formatSeconds(group.secondsBehind)}</Cell>
          <Cell tone={loud(group.orderViolations, "warn")}>{formatInteger(group.orderViolations)}</Cell>
        </Line>
      ))}
    </Table>
  );
}

/** How far read models are behind what was written. */
export function ConsistencyTable({ results: { nodes } }: { results: Results }) {
  const rows = Object.entries(nodes).flatMap(([id, { name, consistency }]) =>
    consistency ? [{ id, name, consistency }] : [],
  );
  if (rows.length === 0) return null;
  return (
    <Table first="Read model" columns={["events behind", "behind by"]}>
      {rows.map(({ id, name, consistency }) => (
        <Line key={id} name={name}>
          <Cell>{formatInteger(consistency.eventsBehind)}</Cell>
          <Cell>{formatSeconds(consistency.secondsBehind)}</Cell>
        </Line>
      ))}
    </Table>
  );
}

/** Why messages ended otherwise than by being handled, the most frequent cause first. */
export function Causes({ results: { causes } }: { results: Results }) {
  const rows = Object.entries(causes).sort(([, one], [, other]) => other - one);
  if (rows.length === 0) return null;
  return (
    <p className="flex flex-wrap gap-x-3 text-mute text-sm">
      <span>Ended otherwise:</span>
      {rows.map(([cause, count]) => (
        <span key={cause} className="whitespace-nowrap">
          {cause} <span className="text-down tabular-nums">{formatInteger(count)}</span>
        </span>
      ))}
    </p>
  );
}
