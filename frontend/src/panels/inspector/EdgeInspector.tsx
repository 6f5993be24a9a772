import { Trash2 } from "lucide-react";
import { useStore } from "zustand";
import { changeEdgeKind, kindsFor, removeThings } from "@/document/commands";
import { carriedBy, channelKindOf } from "@/document/flows";
import { edgeKinds } from "@/document/registry";
import { edgeSchema } from "@/document/schema";
import { apply, documentStore } from "@/document/store";
import { select, view } from "@/document/view";
import { AdvisorCard } from "@/panels/advisor/AdvisorCard";
import { Button, Chip, EventDot, Select } from "@/ui";
import { Form } from "./form/Form";

export function EdgeInspector({ id }: { id: string }) {
  const document = useStore(documentStore, (state) => state.document);
  const readOnly = useStore(view, (state) => state.readOnly);
  const edge = document.edges[id];
  if (!edge) return null;
  const kinds = kindsFor(document, id);
  const carried = carriedBy(document, id);
  return (
    <fieldset disabled={readOnly} className="flex min-w-0 flex-col gap-3">
      <AdvisorCard target={{ area: "edges", id }} readOnly={readOnly} />
      {kinds.length > 1 && (
        <div className="grid grid-cols-[minmax(0,1fr)_132px] items-center gap-2">
          <span>Kind</span>
          <Select
            label="Kind of connection"
            value={edge.kind}
            options={kinds.map((kind) => ({ value: kind, label: edgeKinds[kind].label }))}
            onChange={(kind) => apply(changeEdgeKind(id, kind))}
          />
        </div>
      )}
      {carried.length > 0 && (
        <div className="flex flex-col gap-1">
          <span className="text-mute">Carries, as its source sends it</span>
          <div className="flex flex-wrap gap-1">
            {carried.map((type) => (
              <Chip key={type}>
                <EventDot kind={document.eventTypes[type]?.kind} />
                <span className="truncate">{document.eventTypes[type]?.name ?? type}</span>
              </Chip>
            ))}
          </div>
        </div>
      )}
      <Form schema={edgeSchema(edge.kind)} path={["edges", id]} channel={channelKindOf(document, id)} />
      {!readOnly && (
        <Button
          small
          look="quiet"
          className="-ml-2 self-start"
          onClick={() => {
            apply(removeThings([], [id]));
            select([]);
          }}
        >
          <Trash2 className="size-3.5" /> Remove the connection
        </Button>
      )}
    </fieldset>
  );
}
