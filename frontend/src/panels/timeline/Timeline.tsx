import { GitBranch, Pause, Play, Radio, SkipBack, SkipForward, StepForward } from "lucide-react";
import { useCallback, useState } from "react";
import { isLive, marksOf, past, RATES, session, shownTime, useConnected, useRunStore, useShownTime } from "@/run";
import { formatClock, formatSpeed } from "@/run/format";
import { spanOf } from "@/run/timeline";
import { Button, cx, IconButton, Menu, MenuItem } from "@/ui";
import { nameOf } from "../run/names";
import { BranchDialog } from "./BranchDialog";
import { SteppedLine } from "./SteppedLine";
import { Track } from "./Track";

/** Over the dock: the run's time, to go back in, to play again, to go on from in another way. */
export function Timeline({ readOnly, revision }: { readOnly: boolean; revision?: number | undefined }) {
  const run = useRunStore((state) => state.run);
  const shown = useRunStore((state) => state.past);
  const rate = useRunStore((state) => state.pastRate);
  const faults = useRunStore((state) => state.faults);
  const at = useShownTime();
  // Renews the strip as time goes on; the newest moment itself is not in the store while the past is shown.
  useRunStore((state) => state.past && state.run?.time);
  const connected = useConnected();
  const [branching, setBranching] = useState<number | null>(null);
  const branch = () => {
    // Time stands still in the dialog: what it names is the moment of the branch.
    past.pause();
    setBranching(shownTime(useRunStore.getState()));
  };
  const close = useCallback(() => setBranching(null), []);
  if (run === null) return null;
  const { from, to: newest } = past.range();
  // Frames that came since the numbers were renewed are not yet to be seen anywhere.
  const to = shown ? newest : at;
  if (to === 0 && shown === null) return null;
  const live = isLive(run);
  const span = spanOf({ from, to });
  const steppable = live && run.status === "paused" && shown === null;
  return (
    <section aria-label="Timeline" className="border-line border-b">
      <div className="flex h-9 items-center gap-2 pr-2.5 pl-2">
        <span className="flex">
          <IconButton label="A frame back" small side="top" disabled={at <= 0} onClick={() => past.step(-1)}>
            <SkipBack className="size-3.5!" />
          </IconButton>
          <IconButton
            label={shown?.playing ? "Stop playing" : "Play the past"}
            small
            side="top"
            className="text-ink!"
            onClick={() => (shown?.playing ? past.pause() : past.play())}
          >
            {shown?.playing ? (
              <Pause className="size-3.5!" fill="currentColor" strokeWidth={1} />
            ) : (
              <Play className="size-3.5!" fill="currentColor" />
            )}
          </IconButton>
          <IconButton label="A frame on" small side="top" disabled={shown === null} onClick={() => past.step(1)}>
            <SkipForward className="size-3.5!" />
          </IconButton>
        </span>
        <RateMenu rate={rate} />
        <Track
          span={span}
          newest={to}
          at={shown?.at ?? null}
          faults={faults}
          marks={marksOf(run.log, nameOf)}
          nameOf={nameOf}
        />
        <output
          aria-label="Moment shown"
          className={cx("min-w-[62px] text-right tabular-nums", shown ? "font-medium" : "text-mute")}
        >
          {formatClock(at)}
        </output>
        <span className="text-faint text-xs tabular-nums">of {formatClock(to)}</span>
        {shown?.problem && <span className="max-w-52 truncate text-down text-sm">{shown.problem}</span>}
        {steppable && !readOnly && (
          <Button small disabled={!connected} onClick={() => void session.send({ kind: "step", events: 1 })}>
            <StepForward className="size-3.5" /> Step one event
          </Button>
        )}
        {!readOnly && (
          <Button small onClick={branch}>
            <GitBranch className="size-3.5" /> Branch from {formatClock(at)}
          </Button>
        )}
        <button
          type="button"
          disabled={shown === null}
          aria-label={live ? "Live" : "To the end"}
          title={live ? "Back to what happens now" : "To the end of the run"}
          onClick={() => past.live()}
          className={cx(
            "flex h-7 items-center gap-1.5 rounded-lg px-2 text-sm",
            shown === null ? "text-accent" : "bg-soft text-mute hover:text-ink",
          )}
        >
          <Radio className="size-3.5" /> {live ? "Live" : "End"}
        </button>
      </div>
      {steppable && <SteppedLine events={run.stepped} />}
      <BranchDialog run={run} at={branching} revision={revision} onClose={close} />
    </section>
  );
}

function RateMenu({ rate }: { rate: number }) {
  return (
    <Menu
      label="Playing speed"
      align="start"
      trigger={
        <button
          type="button"
          aria-label={`Playing speed ${formatSpeed(rate)}`}
          title="Simulated seconds for each second of playing"
          className="h-7 w-12 rounded-md text-mute text-sm tabular-nums hover:bg-soft hover:text-ink"
        >
          {formatSpeed(rate)}
        </button>
      }
    >
      {RATES.map((each) => (
        <MenuItem key={each} onSelect={() => past.setRate(each)} hint={each === rate ? "now" : undefined}>
          <span className="tabular-nums">{formatSpeed(each)}</span>
        </MenuItem>
      ))}
    </Menu>
  );
}
