import type { SaveState as State } from "@/document/autosave";
import { cx, Tooltip } from "@/ui";

const words: Record<State["kind"], string> = {
  saved: "Saved",
  unsaved: "Unsaved",
  saving: "Saving…",
  retrying: "Unsaved, retrying",
  conflict: "Conflict",
  refused: "Unsaved, not valid",
};

/** Whether what one sees is what the server has. */
export function SaveState({ state }: { state: State }) {
  const wrong = state.kind === "conflict" || state.kind === "refused";
  return (
    <Tooltip text={"reason" in state ? state.reason : null}>
      <span
        role="status"
        aria-label="Save state"
        data-testid="save-state"
        className={cx(
          "shrink-0 text-xs",
          wrong ? "text-down" : state.kind === "retrying" ? "text-warn-ink" : "text-mute",
        )}
      >
        {words[state.kind]}
      </span>
    </Tooltip>
  );
}
