import type { Comparison } from "@/api";
import { formatClock, formatInteger } from "@/run/format";

/** Up to where two runs are the same, and the first event that is not. */
export function DivergenceCard({ comparison }: { comparison: Comparison }) {
  const { divergence, divergenceWords, sharedUntil, sameDocument, sameSeed } = comparison;
  const alike = [sameDocument ? "the same diagram" : "different diagrams", sameSeed ? "the same seed" : "other seeds"];
  return (
    <section aria-label="Where they part" className="rounded-xl border border-line bg-panel px-4 py-3">
      <h2 className="font-semibold text-lg">Where they part</h2>
      <p className="mt-0.5 text-mute">
        They have {alike.join(" and ")}
        {sharedUntil > 0 && `, and everything in common until ${formatClock(sharedUntil)}`}.
      </p>
      {divergence ? (
        <>
          <p className="mt-2">
            The first event that differs is at <b className="tabular-nums">{divergence.time.toFixed(6)} s</b>, after{" "}
            {formatInteger(divergence.before)} equal ones. {divergence.words}
          </p>
          <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
            {(["a", "b"] as const).map((side) => (
              <div key={side} className="contents">
                <dt className={`font-semibold ${side === "a" ? "text-accent" : "text-integration"}`}>
                  {side.toUpperCase()}
                </dt>
                <dd>{divergence[side]?.words ?? "It had ended."}</dd>
              </div>
            ))}
          </dl>
        </>
      ) : (
        divergenceWords && <p className="mt-2">{divergenceWords}</p>
      )}
    </section>
  );
}
