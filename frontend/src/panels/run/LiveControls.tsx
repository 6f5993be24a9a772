import { Pause, Play, RotateCcw, Square, Zap } from "lucide-react";
import { useStore } from "zustand";
import { setChaos, view } from "@/document/view";
import type { Command, RunInfo } from "@/live/messages";
import { session, useCommandable, useConnected, useRunStore } from "@/run";
import { countOf } from "@/run/format";
import { IconButton } from "@/ui";
import { nameOf } from "./names";
import { ProgressLine } from "./ProgressLine";
import { SimulatedClock } from "./SimulatedClock";
import { SpeedMenu } from "./SpeedMenu";

/** What one does with a run that is on. */
export function LiveControls({ run, readOnly, onRestart }: { run: RunInfo; readOnly: boolean; onRestart: () => void }) {
  const commandable = useCommandable();
  const connected = useConnected();
  const time = useRunStore((state) => state.frame?.time ?? state.run?.time ?? 0);
  const active = useRunStore((state) => state.frame?.faults.length ?? 0);
  const faults = useRunStore((state) => state.faults);
  const chaos = useStore(view, (state) => state.chaos);
  const planned = faults.filter(({ since, ended }) => ended === null && since > time).length;
  const send = (command: Command) => void session.send(command);
  const paused = run.status === "paused";

  return (
    <>
      {!readOnly && (
        <span className="flex">
          <IconButton
            label={paused ? "Resume" : "Pause"}
            side="top"
            small
            look="quiet"
            className="text-ink!"
            disabled={!connected}
            onClick={() => send({ kind: paused ? "resume" : "pause" })}
          >
            {paused ? <Play fill="currentColor" /> : <Pause fill="currentColor" strokeWidth={1} />}
          </IconButton>
          <IconButton label="Stop" side="top" small disabled={!connected} onClick={() => send({ kind: "stop" })}>
            <Square fill="currentColor" strokeWidth={1} className="size-3.5!" />
          </IconButton>
          <IconButton label="Restart" side="top" small onClick={onRestart}>
            <RotateCcw className="size-3.5!" />
          </IconButton>
        </span>
      )}
      {readOnly ? (
        <span className="px-1 text-mute tabular-nums">{run.speed}×</span>
      ) : (
        <SpeedMenu speed={run.speed} disabled={!connected} onChange={(factor) => send({ kind: "speed", factor })} />
      )}
      <SimulatedClock className="min-w-[58px] text-right tabular-nums" />
      <div className="flex w-[210px] min-w-16 shrink items-center">
        <ProgressLine time={time} until={run.untilSeconds} faults={faults} nameOf={nameOf} />
      </div>
      <span className="px-1 text-mute tabular-nums">seed {run.seed}</span>
      {!readOnly && (
        <IconButton
          label="Chaos mode"
          shortcut="X"
          side="top"
          small
          pressed={chaos}
          className={chaos ? "border-down/45! text-down!" : ""}
          onClick={() => setChaos(!chaos)}
        >
          <Zap className="size-3.5!" fill={chaos ? "currentColor" : "none"} />
        </IconButton>
      )}
      {active === 0 && planned > 0 && !readOnly && (
        <button
          type="button"
          title="Calls off what is still to come"
          disabled={!commandable}
          onClick={() => send({ kind: "heal_all" })}
          className="flex h-7 items-center gap-1.5 rounded-lg border border-line px-2.5 text-mute hover:bg-soft"
        >
          {planned} to come · call off
        </button>
      )}
      {active > 0 && (
        <button
          type="button"
          title={readOnly ? undefined : "Heals everything that is broken"}
          disabled={readOnly || !commandable}
          onClick={() => send({ kind: "heal_all" })}
          className="flex h-7 items-center gap-1.5 rounded-lg border border-down/45 px-2.5 text-down enabled:hover:bg-down/8"
        >
          <Zap className="size-3.5" />
          {countOf(active, "fault")}
          {!readOnly && " · heal"}
        </button>
      )}
    </>
  );
}
