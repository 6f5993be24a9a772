import { X } from "lucide-react";
import { Toast as Radix } from "radix-ui";
import { useStore } from "zustand";
import { cx } from "./cx";
import { dismiss, toasts } from "./toasts";

/** Where `toast(text)` shows; once, in the app. */
export function Toasts() {
  const items = useStore(toasts, (state) => state.items);
  return (
    <Radix.Provider duration={5000} swipeDirection="down">
      {items.map((item) => (
        <Radix.Root
          key={item.id}
          onOpenChange={(open) => !open && dismiss(item.id)}
          className={cx(
            "flex items-center gap-3 rounded-[10px] border bg-panel py-2 pr-2 pl-3.5 shadow-float",
            item.tone === "down" ? "border-down/50" : "border-line",
          )}
        >
          <Radix.Description className={item.tone === "down" ? "text-down" : undefined}>{item.text}</Radix.Description>
          <Radix.Close aria-label="Dismiss" className="rounded-md p-1 text-mute hover:bg-soft">
            <X className="size-3.5" />
          </Radix.Close>
        </Radix.Root>
      ))}
      <Radix.Viewport className="fixed bottom-20 left-1/2 z-50 flex w-max max-w-[90vw] -translate-x-1/2 flex-col gap-2 outline-none" />
    </Radix.Provider>
  );
}
