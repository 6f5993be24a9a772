import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Comparison, compareRuns, type MetricDifference, run as readRun, type Working } from "@/api";
import { countOf, formatClock, formatSpeed } from "@/run/format";
import { Button, Empty } from "@/ui";
import { Asked } from "../messages/Asked";
import { AsOf } from "./AsOf";
import { DivergenceCard } from "./DivergenceCard";
import { PairChart } from "./PairChart";
import { ResultsThatDiffer } from "./ResultsThatDiffer";

const FIRST = 12;

interface CompareRunsProps {
  one: string;
  other: string;
  onOpen: (run: string, diagram: string) => void;
}

/** Two runs side by side: what they share, where they part, and what came of it. */
export function CompareRuns({ one, other, onOpen }: CompareRunsProps) {
  const [working, setWorking] = useState<Working | null>(null);
  const query = useQuery({
    queryKey: ["compare", one, other],
    queryFn: ({ signal }) => compareRuns(one, other, { signal, onWorking: setWorking }),
    retry: false,
    gcTime: 0,
    // What is on the screen is of a moment that it names: another one is asked for by a click.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  if (!query.data) return <Asked working={working} error={query.error} />;
  return (
    <div className="flex flex-col gap-6">
      <AsOf
        comparison={query.data}
        asking={query.isFetching}
        problem={query.error?.message ?? null}
        onAgain={() => void query.refetch()}
      />
      <Compared comparison={query.data} onOpen={onOpen} />
    </div>
  );
}

function Compared({ comparison, onOpen }: { comparison: Comparison; onOpen: CompareRunsProps["onOpen"] }) {
  const [all, setAll] = useState(false);
  const { metrics, times } = comparison;
  // A chart of two lines at zero says nothing.
  const telling = metrics.filter(({ a, b }) => [...a, ...b].some((value) => value !== null && value !== 0));
  const shown = all ? metrics : telling.slice(0, FIRST);
  return (
    <>
      <div className="grid grid-cols-2 gap-4">
        <Side letter="A" side={comparison.a} onOpen={onOpen} />
        <Side letter="B" side={comparison.b} onOpen={onOpen} />
      </div>
      <DivergenceCard comparison={comparison} />
      <section aria-label="Over time" className="flex flex-col gap-3">
        <h2 className="font-semibold text-lg">Over time</h2>
        {metrics.length === 0 ? (
          <Empty title="Nothing to draw">The two have no moment in common.</Empty>
        ) : (
          <div className="grid grid-cols-3 gap-x-6 gap-y-4">
            {shown.map((metric) => (
              <PairChart key={keyOf(metric)} metric={metric} times={times} sharedUntil={comparison.sharedUntil} />
            ))}
          </div>
        )}
        {metrics.length > Math.min(FIRST, telling.length) && (
          <Button small className="self-start" onClick={() => setAll(!all)}>
            {all ? "Fewer" : `All ${countOf(metrics.length, "number")}`}
          </Button>
        )}
      </section>
      <ResultsThatDiffer results={comparison.results} />
    </>
  );
}

const keyOf = ({ metric, node, edge }: MetricDifference) => `${metric} ${node} ${edge}`;

function Side({
  letter,
  side,
  onOpen,
}: {
  letter: "A" | "B";
  side: Comparison["a"];
  onOpen: CompareRunsProps["onOpen"];
}) {
  const query = useQuery({ queryKey: ["run", side.run], queryFn: () => readRun(side.run), gcTime: 0 });
  const { parent, parentTime } = query.data ?? {};
  return (
    <section
      aria-label={`Run ${letter}`}
      className="flex items-center gap-3 rounded-xl border border-line bg-panel px-4 py-3"
    >
      <span
        className={`grid size-7 shrink-0 place-items-center rounded-full font-semibold text-panel ${letter === "A" ? "bg-accent" : "bg-integration"}`}
      >
        {letter}
      </span>
      <div className="min-w-0 flex-1">
        <div className="font-medium tabular-nums">
          seed {side.seed} · revision {side.revision} · {formatSpeed(side.speed)}
        </div>
        <div className="truncate text-mute text-sm tabular-nums">
          {side.status} at {formatClock(side.time)} · {countOf(side.log.length, "command")}
          {parent && ` · branched at ${formatClock(parentTime ?? 0)}`}
        </div>
      </div>
      <Button small disabled={!query.data} onClick={() => query.data && onOpen(side.run, query.data.diagram)}>
        Open
      </Button>
    </section>
  );
}
