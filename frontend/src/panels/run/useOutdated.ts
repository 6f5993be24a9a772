import { useEffect, useState } from "react";
import { revisionOf } from "@/api";
import type { Document } from "@/document/types";
import type { RunInfo } from "@/live/messages";
import { isLive } from "@/run";

/** What of a document decides how it runs, to be compared: an experiment that is only written down changes nothing. */
function running({ experiments: _, ...rest }: Document): string {
  return JSON.stringify(rest);
}

/**
 * Whether the diagram as it stands saved would run otherwise than the run that is on. Said also when that cannot be
 * found out: a restart does no harm.
 */
export function useOutdated(run: RunInfo | null, diagramId: string, revision: number | undefined, share?: string) {
  const from = run !== null && isLive(run) ? run.revision : undefined;
  const older = from !== undefined && revision !== undefined && from < revision;
  const [differs, setDiffers] = useState(false);
  useEffect(() => {
    if (!older) return setDiffers(false);
    let gone = false;
    // What was found of the revision before stays until this one is known.
    void Promise.all([from, revision].map((number) => revisionOf(diagramId, number, share)))
      .then(([before, now]) => before === undefined || now === undefined || running(before) !== running(now))
      .catch(() => true)
      .then((found) => {
        if (!gone) setDiffers(found);
      });
    return () => {
      gone = true;
    };
  }, [older, from, revision, diagramId, share]);
  return older && differs;
}
