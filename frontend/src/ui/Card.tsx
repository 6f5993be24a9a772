import type { ReactNode } from "react";
import { cx } from "./cx";

/** A bordered box with a title and, at its right, a word about its state. */
export function Card({
  title,
  aside,
  tone,
  children,
  className,
}: {
  title?: ReactNode;
  aside?: ReactNode;
  tone?: "down" | "warn";
  children: ReactNode;
  className?: string;
}) {
  return (
    <section
      className={cx(
        "rounded-[9px] border px-2.5 py-2",
        tone === "down" ? "border-down/45" : tone === "warn" ? "border-warn/45" : "border-line",
        className,
      )}
    >
      {title && (
        <header className="mb-0.5 flex items-baseline justify-between gap-2">
          <b>{title}</b>
          {aside && <span className="text-mute text-xs">{aside}</span>}
        </header>
      )}
      {children}
    </section>
  );
}

/** A small heading in capitals, over a group of rows. */
export function GroupTitle({ children, className }: { children: ReactNode; className?: string }) {
  return (
    <h3 className={cx("font-semibold text-[10.5px] text-mute uppercase tracking-[0.06em]", className)}>{children}</h3>
  );
}

export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="rounded-[9px] border border-line border-dashed px-3 py-4 text-center text-mute">
      <p className="font-medium text-ink">{title}</p>
      {children && <div className="mt-0.5 text-sm">{children}</div>}
    </div>
  );
}
