import type { Frame } from "@/live/messages";
import { Card, cx } from "@/ui";

const toneOf = { ok: "text-mute", warn: "text-warn-ink", down: "text-down" };

/** What follows from the faults, in words, the worst first as the engine says it. */
export function CascadeCard({ frame }: { frame: Frame }) {
  if (frame.faults.length === 0) return null;
  return (
    <Card title={`Because ${because(frame)}`} tone="down">
      <ul className="mt-1 flex flex-col gap-1 text-sm leading-snug">
        {frame.cascade.map((line) => {
          const [who, ...what] = whole(line.words).split(": ");
          return (
            <li key={`${line.node} ${line.severity}`} className="break-words text-mute">
              <span className={cx(line.severity !== "ok" && "font-medium", toneOf[line.severity])}>{who}</span>
              {what.length > 0 && `: ${what.join(": ")}`}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

/** A number and its unit stay on one line. */
const whole = (words: string): string => words.replaceAll(/(\d) (%|k|M|ms|s|\/s)(?=[\s,;]|$)/g, "$1\u00a0$2");

/** "Payment is down and Kafka +500 ms", the first two of them. */
function because({ faults }: Frame): string {
  const parts = faults.map((fault) => fault.words);
  if (parts.length <= 2) return parts.join(" and ");
  return `${parts.slice(0, 2).join(", ")} and ${parts.length - 2} more`;
}
