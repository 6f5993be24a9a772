import { GitBranch } from "lucide-react";
import { run as readRun } from "@/api";
import type { RunInfo } from "@/live/messages";
import { past, session, useRunStore } from "@/run";
import { formatClock } from "@/run/format";
import { toast } from "@/ui";

/** Where a branch comes from; a click opens that run at the moment the two parted. */
export function Origin({ run }: { run: RunInfo }) {
  const parted = run.parentTime ?? 0;
  const open = async () => {
    try {
      session.follow(await readRun(run.parent as string));
      seekWhenShown(parted);
    } catch (error) {
      toast(error instanceof Error ? error.message : String(error), "down");
    }
  };
  return (
    <button
      type="button"
      title="Open the run that this one branched from"
      className="flex h-7 items-center gap-1 rounded-md px-1.5 text-accent text-sm tabular-nums hover:bg-soft"
      onClick={() => void open()}
    >
      <GitBranch className="size-3.5" /> branch at {formatClock(parted)}
    </button>
  );
}

/** The run's first frames tell how far it has come. */
function seekWhenShown(time: number): void {
  const id = useRunStore.getState().run?.id;
  const unsubscribe = useRunStore.subscribe((state) => {
    if (state.run?.id !== id) unsubscribe();
    else if (state.frame !== null) {
      unsubscribe();
      past.seek(time);
    }
  });
}
