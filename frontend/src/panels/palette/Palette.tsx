import { useEffect, useMemo, useRef, useState } from "react";
import { brokerLine } from "@/document/brokers";
import { DRAGGED_KIND } from "@/document/placing";
import { isContainer, nodeKindNames, nodeKinds } from "@/document/registry";
import type { NodeKind } from "@/document/types";
import { BrokerDialog } from "@/panels/brokers/BrokerTable";
import { GroupTitle, KindIcon, Tooltip } from "@/ui";
import { box } from "@/ui/field";

const matches = (kind: NodeKind, words: string): boolean => {
  const { label, group, summary } = nodeKinds[kind];
  const text = `${label} ${group} ${summary}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
};

/** Everything that can be put on the canvas: dragged there, clicked, or chosen with Enter. */
export function Palette({ onAdd }: { onAdd: (kind: NodeKind) => void }) {
  const [words, setWords] = useState("");
  const [comparing, setComparing] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const typing = event.target instanceof HTMLElement && event.target.matches("input, textarea, [contenteditable]");
      if (event.key !== "/" || typing || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      search.current?.focus();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);

  const groups = useMemo(() => {
    const found = new Map<string, NodeKind[]>();
    for (const kind of nodeKindNames) {
      if (!matches(kind, words.trim())) continue;
      const { group } = nodeKinds[kind];
      found.set(group, [...(found.get(group) ?? []), kind]);
    }
    return [...found];
  }, [words]);
  const first = groups[0]?.[1][0];

  const step = (by: 1 | -1, from: Element | null) => {
    const rows = [...(list.current?.querySelectorAll<HTMLButtonElement>("button[draggable]") ?? [])];
    const at = rows.indexOf(from as HTMLButtonElement);
    if (at + by < 0) search.current?.focus();
    else rows[Math.min(at + by, rows.length - 1)]?.focus();
  };

  return (
    <nav aria-label="Parts" className="flex h-full flex-col border-line border-r bg-panel">
      <div className="relative px-3 pt-2.5">
        <input
          ref={search}
          type="search"
          aria-label="Find a part"
          placeholder="Find a part"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && words.trim() && first) {
              onAdd(first);
              setWords("");
            }
            if (event.key === "Escape") {
              setWords("");
              event.currentTarget.blur();
            }
            if (event.key === "ArrowDown") {
              event.preventDefault();
              step(1, null);
            }
          }}
          className={box(false, "h-8 w-full rounded-lg px-2.5 [&::-webkit-search-cancel-button]:hidden")}
        />
        {!words && (
          <kbd className="pointer-events-none absolute top-[17px] right-[22px] rounded border border-line px-1 font-sans text-[10px] text-faint leading-4">
            /
          </kbd>
        )}
      </div>
      <div ref={list} className="min-h-0 flex-1 overflow-y-auto px-3 pb-3">
        {groups.map(([group, kinds]) => (
          <section key={group} aria-label={group}>
            <header className="mt-3 mb-0.5 flex items-baseline justify-between">
              <GroupTitle>{group}</GroupTitle>
              {kinds.some(isContainer) && (
                <button
                  type="button"
                  onClick={() => setComparing(true)}
                  className="rounded px-1 text-accent text-xs hover:underline"
                >
                  Compare
                </button>
              )}
            </header>
            {kinds.map((kind) => (
              <Row key={kind} kind={kind} onAdd={onAdd} onStep={step} />
            ))}
          </section>
        ))}
        {!groups.length && <p className="mt-4 text-center text-mute">No part is called that.</p>}
      </div>
      <BrokerDialog
        open={comparing}
        onClose={() => setComparing(false)}
        onChoose={(kind) => {
          setComparing(false);
          onAdd(kind);
        }}
      />
    </nav>
  );
}

interface RowProps {
  kind: NodeKind;
  onAdd: (kind: NodeKind) => void;
  onStep: (by: 1 | -1, from: Element) => void;
}

function Row({ kind, onAdd, onStep }: RowProps) {
  const { label, summary } = nodeKinds[kind];
  const guarantees = brokerLine(kind);
  return (
    <Tooltip
      side="right"
      text={
        <>
          {summary}
          {guarantees && <span className="mt-0.5 block opacity-75">{guarantees}</span>}
        </>
      }
    >
      <button
        type="button"
        draggable
        onDragStart={(event) => {
          event.dataTransfer.setData(DRAGGED_KIND, kind);
          event.dataTransfer.effectAllowed = "copy";
        }}
        onClick={() => onAdd(kind)}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
          event.preventDefault();
          onStep(event.key === "ArrowDown" ? 1 : -1, event.currentTarget);
        }}
        className="flex w-full cursor-grab items-center gap-2.5 rounded-md px-1.5 py-[3px] text-left transition-colors hover:bg-soft active:cursor-grabbing"
      >
        <KindIcon kind={kind} className="size-4 shrink-0 text-mute" />
        <span className="truncate">{label}</span>
      </button>
    </Tooltip>
  );
}
