import { useQuery } from "@tanstack/react-query";
import { Trash2 } from "lucide-react";
import { type DiagramSummary, diagram as fetchDiagram } from "@/api";
import { ago, IconButton } from "@/ui";
import { MiniDiagram } from "./MiniDiagram";

export function DiagramCard({
  diagram,
  onOpen,
  onDelete,
}: {
  diagram: DiagramSummary;
  onOpen: () => void;
  onDelete: () => void;
}) {
  const { data } = useQuery({
    queryKey: ["preview", diagram.id, diagram.revision],
    queryFn: () => fetchDiagram(diagram.id),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <article className="group relative flex flex-col overflow-hidden rounded-xl border border-line bg-panel shadow-raise transition-[border-color,box-shadow] focus-within:border-accent hover:border-accent hover:shadow-float">
      <a
        href={`/d/${diagram.id}`}
        aria-label={diagram.title}
        onClick={(event) => {
          if (event.metaKey || event.ctrlKey || event.shiftKey) return;
          event.preventDefault();
          onOpen();
        }}
        className="flex flex-col outline-none after:absolute after:inset-0"
      >
        <span className="block h-32 w-full border-line border-b bg-bg">
          {data && <MiniDiagram document={data.document} className="size-full" />}
        </span>
        <span className="flex flex-col px-3.5 pt-2.5 pb-3 pr-10">
          <b className="truncate">{diagram.title}</b>
          <span className="text-mute text-sm">
            {diagram.nodeCount} {diagram.nodeCount === 1 ? "part" : "parts"} · {ago(diagram.updatedAt)}
          </span>
        </span>
      </a>
      <div className="absolute right-2 bottom-3 z-10 opacity-0 transition-opacity focus-within:opacity-100 group-hover:opacity-100">
        <IconButton label={`Delete ${diagram.title}`} small onClick={onDelete}>
          <Trash2 />
        </IconButton>
      </div>
    </article>
  );
}
