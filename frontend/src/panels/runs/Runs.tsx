import { GitCompareArrows } from "lucide-react";
import { useState } from "react";
import type { RunSummary } from "@/api";
import { Button, Empty } from "@/ui";
import { RunsTable } from "./RunsTable";
import { useRuns } from "./useRuns";

interface RunsProps {
  /** Only those of this diagram. */
  diagram?: string;
  onOpen: (run: RunSummary) => void;
  onCompare: (one: string, other: string) => void;
}

/** One's runs: what they are doing, how far they are, and where they come from; two of them can be compared. */
export function Runs({ diagram, onOpen, onCompare }: RunsProps) {
  const { runs, isPending, error, stop, hasNextPage, fetchNextPage, isFetchingNextPage } = useRuns();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const listed = diagram === undefined ? runs : runs?.filter((run) => run.diagram === diagram);
  const choose = (id: string) =>
    setChosen((before) => (before.includes(id) ? before.filter((one) => one !== id) : [...before, id].slice(-2)));
  const [one, other] = chosen;

  if (isPending) return <p className="text-mute">Loading…</p>;
  if (error) return <p className="text-down">{error.message}</p>;
  if (!listed?.length && !hasNextPage) {
    return <Empty title="No runs yet">Open a diagram and press Run: every run is kept here with its results.</Empty>;
  }
  return (
    <div className="flex flex-col gap-3">
      <div className="flex min-h-8 items-center gap-3">
        <Button
          disabled={one === undefined || other === undefined}
          onClick={() => one !== undefined && other !== undefined && onCompare(one, other)}
        >
          <GitCompareArrows className="size-3.5" /> Compare the two
        </Button>
        <span className="text-mute text-sm">
          {chosen.length < 2 ? "Choose two runs to see where they differ." : "Two are chosen."}
        </span>
      </div>
      <RunsTable
        runs={listed ?? []}
        chosen={chosen}
        onChoose={choose}
        onOpen={onOpen}
        onStop={(run) => stop.mutate(run)}
        stopping={stop.isPending ? stop.variables : null}
        withDiagram={diagram === undefined}
      />
      {hasNextPage && (
        <Button className="self-start" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {isFetchingNextPage ? "Loading…" : "Older runs"}
        </Button>
      )}
    </div>
  );
}
