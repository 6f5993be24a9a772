import { useEffect, useRef } from "react";
import { addEdge, newEdge } from "@/document/commands";
import { edgeKinds } from "@/document/registry";
import { apply, documentStore } from "@/document/store";
import type { EdgeKind } from "@/document/types";
import { select } from "@/document/view";
import { cx } from "@/ui";

export interface Choice {
  source: string;
  target: string;
  kinds: EdgeKind[];
  /** On the screen. */
  at: { x: number; y: number };
}

export function connect(source: string, target: string, kind: EdgeKind): void {
  const { id, edge } = newEdge(documentStore.getState().document, { kind, source, target });
  apply(addEdge(id, edge));
  select([], [id]);
}

/** Asks what a new edge means where it could mean more than one thing. */
export function KindMenu({ choice, onClose }: { choice: Choice; onClose: () => void }) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector("button")?.focus();
  }, []);
  return (
    <div
      ref={list}
      role="menu"
      aria-label="What does this connection do?"
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
        if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
        event.preventDefault();
        const items = [...(list.current?.querySelectorAll("button") ?? [])];
        const now = items.indexOf(document.activeElement as HTMLButtonElement);
        items.at((now + (event.key === "ArrowDown" ? 1 : -1)) % items.length)?.focus();
      }}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && onClose()}
      className="fixed z-40 flex min-w-36 flex-col rounded-[10px] border border-line bg-panel p-1 shadow-overlay"
      style={{ left: choice.at.x + 6, top: choice.at.y + 6 }}
    >
      {choice.kinds.map((kind) => (
        <button
          key={kind}
          type="button"
          role="menuitem"
          onClick={() => {
            connect(choice.source, choice.target, kind);
            onClose();
          }}
          className={cx("rounded-md px-2 py-1.5 text-left outline-none hover:bg-soft focus:bg-soft")}
        >
          {edgeKinds[kind].label}
        </button>
      ))}
    </div>
  );
}
