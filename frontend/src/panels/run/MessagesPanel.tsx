import type { Frame, Sample } from "@/live/messages";
import { session, useFrame } from "@/run";
import { formatClock, formatInteger, formatMs } from "@/run/format";
import { Empty } from "@/ui";
import { MessageRow } from "../messages/MessageRow";
import { nameOf, useDocument } from "./names";

export interface MessagesPanelProps {
  target: { area: "nodes" | "edges"; id: string };
}

const SHOWN = 40;
const FRAMES = 600;

/** The last sampled messages over the chosen edge, or in and out of the chosen node. */
export function MessagesPanel({ target: { area, id } }: MessagesPanelProps) {
  const frame = useFrame();
  const { edges } = useDocument();
  const here = (edge: string) =>
    area === "edges" ? edge === id : edges[edge]?.source === id || edges[edge]?.target === id;
  const samples = frame === null ? [] : lastSamples(session.feed.ring.all, here);
  if (frame === null) return <Empty title="No messages yet">Press Run: messages that pass here are listed.</Empty>;
  if (samples.length === 0) return <Empty title="No messages">None of the sampled ones has passed here of late.</Empty>;
  return (
    <div>
      <p className="mb-1.5 text-mute text-xs">
        {frame.sampleEvery === 1 ? "Every message" : `One of every ${formatInteger(frame.sampleEvery)} messages`},
        newest first.
      </p>
      <ol className="flex flex-col">
        {samples.map((sample) => {
          const edge = edges[sample.edge];
          const [from, to] = sample.backwards ? [edge?.target, edge?.source] : [edge?.source, edge?.target];
          return (
            <MessageRow
              key={`${sample.message} ${sample.edge} ${sample.departed} ${sample.backwards}`}
              message={sample.message}
              eventType={sample.eventType}
              aside={sample.backwards && "answer"}
              end={formatClock(sample.departed)}
            >
              <span className="flex justify-between gap-2 pl-3.5 text-xs">
                <span className="truncate text-mute">
                  {nameOf(from ?? "")} → {nameOf(to ?? "")}
                </span>
                <span className={`shrink-0 tabular-nums ${sample.failed ? "text-down" : "text-mute"}`}>
                  {sample.failed ? "failed" : formatMs((sample.arrived - sample.departed) * 1000)}
                </span>
              </span>
            </MessageRow>
          );
        })}
      </ol>
    </div>
  );
}

/** Newest first. */
export function lastSamples(frames: readonly Frame[], here: (edge: string) => boolean): Sample[] {
  const found: Sample[] = [];
  for (let at = frames.length - 1; at >= Math.max(0, frames.length - FRAMES) && found.length < SHOWN; at -= 1) {
    found.push(...(frames[at] as Frame).samples.filter((sample) => here(sample.edge)));
  }
  return found.sort((one, other) => other.departed - one.departed).slice(0, SHOWN);
}
