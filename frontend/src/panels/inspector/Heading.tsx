import { useStore } from "zustand";
import { renameNode, setValue } from "@/document/commands";
import { fieldsOf, fitting } from "@/document/form";
import { edgeKinds, isContainer, nodeKinds, parentOf } from "@/document/registry";
import { edgeSchema } from "@/document/schema";
import { apply, documentStore } from "@/document/store";
import type { Document, NodeKind } from "@/document/types";
import { view } from "@/document/view";
import { TitleField } from "./TitleField";

/** Name and, under it, what the thing is and where it belongs. */
export function Heading({ area, id }: { area: "nodes" | "edges"; id: string }) {
  const readOnly = useStore(view, (state) => state.readOnly);
  const name = useStore(documentStore, ({ document }) =>
    area === "nodes" ? document.nodes[id]?.name : edgeName(document, id),
  );
  const line = useStore(documentStore, ({ document }) =>
    area === "nodes" ? nodeLine(document, id) : edgeLine(document, id),
  );
  return (
    <header className="px-3.5 pt-3 pb-2">
      <TitleField
        label="Name"
        value={name ?? ""}
        readOnly={readOnly}
        onChange={(next) =>
          apply(area === "nodes" ? renameNode(id, next) : setValue(["edges", id, "name"], next), `${area}.${id}.name`)
        }
      />
      <p className="text-mute text-xs">{line}</p>
    </header>
  );
}

function edgeName(document: Document, id: string): string {
  const edge = document.edges[id];
  if (!edge) return "";
  return edge.name ?? `${document.nodes[edge.source]?.name} → ${document.nodes[edge.target]?.name}`;
}

function edgeLine(document: Document, id: string): string {
  const edge = document.edges[id];
  if (!edge) return "";
  const { nodes } = document;
  return `${nodes[edge.source]?.name} ${edgeKinds[edge.kind].label} ${nodes[edge.target]?.name}`;
}

const hasGroups = (channel: NodeKind): boolean =>
  fitting(fieldsOf(edgeSchema("subscribe")), channel).some(({ key }) => key === "group");

/** "service · consumer group payment of orders" */
function nodeLine(document: Document, id: string): string {
  const node = document.nodes[id];
  if (!node) return "";
  const label = nodeKinds[node.kind].label;
  const kind =
    /^[A-Z][a-z]+( |$)/.test(label) && !isContainer(node.kind) ? label[0]?.toLowerCase() + label.slice(1) : label;
  const home = document.nodes[parentOf(node) ?? ""];
  if (home) return `${kind} in ${home.name}`;
  const read = new Map<string, string[]>();
  for (const edge of Object.values(document.edges)) {
    if (edge.kind !== "subscribe" || edge.target !== id) continue;
    const source = document.nodes[edge.source];
    const how = source && hasGroups(source.kind) ? `consumer group ${edge.group || id} of` : "reads";
    read.set(how, [...(read.get(how) ?? []), source?.name ?? edge.source]);
  }
  return [kind, ...[...read].map(([how, names]) => `${how} ${names.join(", ")}`)].join(" · ");
}
