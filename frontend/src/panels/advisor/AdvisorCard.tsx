import { Lightbulb, TriangleAlert } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { Finding } from "@/api";
import { countOf } from "@/run/format";
import { Card, cx, toast } from "@/ui";
import { mend, show, useFindings } from "./advice";

const SHOWN = 4;

export interface AdvisorCardProps {
  /** Only what is about this; left out: everything. */
  target?: { area: "nodes" | "edges"; id: string };
  readOnly: boolean;
}

/** What is likely to hurt in this design, why, and what would help. */
export function AdvisorCard({ target, readOnly }: AdvisorCardProps) {
  const all = useFindings(({ findings }) => findings);
  const [open, setOpen] = useState(false);
  const found = all?.filter(({ area, id }) => !target || (area === target.area && id === target.id));
  if (!found || (target && found.length === 0)) return null;
  const listed = open ? found : found.slice(0, SHOWN);
  return (
    <section aria-label="Advisor">
      <Card title="Advisor" aside={found.length > 0 ? countOf(found.length, "finding") : "no findings"}>
        {found.length === 0 && <p className="text-mute text-xs">Nothing stands out in this design.</p>}
        <ul className="flex flex-col gap-2 pt-1 empty:hidden">
          {listed.map((finding) => (
            <Line
              key={`${finding.rule} ${finding.id} ${finding.words}`}
              finding={finding}
              here={target !== undefined}
              readOnly={readOnly}
            />
          ))}
        </ul>
        {found.length > listed.length && (
          <Action onClick={() => setOpen(true)} className="mt-2">
            Show all {found.length}
          </Action>
        )}
      </Card>
    </section>
  );
}

function Line({ finding, here, readOnly }: { finding: Finding; here: boolean; readOnly: boolean }) {
  const warns = finding.severity === "warn";
  const Icon = warns ? TriangleAlert : Lightbulb;
  return (
    <li className="grid grid-cols-[16px_minmax(0,1fr)] gap-x-1.5 text-xs">
      <Icon
        aria-label={warns ? "Warning" : "Hint"}
        className={cx("mt-[2px] size-3.5", warns ? "text-warn" : "text-faint")}
        strokeWidth={1.75}
      />
      <div className="flex flex-col gap-0.5">
        <p className="break-words">{finding.words}.</p>
        {finding.fix && <p className="break-words text-mute">Helps: {lowered(finding.fix)}</p>}
        <span className="flex gap-3 empty:hidden">
          {!here && finding.area !== "eventTypes" && <Action onClick={() => show(finding)}>Show me</Action>}
          {!readOnly && finding.changes.length > 0 && (
            <Action
              onClick={() => {
                mend(finding);
                toast("The diagram has it now. Ctrl Z takes it back.");
              }}
            >
              Fix
            </Action>
          )}
        </span>
      </div>
    </li>
  );
}

function Action({ className, ...rest }: { className?: string; onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      className={cx("self-start font-medium text-accent text-xs hover:underline", className)}
      {...rest}
    />
  );
}

/** A sentence that goes on: settings in small letters and names in capitals stay as they are. */
const lowered = (text: string): string =>
  /^(A |[A-Z][a-z])/.test(text) ? `${text[0]?.toLowerCase()}${text.slice(1)}` : text;
