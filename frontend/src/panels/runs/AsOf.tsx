import { LoaderCircle, RotateCcw } from "lucide-react";
import type { Comparison } from "@/api";
import { formatClock } from "@/run/format";
import { Button } from "@/ui";
import { isOn } from "./words";

interface AsOfProps {
  comparison: Comparison;
  /** On its way: what is shown stays until it is there. */
  asking: boolean;
  problem: string | null;
  onAgain: () => void;
}

/** Of runs that are not over: which moment they are compared at, and a way to compare them as they are now. */
export function AsOf({ comparison: { a, b }, asking, problem, onAgain }: AsOfProps) {
  if (!isOn(a) && !isOn(b)) return null;
  return (
    <div className="-mb-2 flex min-h-8 items-center gap-3">
      <p className="text-mute tabular-nums">
        {asOf(a, b)}
        {problem !== null && <span className="text-down"> {problem}</span>}
      </p>
      <Button small disabled={asking} onClick={onAgain}>
        {asking ? <LoaderCircle className="size-3.5 animate-spin" /> : <RotateCcw className="size-3.5" />}
        {asking ? "Comparing…" : "Compare again"}
      </Button>
    </div>
  );
}

type Side = Pick<Comparison["a"], "status" | "time">;

/** "A goes on. Compared as of 01:10.0 of A and 02:00.0 of B." */
export function asOf(a: Side, b: Side): string {
  const words = [standing("A", a), standing("B", b)].filter((one) => one !== "");
  const going = isOn(a) && isOn(b) && a.status === b.status ? both(a.status) : `${words.join(", ")}.`;
  return `${going} Compared as of ${formatClock(a.time)} of A and ${formatClock(b.time)} of B.`;
}

const verbs: Partial<Record<Side["status"], [one: string, both: string]>> = {
  queued: ["waits to begin", "wait to begin"],
  running: ["goes on", "go on"],
  paused: ["is paused", "are paused"],
};

const standing = (letter: string, { status }: Side): string => {
  const verb = verbs[status];
  return verb ? `${letter} ${verb[0]}` : "";
};

const both = (status: Side["status"]): string => `Both ${verbs[status]?.[1]}.`;
