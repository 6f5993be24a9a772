import { useState } from "react";
import type { ResultDifference } from "@/api";
import { Switch } from "@/ui";
import { Cell, Line, Table } from "../run/Table";
import { formatIn } from "./words";

/** What came of both, and which did better where one can say so. */
export function ResultsThatDiffer({ results }: { results: readonly ResultDifference[] }) {
  const [all, setAll] = useState(false);
  const notable = results.filter((result) => result.notable);
  const shown = all ? results : notable;
  if (results.length === 0) return null;
  return (
    <section aria-label="Results" className="flex flex-col gap-2">
      <header className="flex items-center justify-between">
        <h2 className="font-semibold text-lg">Results that differ</h2>
        <span className="flex items-center gap-2 text-mute text-sm">
          those that hardly differ as well
          <Switch label="Show all results" checked={all} onChange={setAll} />
        </span>
      </header>
      {shown.length === 0 ? (
        <p className="text-mute">None of the results differs notably.</p>
      ) : (
        <div className="rounded-xl border border-line bg-panel px-4 py-2">
          <Table first="Number" columns={["A", "B", "B against A", "Better"]}>
            {shown.map((result) => (
              <Line key={result.metric} name={result.title}>
                <Cell>{formatIn(result.unit, result.a)}</Cell>
                <Cell>{formatIn(result.unit, result.b)}</Cell>
                <Cell>{changeOf(result)}</Cell>
                <Cell>
                  <span className={result.better === "b" ? "text-integration" : "text-accent"}>
                    {result.better?.toUpperCase() ?? ""}
                  </span>
                </Cell>
              </Line>
            ))}
          </Table>
        </div>
      )}
    </section>
  );
}

function changeOf({ changePercent, a, b }: ResultDifference): string {
  if (changePercent !== null) {
    const percent = Math.abs(changePercent) < 9.95 ? changePercent.toFixed(1) : changePercent.toFixed(0);
    return `${changePercent > 0 ? "+" : ""}${percent.replace("-", "−")}\u00a0%`;
  }
  return a === b ? "the same" : "–";
}
