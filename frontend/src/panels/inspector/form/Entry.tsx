import { ArrowDown, ArrowUp, ChevronRight, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { Path } from "@/document/commands";
import { cx } from "@/ui";
import { useRefusedWithin } from "./binding";

const small = "grid size-5 place-items-center rounded text-faint hover:bg-line hover:text-ink [&_svg]:size-3";

/** One entry of a list or a map: its name, and its form when unfolded. */
export function Entry({
  title,
  mark,
  children,
  path,
  onRemove,
  onUp,
  onDown,
}: {
  title: string;
  mark?: ReactNode;
  children: ReactNode;
  /** Where it is in the document: it unfolds when something in it is refused. */
  path: Path;
  /** Left out where it has to stay. */
  onRemove?: () => void;
  onUp?: () => void;
  onDown?: () => void;
}) {
  const [chosen, setOpen] = useState(false);
  const refused = useRefusedWithin([path]);
  const open = chosen || refused;
  return (
    <details
      open={open}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className={cx("rounded-lg border", refused ? "border-down/60" : "border-line")}
    >
      <summary className="group relative flex h-[30px] cursor-default list-none items-center gap-1.5 rounded-lg px-1.5">
        <ChevronRight className={cx("size-3.5 shrink-0 text-faint transition-transform", open && "rotate-90")} />
        {mark}
        <span className="min-w-0 flex-1 truncate" title={title}>
          {title}
        </span>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: keeps a press on its buttons from folding the entry */}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys do not reach the summary from its buttons */}
        <span
          onClick={(event) => event.preventDefault()}
          className="absolute right-1.5 flex rounded bg-panel pl-1 opacity-0 transition-opacity focus-within:opacity-100 group-hover:opacity-100"
        >
          {onUp && (
            <button type="button" aria-label={`Move ${title} up`} onClick={onUp} className={small}>
              <ArrowUp />
            </button>
          )}
          {onDown && (
            <button type="button" aria-label={`Move ${title} down`} onClick={onDown} className={small}>
              <ArrowDown />
            </button>
          )}
          {onRemove && (
            <button type="button" aria-label={`Remove ${title}`} onClick={onRemove} className={small}>
              <X />
            </button>
          )}
        </span>
      </summary>
      {open && <div className="border-line border-t px-2.5 pt-2 pb-2.5">{children}</div>}
    </details>
  );
}
