import { ArrowDown, ArrowUp, ChevronRight, X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { cx } from "@/ui";

const small = "grid size-5 place-items-center rounded text-faint hover:bg-line hover:text-ink [&_svg]:size-3";

/** One entry of a list or a map: its name, and its form when unfolded. */
export function Entry({
  title,
  mark,
  children,
  onRemove,
  onUp,
  onDown,
}: {
  title: string;
  mark?: ReactNode;
  children: ReactNode;
  onRemove: () => void;
  onUp?: () => void;
  onDown?: () => void;
}) {
  const [open, setOpen] = useState(false);
  return (
    <div className="rounded-lg border border-line">
      <header className="group flex h-[30px] items-center gap-0.5 pr-1.5">
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex h-full min-w-0 flex-1 items-center gap-1.5 pl-1.5 text-left"
        >
          <ChevronRight className={cx("size-3.5 shrink-0 text-faint transition-transform", open && "rotate-90")} />
          {mark}
          <span className="truncate">{title}</span>
        </button>
        <span className="flex opacity-0 transition-opacity focus-within:opacity-100 group-hover:opacity-100">
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
          <button type="button" aria-label={`Remove ${title}`} onClick={onRemove} className={small}>
            <X />
          </button>
        </span>
      </header>
      {open && <div className="border-line border-t px-2.5 pt-2 pb-2.5">{children}</div>}
    </div>
  );
}
