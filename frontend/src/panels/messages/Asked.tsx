import { LoaderCircle } from "lucide-react";
import type { Working } from "@/api";
import { formatPercent } from "@/run/format";

/** While there is no answer yet, or none to be had. */
export function Asked({ working, error }: { working: Working | null; error: Error | null }) {
  if (error) {
    return (
      <p role="alert" className="pt-1 text-down">
        {error.message}
      </p>
    );
  }
  return (
    <p role="status" className="flex items-center gap-2 pt-1 text-mute">
      <LoaderCircle className="size-3.5 animate-spin" />
      {working === null
        ? "Asking…"
        : working.status === "waiting_for_worker"
          ? "Waiting for a worker…"
          : `${working.words || "Replaying the run"} · ${formatPercent(working.progress)}`}
    </p>
  );
}
