import { useStore } from "zustand";
import type { Path } from "@/document/commands";
import type { Field } from "@/document/form";
import { parentOf } from "@/document/registry";
import { documentStore } from "@/document/store";
import { Select } from "@/ui";
import { useValue } from "./binding";
import { Block } from "./Row";

const NONE = "__none";

/** Another node of the same kind in the same broker: an exchange's alternate. */
export function NodeReferenceField({ field, path }: { field: Field & { type: "reference" }; path: Path }) {
  const [value, set] = useValue(path);
  const nodes = useStore(documentStore, ({ document }) => document.nodes);
  const own = nodes[String(path[1])];
  const others = Object.entries(nodes).filter(
    ([id, node]) => own && id !== path[1] && node.kind === own.kind && parentOf(node) === parentOf(own),
  );
  return (
    <Block field={field} path={path}>
      <Select
        label={field.title}
        value={typeof value === "string" ? value : NONE}
        options={[
          { value: NONE, label: <span className="text-mute">none</span> },
          ...others.map(([id, node]) => ({ value: id, label: node.name })),
        ]}
        onChange={(next) => set(next === NONE ? null : next)}
      />
    </Block>
  );
}
