import { useState } from "react";
import { useStore } from "zustand";
import { renameNode } from "@/document/commands";
import { apply } from "@/document/store";
import { view } from "@/document/view";
import { cx } from "@/ui";

/** A node's name; a double click (or F2 on the node) edits it in place. */
export function NodeName({ id, name, className }: { id: string; name: string; className?: string }) {
  const readOnly = useStore(view, (state) => state.readOnly);
  const [draft, setDraft] = useState<string | null>(null);
  const finish = (keep: boolean) => {
    if (keep && draft !== null) apply(renameNode(id, draft));
    setDraft(null);
  };
  if (draft !== null) {
    return (
      <input
        // biome-ignore lint/a11y/noAutofocus: it appears because somebody asked to type here
        autoFocus
        aria-label={`Name of ${name}`}
        value={draft}
        maxLength={120}
        onChange={(event) => setDraft(event.target.value)}
        onFocus={(event) => event.target.select()}
        onBlur={() => finish(true)}
        onKeyDown={(event) => {
          event.stopPropagation();
          if (event.key === "Enter") finish(true);
          if (event.key === "Escape") finish(false);
        }}
        className={cx(
          "nodrag nopan -ml-1 min-w-0 flex-1 rounded border border-accent bg-panel px-0.5 outline-none",
          className,
        )}
      />
    );
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the inspector's name field is the keyboard's way
    <b
      data-rename={id}
      title={name}
      onDoubleClick={(event) => {
        event.stopPropagation();
        if (!readOnly) setDraft(name);
      }}
      className={cx("min-w-0 flex-1 truncate", className)}
    >
      {name}
    </b>
  );
}
