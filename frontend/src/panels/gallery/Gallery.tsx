import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { FileUp, Plus } from "lucide-react";
import { type DragEvent, useRef, useState } from "react";
import { createDiagram, type DiagramSummary, deleteDiagram, diagrams, type TemplateSummary, templates } from "@/api";
import { Button, cx, Dialog, toast } from "@/ui";
import { DiagramCard } from "./DiagramCard";
import { ImportDialog } from "./ImportDialog";
import { importFile, type Refusal } from "./importing";
import { TemplateCard } from "./TemplateCard";

const failed = (error: Error): void => toast(error.message, "down");

/** One's own diagrams, the patterns to begin with, failures to learn from, and the ways to make a new one. */
export function Gallery({ onOpen }: { onOpen: (diagram: string) => void }) {
  const own = useQuery({ queryKey: ["diagrams"], queryFn: diagrams });
  const patterns = useQuery({ queryKey: ["templates"], queryFn: templates, staleTime: Number.POSITIVE_INFINITY });
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [doomed, setDoomed] = useState<DiagramSummary | null>(null);
  const create = useMutation({
    mutationFn: createDiagram,
    onSuccess: ({ id }) => onOpen(id),
    onError: failed,
  });
  const take = useMutation({
    mutationFn: importFile,
    onSuccess: (imported) => {
      if ("diagram" in imported) onOpen(imported.diagram.id);
      else setRefusal(imported.refusal);
    },
    onError: failed,
  });
  const drop = useFileDrop((file) => take.mutate(file));
  const cards = (group: TemplateSummary["group"]) =>
    patterns.data
      ?.filter((template) => template.group === group)
      .map((template) => (
        <TemplateCard
          key={template.name}
          template={template}
          busy={create.isPending}
          onUse={() => create.mutate({ template: template.name })}
        />
      ));

  return (
    <div
      {...drop.handlers}
      className={cx("min-h-full pb-16", drop.over && "outline-2 outline-accent -outline-offset-4 outline-dashed")}
    >
      <Opening
        onNew={() => create.mutate({})}
        onFile={(file) => take.mutate(file)}
        busy={create.isPending || take.isPending}
      />
      {(own.data?.length ?? 0) > 0 && (
        <Shelf title="Your diagrams" note="Kept for this browser; share a link to show one to somebody.">
          {own.data?.map((diagram) => (
            <DiagramCard
              key={diagram.id}
              diagram={diagram}
              onOpen={() => onOpen(diagram.id)}
              onDelete={() => setDoomed(diagram)}
            />
          ))}
        </Shelf>
      )}
      <Shelf title="Templates" note="Each runs as it is, and tells what to watch, what to break and what one learns.">
        {cards("pattern")}
        {patterns.isError && <p className="col-span-full text-down">{patterns.error.message}</p>}
        {patterns.isPending && [0, 1, 2].map((n) => <div key={n} className="h-64 animate-pulse rounded-xl bg-soft" />)}
      </Shelf>
      {patterns.data && (
        <Shelf
          title="Failures worth seeing"
          note="What brings real systems down, beside what would have helped. Open one and run its scenario."
        >
          {cards("lesson")}
        </Shelf>
      )}
      <ImportDialog refusal={refusal} onClose={() => setRefusal(null)} />
      <DeleteDialog diagram={doomed} onClose={() => setDoomed(null)} />
    </div>
  );
}

function Opening({ onNew, onFile, busy }: { onNew: () => void; onFile: (file: File) => void; busy: boolean }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <section className="mx-auto flex max-w-[1120px] flex-wrap items-end justify-between gap-6 px-8 pt-12 pb-2">
      <div>
        <h1 className="font-semibold text-[26px] leading-tight tracking-[-0.02em]">
          See events flow. Break things. Learn why.
        </h1>
        <p className="mt-1.5 max-w-xl text-[14px] text-mute">
          Draw an event-driven architecture, run it, and see what a crash, a slow service or a spike does to it, before
          production does.
        </p>
      </div>
      <div className="flex gap-2">
        <Button disabled={busy} onClick={() => input.current?.click()}>
          <FileUp className="size-3.5" /> Import JSON
        </Button>
        <Button look="primary" disabled={busy} onClick={onNew}>
          <Plus className="size-3.5" /> New diagram
        </Button>
        <input
          ref={input}
          type="file"
          accept=".json,application/json"
          aria-label="JSON file"
          className="sr-only"
          tabIndex={-1}
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) onFile(file);
            event.target.value = "";
          }}
        />
      </div>
    </section>
  );
}

function Shelf({ title, note, children }: { title: string; note: string; children: React.ReactNode }) {
  return (
    <section aria-label={title} className="mx-auto max-w-[1120px] px-8 pt-9">
      <header className="mb-3 flex items-baseline gap-3">
        <h2 className="font-semibold text-lg">{title}</h2>
        <span className="text-mute">{note}</span>
      </header>
      <div className="grid grid-cols-[repeat(auto-fill,minmax(300px,1fr))] gap-4">{children}</div>
    </section>
  );
}

function DeleteDialog({ diagram, onClose }: { diagram: DiagramSummary | null; onClose: () => void }) {
  const client = useQueryClient();
  const remove = useMutation({
    mutationFn: deleteDiagram,
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["diagrams"] });
      onClose();
    },
    onError: failed,
  });
  return (
    <Dialog
      open={diagram !== null}
      onClose={onClose}
      title="Delete this diagram?"
      description={`“${diagram?.title}”, its runs and its links are gone for good.`}
      footer={
        <>
          <Button onClick={onClose}>Keep it</Button>
          <Button look="danger" disabled={remove.isPending} onClick={() => diagram && remove.mutate(diagram.id)}>
            Delete
          </Button>
        </>
      }
    />
  );
}

/** A file may be dropped anywhere on the page. */
function useFileDrop(onFile: (file: File) => void) {
  const [over, setOver] = useState(false);
  const isFile = (event: DragEvent) => event.dataTransfer.types.includes("Files");
  return {
    over,
    handlers: {
      onDragOver: (event: DragEvent) => {
        if (!isFile(event)) return;
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: (event: DragEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
      },
      onDrop: (event: DragEvent) => {
        if (!isFile(event)) return;
        event.preventDefault();
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file) onFile(file);
      },
    },
  };
}
