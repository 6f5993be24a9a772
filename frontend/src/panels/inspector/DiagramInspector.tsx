import { useStore } from "zustand";
import { setValue } from "@/document/commands";
import { apply, documentStore } from "@/document/store";
import { view } from "@/document/view";
import { AdvisorCard } from "@/panels/advisor/AdvisorCard";
import { GroupTitle, TextArea } from "@/ui";
import { EventTypes } from "./EventTypes";
import { Scenarios } from "./Scenarios";
import { StoryCard } from "./StoryCard";
import { TitleField } from "./TitleField";

/** The diagram itself: what it tells, its event types and its scenarios. */
export function DiagramInspector() {
  const title = useStore(documentStore, ({ document }) => document.title);
  const description = useStore(documentStore, ({ document }) => document.description);
  const readOnly = useStore(view, (state) => state.readOnly);
  return (
    <>
      <header className="px-3.5 pt-3 pb-2">
        <TitleField
          label="Diagram title"
          value={title}
          readOnly={readOnly}
          onChange={(next) => apply(setValue(["title"], next), "title")}
        />
        <p className="text-mute text-xs">
          <Counts />
        </p>
      </header>
      <div className="min-h-0 min-w-0 flex-1 overflow-y-auto px-3.5 pt-0.5 pb-6">
        <div className="flex flex-col gap-4">
          <fieldset disabled={readOnly} className="contents">
            {(!readOnly || description) && (
              <TextArea
                label="Diagram description"
                placeholder="What this diagram shows"
                maxLength={2000}
                value={description}
                onChange={(text) => apply(setValue(["description"], text), "description")}
              />
            )}
            <StoryCard />
          </fieldset>
          <AdvisorCard readOnly={readOnly} />
          <fieldset disabled={readOnly} className="contents">
            <section aria-label="Event types" className="flex flex-col gap-1.5">
              <EventTypes title={<GroupTitle>Event types</GroupTitle>} />
            </section>
            <section aria-label="Scenarios" className="flex flex-col gap-1.5">
              <Scenarios title={<GroupTitle>Scenarios</GroupTitle>} />
            </section>
          </fieldset>
        </div>
      </div>
    </>
  );
}

function Counts() {
  const nodes = useStore(documentStore, ({ document }) => Object.keys(document.nodes).length);
  const edges = useStore(documentStore, ({ document }) => Object.keys(document.edges).length);
  return <>{`${nodes} ${nodes === 1 ? "part" : "parts"} · ${edges} ${edges === 1 ? "connection" : "connections"}`}</>;
}
