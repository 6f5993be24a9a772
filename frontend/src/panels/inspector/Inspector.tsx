import { useStore } from "zustand";
import { holdsMessages } from "@/document/registry";
import { documentStore } from "@/document/store";
import type { NodeKind } from "@/document/types";
import { type InspectorTab, openTab, selected, view } from "@/document/view";
import { ChaosPanel } from "@/panels/chaos/ChaosPanel";
import { SelectionPanel } from "@/panels/chaos/SelectionPanel";
import { DeadLetters, LookInside } from "@/panels/messages/HeldMessages";
import { MessagesPanel } from "@/panels/run/MessagesPanel";
import { MetricsPanel } from "@/panels/run/MetricsPanel";
import { type Tab, Tabs } from "@/ui";
import { DiagramInspector } from "./DiagramInspector";
import { EdgeInspector } from "./EdgeInspector";
import { Heading } from "./Heading";
import { NodeInspector } from "./NodeInspector";

const tabs: Tab<InspectorTab>[] = [
  { key: "configure", label: "Configure" },
  { key: "chaos", label: "Chaos" },
  { key: "metrics", label: "Metrics" },
  { key: "messages", label: "Messages" },
];

/** What is chosen, in full; the diagram itself when nothing is. */
export function Inspector() {
  const chosen = useStore(view, ({ nodes, edges }) => {
    const target = selected({ nodes, edges });
    return target ? `${target.area}/${target.id}` : nodes.length + edges.length > 1 ? "several" : "";
  });
  const [area, id = ""] = chosen.split("/") as ["nodes" | "edges" | "several" | "", string | undefined];
  const there = useStore(
    documentStore,
    ({ document }) => (area === "nodes" || area === "edges") && id in document[area],
  );
  return (
    <aside aria-label="Inspector" className="flex h-full min-h-0 flex-col border-line border-l bg-panel">
      {there ? <Target area={area as "nodes" | "edges"} id={id} key={chosen} /> : <Rest several={area === "several"} />}
    </aside>
  );
}

const kindOf = (id: string): NodeKind | undefined => documentStore.getState().document.nodes[id]?.kind;
const holds = (kind: NodeKind | undefined): boolean => kind !== undefined && holdsMessages(kind);

function Rest({ several }: { several: boolean }) {
  const nodes = useStore(view, (state) => state.nodes);
  const edges = useStore(view, (state) => state.edges);
  const running = useStore(view, ({ mode }) => mode === "run");
  const readOnly = useStore(view, (state) => state.readOnly);
  if (!several) return <DiagramInspector />;
  return (
    <div className="flex flex-col gap-3 overflow-y-auto px-3.5 py-3">
      <h2 className="font-semibold text-lg">{nodes.length + edges.length} things chosen</h2>
      <p className="mt-1 text-mute">Drag them together, duplicate them with Ctrl D, or remove them with Delete.</p>
      {running && <SelectionPanel ids={[...nodes, ...edges]} readOnly={readOnly} />}
    </div>
  );
}

function Target({ area, id }: { area: "nodes" | "edges"; id: string }) {
  const tab = useStore(view, (state) => state.tab);
  const readOnly = useStore(view, (state) => state.readOnly);
  const target = { area, id } as const;
  return (
    <>
      <Heading area={area} id={id} />
      <Tabs
        label="About the selection"
        tabs={tabs}
        value={tab}
        onChange={openTab}
        className="min-h-0 flex-1"
        listClassName="mx-3.5"
        tight
      >
        <div className="h-full overflow-y-auto px-3.5 pt-2.5 pb-6">
          {tab === "configure" && (area === "nodes" ? <NodeInspector id={id} /> : <EdgeInspector id={id} />)}
          {tab === "chaos" && <ChaosPanel target={target} readOnly={readOnly} />}
          {tab === "metrics" && <MetricsPanel target={target} />}
          {tab === "messages" &&
            (area === "nodes" && kindOf(id) === "dead_letter_queue" ? (
              <DeadLetters node={id} />
            ) : (
              <div className="flex flex-col gap-3">
                {area === "nodes" && holds(kindOf(id)) && <LookInside node={id} />}
                <MessagesPanel target={target} />
              </div>
            ))}
        </div>
      </Tabs>
    </>
  );
}
