import { Eye, GraduationCap, Pencil, Zap } from "lucide-react";
import { useState } from "react";
import { useStore } from "zustand";
import { setValue } from "@/document/commands";
import { apply, documentStore } from "@/document/store";
import type { Story } from "@/document/types";
import { view } from "@/document/view";
import { Button, GroupTitle, IconButton, TextArea } from "@/ui";

const parts = [
  { key: "watch", title: "Watch", icon: Eye, ask: "What to look at" },
  { key: "breakIt", title: "Break", icon: Zap, ask: "What to break" },
  { key: "learn", title: "Learn", icon: GraduationCap, ask: "What one learns" },
] as const;

const blank: Story = { watch: "", breakIt: "", learn: "" };

/** Three sentences: what to watch, what to break, what you learn. */
export function StoryCard() {
  const story = useStore(documentStore, ({ document }) => document.story);
  const readOnly = useStore(view, (state) => state.readOnly);
  const [editing, setEditing] = useState(false);
  if (!story) {
    if (readOnly) return null;
    return (
      <Button
        small
        look="quiet"
        className="-ml-2.5 self-start"
        onClick={() => {
          apply(setValue(["story"], blank));
          setEditing(true);
        }}
      >
        <Pencil className="size-3.5" /> Tell its story
      </Button>
    );
  }
  return (
    <section aria-label="Story" className="flex flex-col gap-2">
      <header className="flex h-6 items-center justify-between">
        <GroupTitle>Story</GroupTitle>
        {!readOnly && (
          <IconButton
            label={editing ? "Done" : "Edit the story"}
            small
            pressed={editing}
            onClick={() => setEditing(!editing)}
          >
            <Pencil />
          </IconButton>
        )}
      </header>
      {parts.map(({ key, title, icon: Icon, ask }) => (
        <div key={key} className="grid grid-cols-[18px_minmax(0,1fr)] gap-x-1.5">
          <Icon aria-hidden className="mt-[3px] size-3.5 text-accent" strokeWidth={1.75} />
          <div>
            <b className="text-sm">{title}</b>
            {editing ? (
              <TextArea
                label={title}
                placeholder={ask}
                maxLength={2000}
                value={story[key]}
                onChange={(text) => apply(setValue(["story", key], text), `story.${key}`)}
              />
            ) : (
              <p className="text-mute text-sm">{story[key] || "—"}</p>
            )}
          </div>
        </div>
      ))}
    </section>
  );
}
