import { useEffect, useState } from "react";
import { run as readRun, runsOf } from "@/api";
import { setMode, view } from "@/document/view";
import type { RunInfo } from "@/live/messages";
import { isLive, session, useRunStore } from "@/run";

/** How often somebody with a link looks whether the owner has started a run. */
const LOOK_MS = 4000;

/**
 * Follows the diagram's live run while the editor is open: after a reload, or as somebody the diagram is shared with.
 * Where none is on and the address names none, the owner gets the last one, to be opened: they may have come to design.
 */
export function useFollowing(diagramId: string, shareToken: string | undefined): RunInfo | null {
  const [last, setLast] = useState<RunInfo | null>(null);

  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;

    async function reopen(): Promise<boolean> {
      const wanted = shareToken ? null : chosenRun();
      const found = wanted === null ? null : await readRun(wanted).catch(() => null);
      if (gone || found?.diagram !== diagramId) return false;
      session.follow(found);
      setMode("run");
      return true;
    }

    async function look() {
      const runs = isLive(useRunStore.getState().run) ? [] : await runsOf(diagramId, shareToken).catch(() => []);
      if (gone) return;
      // With a link one also sees how the last run ended.
      const found = runs.find((run) => isLive(run)) ?? (shareToken ? runs[0] : undefined);
      const { run, starting } = useRunStore.getState();
      if (found && !isLive(run) && found.id !== run?.id && !starting) {
        session.follow(found, shareToken);
        setMode("run");
      }
      if (shareToken) timer = setTimeout(look, LOOK_MS);
      else setLast(found ? null : (runs[0] ?? null));
    }

    setLast(null);
    void reopen().then((done) => {
      if (!gone && !done) void look();
    });
    const unsubscribe = useRunStore.subscribe(({ run }, before) => {
      if (!shareToken && run && run.id !== before.run?.id) remember(run.id);
    });
    return () => {
      gone = true;
      unsubscribe();
      clearTimeout(timer);
      session.leave();
    };
  }, [diagramId, shareToken]);

  useEffect(() => {
    const show = () => useRunStore.setState({ showing: view.getState().mode === "run" });
    show();
    return view.subscribe(show);
  }, []);

  useEffect(() => {
    const wake = () => document.visibilityState === "visible" && session.wake();
    window.addEventListener("online", wake);
    document.addEventListener("visibilitychange", wake);
    return () => {
      window.removeEventListener("online", wake);
      document.removeEventListener("visibilitychange", wake);
    };
  }, []);

  return last;
}

/** The address names the run that is followed: a reload opens it again, over or not, and so does a bookmark. */
const chosenRun = (): string | null => new URLSearchParams(window.location.search).get("run");

function remember(run: string): void {
  const address = new URL(window.location.href);
  if (address.searchParams.get("run") === run) return;
  address.searchParams.set("run", run);
  window.history.replaceState(window.history.state, "", address);
}
