import { ArrowLeft, ArrowRight, Plus } from "lucide-react";
import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import { addEdge, newEdge } from "@/document/commands";
import { connectable } from "@/document/connections";
import { edgeKinds } from "@/document/registry";
import { apply, documentStore } from "@/document/store";
import type { Document, EdgeKind } from "@/document/types";
import { select, view } from "@/document/view";
import { GroupTitle, KindIcon, Menu, MenuItem } from "@/ui";

/** The edges of a node, and the keyboard's way to draw one. */
export function Connections({ id }: { id: string }) {
  const edges = useStore(
    documentStore,
    useShallow(({ document }) =>
      Object.keys(document.edges).filter((edge) => {
        const { source, target } = document.edges[edge] ?? {};
        return source === id || target === id;
      }),
    ),
  );
  const readOnly = useStore(view, (state) => state.readOnly);
  return (
    <section aria-label="Connections" className="mt-1 flex flex-col gap-0.5 border-line border-t pt-3">
      <header className="mb-0.5 flex items-center justify-between">
        <GroupTitle>Connections</GroupTitle>
        {!readOnly && <ConnectTo id={id} />}
      </header>
      {edges.map((edge) => (
        <Connection key={edge} id={edge} from={id} />
      ))}
      {!edges.length && <p className="text-mute text-sm">Drag from the edge of its card to another one.</p>}
    </section>
  );
}

function Connection({ id, from }: { id: string; from: string }) {
  const edge = useStore(documentStore, ({ document }) => document.edges[id]);
  const nodes = useStore(documentStore, ({ document }) => document.nodes);
  if (!edge) return null;
  const out = edge.source === from;
  const other = nodes[out ? edge.target : edge.source];
  const Arrow = out ? ArrowRight : ArrowLeft;
  return (
    <button
      type="button"
      onClick={() => select([], [id])}
      className="-mx-1.5 flex items-center gap-1.5 rounded-md px-1.5 py-1 text-left hover:bg-soft"
    >
      <Arrow className="size-3.5 shrink-0 text-faint" aria-hidden />
      <span className="min-w-0 flex-1 truncate">
        {out ? (
          <>
            <span className="text-mute">{edgeKinds[edge.kind].label}</span> {other?.name}
          </>
        ) : (
          <>
            {other?.name} <span className="text-mute">{edgeKinds[edge.kind].label} this</span>
          </>
        )}
      </span>
    </button>
  );
}

interface Target {
  id: string;
  kind: EdgeKind;
}

function targets(document: Document, from: string): Target[] {
  return Object.keys(document.nodes).flatMap((id) =>
    connectable(document, from, id).kinds.map((kind) => ({ id, kind })),
  );
}

function ConnectTo({ id }: { id: string }) {
  const document = useStore(documentStore, (state) => state.document);
  const possible = targets(document, id);
  if (!possible.length) return null;
  const connect = ({ id: target, kind }: Target) => {
    const made = newEdge(documentStore.getState().document, { kind, source: id, target });
    apply(addEdge(made.id, made.edge));
  };
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label="Connect to"
          className="grid size-6 place-items-center rounded-md text-mute hover:bg-soft hover:text-ink"
        >
          <Plus className="size-3.5" />
        </button>
      }
    >
      <div className="max-h-72 overflow-y-auto">
        {possible.map((target) => (
          <MenuItem
            key={`${target.id} ${target.kind}`}
            icon={<KindIcon kind={document.nodes[target.id]?.kind ?? ""} />}
            onSelect={() => connect(target)}
          >
            <span className="text-mute">{edgeKinds[target.kind].label}</span> {document.nodes[target.id]?.name}
          </MenuItem>
        ))}
      </div>
    </Menu>
  );
}
