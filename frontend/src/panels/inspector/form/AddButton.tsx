import type { ComponentProps } from "react";

/** The plus at the right of a list's title. */
export function AddButton({ label, children, ...rest }: ComponentProps<"button"> & { label: string }) {
  return (
    <button
      type="button"
      aria-label={label}
      className="grid size-6 shrink-0 place-items-center rounded-md text-mute hover:bg-soft hover:text-ink [&_svg]:size-3.5"
      {...rest}
    >
      {children}
    </button>
  );
}
