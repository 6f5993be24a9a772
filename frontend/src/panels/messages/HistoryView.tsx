import { ArrowLeft, RefreshCw } from "lucide-react";
import { useEffect } from "react";
import { messageHistory } from "@/api";
import type { TraceStep } from "@/live/messages";
import { closeMessage, past, session, useRunStore, useTracing } from "@/run";
import { countOf, formatClock, formatInteger, formatMs } from "@/run/format";
import { Button, cx } from "@/ui";
import { nameOf } from "../run/names";
import { Asked } from "./Asked";
import { useAnswer } from "./useAnswer";

/**
 * Everything that has happened to one message, in order, whatever moment is shown; what it has been at is marked on the
 * canvas.
 */
export function HistoryView({ run, message }: { run: string; message: number }) {
  const share = session.shareToken;
  const shown = useRunStore((state) => state.past?.at ?? null);
  const { data, working, error, refetch, isFetching } = useAnswer([run, "message", message], (asking) =>
    messageHistory(run, message, undefined, share, asking),
  );
  useEffect(() => {
    if (!data) return;
    useTracing.setState({ nodes: data.nodes, edges: data.edges, here: null });
    return () => useTracing.setState({ nodes: [], edges: [], here: null });
  }, [data]);

  return (
    <section aria-label={`Message ${message}`} className="flex h-full min-h-0 flex-col gap-2">
      <header className="flex items-center gap-3">
        <Button small look="quiet" className="-ml-2" onClick={closeMessage}>
          <ArrowLeft className="size-3.5" /> All messages
        </Button>
        <b>Message {formatInteger(message)}</b>
        {data && data.steps.length > 0 && (
          <span className="text-mute text-sm">
            {[
              countOf(data.nodes.length, "place"),
              data.attempts > 0 ? `${countOf(data.attempts, "attempt")} failed` : null,
              data.seconds === null ? null : formatMs(data.seconds * 1000),
              data.ended ? null : `not over at ${formatClock(data.at)}`,
              data.complete ? null : "not complete",
            ]
              .filter(Boolean)
              .join(" · ")}
          </span>
        )}
        {data && !data.ended && (
          <Button small look="quiet" disabled={isFetching} onClick={() => void refetch()}>
            <RefreshCw className="size-3.5" /> Ask again
          </Button>
        )}
      </header>
      {!data || working ? (
        <Asked working={working} error={error} />
      ) : data.steps.length === 0 ? (
        <p className="text-mute">Nothing is known of a message with this number.</p>
      ) : (
        <ol
          aria-label="Steps"
          className="min-h-0 flex-1 overflow-auto"
          onMouseLeave={() => useTracing.setState({ here: null })}
        >
          {data.steps.map((step, place) => (
            <Step
              // biome-ignore lint/suspicious/noArrayIndexKey: the past does not change
              key={place}
              step={step}
              since={step.time - (data.begun ?? step.time)}
              later={shown !== null && step.time > shown}
            />
          ))}
        </ol>
      )}
    </section>
  );
}

const BAD = new Set([
  "attempt_failed",
  "rejected",
  "interrupted",
  "ended_badly",
  "call_refused",
  "call_overdue",
  "reply_lost",
  "saga_stuck",
]);

/** `later`: not yet at the moment that is shown. */
function Step({ step, since, later }: { step: TraceStep; since: number; later: boolean }) {
  const node = step.node ?? step.channel;
  const bad = BAD.has(step.what) || step.reason === "failed";
  return (
    <li
      onMouseEnter={() => useTracing.setState({ here: { node, edge: step.edge } })}
      className={cx(
        "grid grid-cols-[64px_72px_150px_minmax(0,1fr)_auto] items-baseline gap-3 border-line border-t py-[3px] text-sm first:border-t-0 hover:bg-soft",
        later && "opacity-50",
      )}
    >
      <button
        type="button"
        title="Show the run at this moment"
        className="text-left text-mute tabular-nums hover:text-accent"
        onClick={() => past.seek(step.time)}
      >
        {formatClock(step.time)}
      </button>
      <span className="text-right text-faint text-xs tabular-nums">+{formatMs(since * 1000)}</span>
      <span className="truncate font-medium">{node === null ? "" : nameOf(node)}</span>
      <span className={cx("truncate", bad && "text-down")} title={step.words}>
        {step.words}
        {step.times > 1 && <span className="text-mute"> · {formatInteger(step.times)} times</span>}
      </span>
      <span className="pr-2 text-mute text-xs tabular-nums">
        {step.seconds !== null && step.seconds > 0 ? formatMs(step.seconds * 1000) : ""}
      </span>
    </li>
  );
}
