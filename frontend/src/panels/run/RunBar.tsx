import { useState } from "react";
import { setMode } from "@/document/view";
import type { RunInfo } from "@/live/messages";
import { isLive, session, useRunStore } from "@/run";
import { LiveControls } from "./LiveControls";
import { Origin } from "./Origin";
import { ResultsDialog } from "./ResultsDialog";
import { StartControls, type StartSettings } from "./StartControls";
import { statusOf } from "./status";
import { useFollowing } from "./useFollowing";
import { useOutdated } from "./useOutdated";

export interface RunBarProps {
  diagramId: string;
  readOnly: boolean;
  /** Of a shared link: goes along with every call as `?share=`. */
  shareToken?: string;
  /** Saves what is not saved yet, so that the run is of what one sees; false when that was not possible. */
  beforeRun: () => Promise<boolean>;
  /** The revision that stands saved, to tell whether a run is of an older one. */
  revision?: number;
}

const LINK = "h-7 rounded-md px-2 font-medium text-accent hover:bg-soft disabled:text-faint";
const toned = { mute: "text-mute", warn: "text-warn-ink", down: "text-down" };

/** The run's controls, at the foot of the canvas. */
export function RunBar({ diagramId, readOnly, shareToken, beforeRun, revision }: RunBarProps) {
  const last = useFollowing(diagramId, shareToken);
  const run = useRunStore((state) => state.run);
  const connection = useRunStore((state) => state.connection);
  const starting = useRunStore((state) => state.starting);
  const hasFrame = useRunStore((state) => state.frame !== null);
  const problem = useRunStore((state) => state.problem);
  const [settings, setSettings] = useState<StartSettings>({ seed: 1, untilSeconds: 600, speed: 1 });
  const [wrong, setWrong] = useState<string | null>(null);
  const [resultsOf, setResultsOf] = useState<string | null>(null);

  const start = async (chosen: StartSettings) => {
    setSettings(chosen);
    setMode("run");
    await session.start({ diagram: diagramId, ...chosen }, async () => {
      if (!(await beforeRun())) throw new Error("The diagram is not saved yet, so it cannot run.");
    });
  };

  const outdated = useOutdated(run, diagramId, revision, shareToken);
  if (readOnly && run === null) return null;
  const live = isLive(run);
  const status = run ? statusOf(run, connection, hasFrame) : null;

  return (
    <div className="flex max-w-full flex-col items-center gap-1.5">
      {(wrong || problem || outdated) && (
        <p
          role="status"
          className="flex items-center gap-2 rounded-lg border border-line bg-panel px-2.5 py-1 text-sm shadow-raise"
        >
          {wrong || problem ? (
            <span className="text-down">{wrong ?? problem}</span>
          ) : (
            <>
              <span className="text-mute">
                The run is of revision {run?.revision}; you have changed the diagram since.
              </span>
              <button
                type="button"
                className="font-medium text-accent hover:underline"
                onClick={() => void start(again(run, settings))}
              >
                Restart to apply
              </button>
            </>
          )}
        </p>
      )}
      <section
        aria-label="Run"
        className="flex h-11 max-w-full items-center gap-2.5 whitespace-nowrap rounded-xl border border-line bg-panel px-2 shadow-float"
      >
        {live && run ? (
          <LiveControls run={run} readOnly={readOnly} onRestart={() => void start(again(run, settings))} />
        ) : (
          <StartControls
            // What ran last is what runs again, also where it was not this page that started it.
            key={run?.id}
            settings={again(run, settings)}
            starting={starting}
            again={run !== null}
            readOnly={readOnly}
            onStart={(chosen) => void start(chosen)}
            onWrong={setWrong}
          />
        )}
        {run === null && last !== null && (
          <button
            type="button"
            className={LINK}
            title="How the last run of this diagram went"
            onClick={() => open(last)}
          >
            Last run
          </button>
        )}
        {run && !live && (
          <button type="button" className={LINK} disabled={!run.results} onClick={() => setResultsOf(run.id)}>
            Results
          </button>
        )}
        {run?.parent && !readOnly && <Origin run={run} />}
        {status && (
          <span className={`truncate px-1 text-sm ${toned[status.tone]}`} role="status" title={status.text}>
            {status.text}
          </span>
        )}
      </section>
      {run?.results && <ResultsDialog run={run} open={resultsOf === run.id} onClose={() => setResultsOf(null)} />}
    </div>
  );
}

function open(run: RunInfo): void {
  session.follow(run);
  setMode("run");
}

function again(
  run: { seed: number; speed: number; untilSeconds: number } | null,
  settings: StartSettings,
): StartSettings {
  return run ? { ...settings, seed: run.seed, speed: run.speed, untilSeconds: run.untilSeconds } : settings;
}
