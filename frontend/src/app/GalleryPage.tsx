import { useEffect } from "react";
import { Gallery } from "@/panels/gallery/Gallery";
import { Wordmark } from "./Logo";
import { goTo } from "./navigation";
import { RunsLink } from "./RunsLink";
import { ThemeToggle } from "./ThemeToggle";

/** `/` */
export function GalleryPage() {
  useEffect(() => {
    document.title = "Breakwater";
  }, []);
  return (
    <div className="flex h-full flex-col">
      <header className="flex h-12 shrink-0 items-center justify-between border-line border-b bg-panel px-3.5">
        <Wordmark />
        <span className="flex items-center gap-2">
          <RunsLink />
          <ThemeToggle />
        </span>
      </header>
      <main className="relative min-h-0 flex-1 overflow-y-auto">
        <Gallery onOpen={(id) => goTo(`/d/${id}`)} />
      </main>
    </div>
  );
}
