import { newFault } from "@/document/faults";
import type { ActiveFault, Command } from "@/live/messages";
import { GroupTitle, Switch } from "@/ui";
import { Since } from "./Since";

/** The zones that a node stands in: each goes down with all that stands in it. */
export function ZoneRows({
  zones,
  active,
  disabled,
  onSend,
}: {
  zones: readonly string[];
  /** The run's losses of zones. */
  active: readonly ActiveFault[];
  disabled: boolean;
  onSend: (...commands: Command[]) => void;
}) {
  if (zones.length === 0) return null;
  return (
    <section aria-label="Zones" className="flex flex-col gap-1.5 border-line border-t pt-3">
      <GroupTitle>Loss of a zone</GroupTitle>
      {zones.map((zone) => {
        const lost = active.find(({ target }) => target === zone);
        return (
          <div key={zone}>
            <div className="flex items-center justify-between">
              <span className={lost ? "font-medium text-down" : undefined}>{zone}</span>
              <Switch
                label={`Zone ${zone} is down`}
                tone="down"
                checked={lost !== undefined}
                disabled={disabled}
                onChange={(down) =>
                  onSend(
                    down
                      ? { kind: "inject", fault: newFault("zone_loss", zone) }
                      : { kind: "heal", fault: lost?.id ?? "" },
                  )
                }
              />
            </div>
            {lost && <Since fault={lost} />}
          </div>
        );
      })}
    </section>
  );
}
