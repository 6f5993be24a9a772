import type { SweepResult } from "@/api";
import { formatMetric } from "./metrics";
import { inWords } from "./values";

/** One metric over two settings: the darker, the more; every cell says its number and its interval. */
export function HeatMap({ result, metric }: { result: SweepResult; metric: string }) {
  const [down, across] = result.axes;
  if (!down || !across) return null;
  const at = (row: unknown, column: unknown) =>
    result.points.find(({ values }) => values[down.path] === row && values[across.path] === column)?.estimates[metric];
  const means = result.points.flatMap(({ estimates }) => estimates[metric]?.mean ?? []);
  const [least, most] = [Math.min(...means), Math.max(...means)];
  const share = (mean: number) => (most > least ? (mean - least) / (most - least) : 0);
  return (
    <div className="overflow-x-auto">
      <table className="w-full border-separate border-spacing-0.5 text-sm tabular-nums">
        <caption className="pb-1 text-left text-mute">
          {down.title} down, {across.title} across
        </caption>
        <thead className="text-mute">
          <tr>
            <th />
            {across.values.map((value) => (
              <th key={String(value)} scope="col" className="px-2 font-medium">
                {inWords(value, across.unit)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {down.values.map((row) => (
            <tr key={String(row)}>
              <th scope="row" className="whitespace-nowrap pr-2 text-right font-medium text-mute">
                {inWords(row, down.unit)}
              </th>
              {across.values.map((column) => {
                const one = at(row, column);
                return (
                  <td
                    key={String(column)}
                    className="h-11 rounded-md text-center"
                    style={{
                      background: one
                        ? `color-mix(in srgb, var(--accent) ${Math.round(8 + 52 * share(one.mean))}%, var(--panel))`
                        : "var(--soft)",
                    }}
                  >
                    {formatMetric(metric, one?.mean)}
                    {one?.halfWidth != null && (
                      <span className="block text-xs opacity-75">± {formatMetric(metric, one.halfWidth)}</span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
