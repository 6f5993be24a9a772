import { type ReactNode, useEffect } from "react";
import { Wordmark } from "./Logo";
import { goTo } from "./navigation";
import { ThemeToggle } from "./ThemeToggle";

/** A page that is no diagram: the way home above, its own title. */
export function PageFrame({ title, actions, children }: { title: string; actions?: ReactNode; children: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Breakwater`;
  }, [title]);
  return (
    <div className="flex h-full flex-col">
      <header className="flex h-12 shrink-0 items-center gap-3 border-line border-b bg-panel px-3.5">
        <a
          href="/"
          aria-label="Breakwater, all diagrams"
          className="flex shrink-0 rounded-md"
          onClick={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return;
            event.preventDefault();
            goTo("/");
          }}
        >
          <Wordmark />
        </a>
        <h1 className="font-semibold">{title}</h1>
        <span className="ml-auto flex items-center gap-2">
          {actions}
          <ThemeToggle />
        </span>
      </header>
      <main className="relative min-h-0 flex-1 overflow-y-auto">
        <div className="mx-auto max-w-[1180px] px-6 pt-5 pb-16">{children}</div>
      </main>
    </div>
  );
}
