import type { Frame } from "@/live/messages";
import { Card, cx } from "@/ui";
import { nameOf } from "../run/names";

const toneOf = { ok: "text-mute", warn: "text-warn-ink", down: "text-down" };

/** What follows from the faults, in words, the worst first as the engine says it. */
export function CascadeCard({ frame }: { frame: Frame }) {
  if (frame.faults.length === 0) return null;
  const touched = frame.cascade.filter((line) => line.severity !== "ok");
  const untouched = frame.cascade.filter((line) => line.severity === "ok");
  return (
    <Card title={`Because ${because(frame)}`} tone="down">
      <ul className="mt-1 flex flex-col gap-1 text-sm leading-snug">
        {touched.map((line) => (
          <li key={`${line.node} ${line.words}`} className="break-words">
            <span className={cx("font-medium", toneOf[line.severity])}>{nameOf(line.node)}</span>
            <span className="text-mute">: {line.words}</span>
          </li>
        ))}
        {touched.length === 0 && <li className="text-mute">Nothing has felt it yet.</li>}
        {untouched.length > 0 && (
          <li className="text-mute">{untouched.map((line) => nameOf(line.node)).join(", ")}: not affected</li>
        )}
      </ul>
    </Card>
  );
}

/** "Payment is down", "Payment is down and Kafka: added latency 500 ms". */
function because(frame: Frame): string {
  const parts = frame.faults.map((fault) =>
    fault.kind === "crash" ? `${nameOf(fault.target)} is down` : `${nameOf(fault.target)}: ${fault.words}`,
  );
  if (parts.length <= 2) return parts.join(" and ");
  return `${parts.slice(0, 2).join(", ")} and ${parts.length - 2} more`;
}
