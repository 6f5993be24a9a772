import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, useRef } from "react";
import { cx } from "./cx";

export function Dialog({
  open,
  onClose,
  title,
  description,
  children,
  footer,
  wide,
}: {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
  /** full: for tables and forms with many columns. */
  wide?: boolean | "full";
}) {
  const before = useRef<Element | null>(null);
  return (
    <Radix.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-[#0b1116]/35 dark:bg-black/55" />
        <Radix.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          tabIndex={-1}
          onOpenAutoFocus={(event) => {
            // The dialog itself: a focused Close button would show its tooltip and take the first Escape.
            event.preventDefault();
            before.current = document.activeElement;
            (event.currentTarget as HTMLElement | null)?.focus();
          }}
          onCloseAutoFocus={(event) => {
            // Radix gives the focus back to its own trigger; our dialogs have none.
            event.preventDefault();
            if (before.current instanceof HTMLElement) before.current.focus();
          }}
          onKeyDown={(event) => {
            // Radix gives Escape to the newest layer alone, and a toast is one; what is open in the dialog prevents it.
            if (event.key === "Escape" && !event.defaultPrevented) onClose();
          }}
          className={cx(
            "fixed left-1/2 z-50 flex w-[calc(100vw-32px)] -translate-x-1/2 flex-col rounded-xl border border-line bg-panel shadow-overlay outline-none",
            wide === "full" ? "top-[7vh] max-h-[86vh]" : "top-[14vh] max-h-[76vh]",
            wide === "full" ? "max-w-5xl" : wide ? "max-w-3xl" : "max-w-md",
          )}
        >
          <header className="flex items-start gap-3 px-5 pt-4 pb-2">
            <div className="flex-1">
              <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
              {description && <Radix.Description className="mt-1 text-mute">{description}</Radix.Description>}
            </div>
            {/* Without a tooltip, which would take the first Escape for itself. */}
            <Radix.Close
              aria-label="Close"
              title="Close"
              className="-mr-1.5 inline-grid size-7 shrink-0 place-items-center rounded-lg text-mute transition-colors hover:bg-soft hover:text-ink"
            >
              <X className="size-4" />
            </Radix.Close>
          </header>
          {children && <div className="min-h-0 overflow-y-auto px-5 py-2">{children}</div>}
          {footer && <footer className="flex justify-end gap-2 px-5 pt-3 pb-4">{footer}</footer>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
