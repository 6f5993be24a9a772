import { RefreshCw } from "lucide-react";
import { useState } from "react";
import { type FoundMessage, type Outcome, runMessages } from "@/api";
import { openMessage, session, useRun, useRunStore, useTracing } from "@/run";
import { formatClock, formatInteger, formatSeconds } from "@/run/format";
import { Button, EventDot, SegmentedControl } from "@/ui";
import { nameOf, useDocument } from "../run/names";
import { Asked } from "./Asked";
import { HistoryView } from "./HistoryView";
import { firstOutcome, outcomes, toneOf } from "./outcomes";
import { useAnswer, useMoment } from "./useAnswer";

/** Messages that ended badly or took long; a click shows what happened to one, hop by hop. */
export function MessagesTab() {
  const run = useRun();
  const opened = useTracing(({ message }) => message);
  const at = useMoment();
  if (!run) return null;
  return opened === null ? (
    <MessageList run={run.id} at={at} />
  ) : (
    <HistoryView key={opened} run={run.id} message={opened} />
  );
}

function MessageList({ run, at }: { run: string; at: number | undefined }) {
  const [chosen, setChosen] = useState<Outcome>(() => firstOutcome({ ...useRunStore.getState().frame?.ledger }));
  const share = session.shareToken;
  const found = useAnswer([run, "messages", chosen, at], (asking) =>
    runMessages(run, { outcome: chosen, at, limit: 100, share }, asking),
  );
  const { data } = found;
  return (
    <div className="flex h-full min-h-0 flex-col gap-2">
      <div className="flex items-center gap-3">
        <SegmentedControl
          small
          label="How messages ended"
          value={chosen}
          onChange={setChosen}
          options={outcomes.map(({ value, label }) => ({
            value,
            label:
              data && value !== "slow" && data.counts[value] ? `${label} ${formatInteger(data.counts[value])}` : label,
            name: label,
          }))}
        />
        {data && (
          <span className="text-mute text-sm">
            as of {formatClock(data.at)}
            {!data.complete && ", the newest that are remembered"}
          </span>
        )}
        <Button small look="quiet" disabled={found.isFetching} onClick={() => void found.refetch()}>
          <RefreshCw className="size-3.5" /> Ask again
        </Button>
      </div>
      {!data || found.working ? (
        <Asked working={found.working} error={found.error} />
      ) : data.messages.length === 0 ? (
        <p className="text-mute">
          {chosen === "slow" ? "No message has been sampled yet." : "There is none: no message ended so until then."}
        </p>
      ) : (
        <List messages={data.messages} />
      )}
    </div>
  );
}

function List({ messages }: { messages: readonly FoundMessage[] }) {
  const { eventTypes } = useDocument();
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <table className="w-full border-collapse text-sm tabular-nums">
        <thead className="sticky top-0 bg-panel text-left text-mute">
          <tr>
            {["Message", "At", "Why", "Attempts", "Sent", "Ended", "After"].map((column, place) => (
              <th
                key={column}
                scope="col"
                className={`whitespace-nowrap pr-4 pb-1 font-medium ${place > 2 ? "text-right" : ""}`}
              >
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {messages.map((message) => (
            <tr
              key={`${message.id} ${message.node} ${message.time}`}
              className="h-[26px] cursor-pointer border-line border-t hover:bg-soft"
              onClick={() => openMessage(message.id)}
            >
              <td className="whitespace-nowrap pr-4">
                <button type="button" className="flex items-center gap-1.5 rounded-sm">
                  <EventDot kind={eventTypes[message.eventType]?.kind} />
                  <span className="font-medium">{eventTypes[message.eventType]?.name ?? message.eventType}</span>
                  <span className="text-mute">{formatInteger(message.id)}</span>
                </button>
              </td>
              <td className="max-w-44 truncate pr-4">{message.node === null ? "–" : nameOf(message.node)}</td>
              <td className={`max-w-72 truncate pr-4 ${toneOf(message.outcome)}`} title={message.cause}>
                {message.cause.replaceAll("_", " ")}
              </td>
              <td className="pr-4 text-right">{formatInteger(message.attempts)}</td>
              <td className="pr-4 text-right">{formatClock(message.sent)}</td>
              <td className="pr-4 text-right">{formatClock(message.time)}</td>
              <td className="whitespace-nowrap pr-4 text-right">{formatSeconds(message.seconds)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
