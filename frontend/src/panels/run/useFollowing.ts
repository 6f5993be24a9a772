import { useEffect } from "react";
import { runsOf } from "@/api";
import { setMode, view } from "@/document/view";
import { isLive, session, useRunStore } from "@/run";

/** How often somebody with a link looks whether the owner has started a run. */
const LOOK_MS = 4000;

/** Follows the diagram's live run while the editor is open: after a reload, or as somebody the diagram is shared with. */
export function useFollowing(diagramId: string, shareToken: string | undefined): void {
  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;

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
    }

    void look();
    return () => {
      gone = true;
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
}
