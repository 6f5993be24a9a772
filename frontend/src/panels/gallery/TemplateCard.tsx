import { useQuery } from "@tanstack/react-query";
import { ArrowRight, ShieldCheck } from "lucide-react";
import { template as fetchTemplate, type TemplateSummary } from "@/api";
import { KindIcon } from "@/ui";
import { MiniDiagram } from "./MiniDiagram";

/** A pattern to begin with, or a lesson; a click makes a diagram of one's own out of it. */
export function TemplateCard({
  template,
  onUse,
  busy,
}: {
  template: TemplateSummary;
  onUse: () => void;
  busy: boolean;
}) {
  const { data } = useQuery({
    queryKey: ["template", template.name],
    queryFn: () => fetchTemplate(template.name),
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <button
      type="button"
      aria-label={template.title}
      disabled={busy}
      onClick={onUse}
      className="group relative flex flex-col overflow-hidden rounded-xl border border-line bg-panel text-left shadow-raise transition-[border-color,box-shadow] hover:border-accent hover:shadow-float"
    >
      <span className="block h-40 w-full border-line border-b bg-bg">
        {data && <MiniDiagram document={data.document} className="size-full" />}
      </span>
      <span className="flex flex-1 flex-col gap-1 px-4 pt-3 pb-3.5">
        <span className="flex items-center justify-between gap-2">
          <b className="truncate text-[14px]">{template.title}</b>
          <ArrowRight
            aria-hidden
            className="size-4 shrink-0 text-faint transition-transform group-hover:translate-x-0.5 group-hover:text-accent"
          />
        </span>
        <span className="line-clamp-2 min-h-[38px] text-mute">{template.summary}</span>
        {template.group === "lesson" ? (
          <Helps pattern={template.pattern} kinds={template.nodeKinds} />
        ) : (
          <Kinds kinds={template.nodeKinds} />
        )}
      </span>
    </button>
  );
}

/** What would have helped, beside the parts it is shown with. */
function Helps({ pattern, kinds }: { pattern: string; kinds: string[] }) {
  return (
    <span className="flex items-end justify-between gap-3">
      <span className="flex min-w-0 items-center gap-1.5 font-medium text-ok text-sm">
        <ShieldCheck aria-hidden className="size-3.5 shrink-0" />
        <span className="sr-only">Helps: </span>
        <span className="truncate">{pattern}</span>
      </span>
      <Kinds kinds={kinds.slice(0, 6)} />
    </span>
  );
}

export function Kinds({ kinds }: { kinds: string[] }) {
  return (
    <span className="mt-1.5 flex gap-1.5 text-faint" aria-hidden>
      {[...new Set(kinds)].slice(0, 10).map((kind) => (
        <KindIcon key={kind} kind={kind} className="size-3.5" />
      ))}
    </span>
  );
}
