import { CornerUpLeft, PackageOpen, RefreshCw } from "lucide-react";
import { useState } from "react";
import { nodeMessages, type WaitingMessage } from "@/api";
import { session, useCommandable, useRun, useRunStore } from "@/run";
import { countOf, formatClock, formatInteger, formatSeconds } from "@/run/format";
import { Button, cx, Empty, IconButton } from "@/ui";
import { nameOf } from "../run/names";
import { Asked } from "./Asked";
import { MessageRow } from "./MessageRow";
import { useAnswer, useMoment } from "./useAnswer";

/** What lies in a dead letter queue and why, and the way back for it once the cause is mended. */
export function DeadLetters({ node }: { node: string }) {
  const run = useRun();
  const at = useMoment();
  if (!run) return <Empty title="No messages yet">Press Run: what is dead-lettered lies here.</Empty>;
  return <Box run={run.id} node={node} at={at} dead />;
}

/** What waits in any other channel and what its readers have, asked for only when somebody wants to know. */
export function LookInside({ node }: { node: string }) {
  const run = useRun();
  const at = useMoment();
  const [open, setOpen] = useState(false);
  if (!run) return null;
  if (open) return <Box run={run.id} node={node} at={at} />;
  return (
    <Button small onClick={() => setOpen(true)}>
      <PackageOpen className="size-3.5" /> Look inside
    </Button>
  );
}

interface BoxProps {
  run: string;
  node: string;
  at: number | undefined;
  dead?: boolean;
}

function Box({ run, node, at, dead = false }: BoxProps) {
  const share = session.shareToken;
  const commandable = useCommandable();
  const readOnly = useRunStore((state) => state.readOnly);
  const inPast = useRunStore((state) => state.past !== null);
  const { data, working, error, refetch, isFetching } = useAnswer([run, "node", node, at], (asking) =>
    nodeMessages(run, node, at, share, asking),
  );
  const redrive = async () => {
    const sent = await session.send({
      kind: "operate",
      operation: { kind: "redrive", target: node, perSecond: null, atSeconds: 0 },
    });
    if (sent) setTimeout(() => void refetch(), 1500);
  };
  if (!data || working) return <Asked working={working} error={error} />;
  return (
    <section aria-label={dead ? "Dead letters" : "Messages held"} className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-2">
        <span>
          <b>{countOf(data.total, "message")}</b>{" "}
          <span className="text-mute text-sm">as of {formatClock(data.at)}</span>
        </span>
        <IconButton label="Ask again" small className="-mr-1" disabled={isFetching} onClick={() => void refetch()}>
          <RefreshCw />
        </IconButton>
      </div>
      {data.total === 0 && <p className="text-mute">{inPast ? "Nothing lay here then." : "Nothing lies here."}</p>}
      {dead && data.total > 0 && !readOnly && (
        <>
          <Button small disabled={!commandable || !data.redrivable} onClick={() => void redrive()}>
            <CornerUpLeft className="size-3.5" /> Redrive {data.waiting < data.total ? "the" : "all"}{" "}
            {formatInteger(data.waiting)}
            {data.waiting < data.total && " that wait"}
          </Button>
          <p className="text-mute text-xs">
            {!data.redrivable
              ? "Nothing waits here: its reader has all of it, so there is nothing to send back."
              : inPast
                ? "This is the past: go back to Live to redrive, or branch from here."
                : "They go back to where they came from. Mend the cause first: heal the fault, or tune what failed."}
          </p>
        </>
      )}
      <ol className="flex flex-col">
        {data.messages.map((message) => (
          <Letter key={message.position} message={message} dead={dead} />
        ))}
      </ol>
      {data.total > data.messages.length && (
        <p className="text-mute text-xs">The first {formatInteger(data.messages.length)} are listed.</p>
      )}
    </section>
  );
}

function Letter({ message, dead }: { message: WaitingMessage; dead: boolean }) {
  return (
    <MessageRow
      message={message.id}
      eventType={message.eventType}
      aside={formatInteger(message.id)}
      end={`${formatSeconds(message.ageSeconds)} old`}
    >
      {dead && (
        <span className="flex justify-between gap-2 pl-3.5 text-xs">
          {message.reason === null ? (
            <span className="truncate text-mute">why: in its history</span>
          ) : (
            <span className="shrink-0 text-down">{message.reason.replaceAll("_", " ")}</span>
          )}
          <span className="truncate text-mute">
            {[
              message.attempts === null ? "" : countOf(message.attempts, "attempt"),
              message.diedIn === null ? "" : `died in ${nameOf(message.diedIn)}`,
            ]
              .filter(Boolean)
              .join(" · ")}
          </span>
        </span>
      )}
      {(message.state !== "waiting" || !dead) && (
        <span className={cx("block truncate pl-3.5 text-xs", message.state === "waiting" ? "text-mute" : "text-ink")}>
          {whereIn(message)}
        </span>
      )}
    </MessageRow>
  );
}

function whereIn({ state, holder, deliveries }: WaitingMessage): string {
  if (state === "on_its_way") return "on its way here";
  const times = deliveries !== null && deliveries > 1 ? `, ${countOf(deliveries, "delivery", "deliveries")}` : "";
  if (state === "waiting") return `waiting${times}`;
  return `delivered to ${nameOf(holder ?? "")}, not acknowledged${times}`;
}
