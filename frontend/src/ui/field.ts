import { cx } from "./cx";

/** What every box one types or chooses in looks like. */
export const box = (invalid?: boolean, className?: string): string =>
  cx(
    "h-[30px] min-w-0 rounded-[7px] border bg-panel px-2 text-ink transition-colors",
    "hover:border-faint/60 focus-within:border-accent focus:border-accent focus:outline-none focus-within:outline-none",
    "disabled:opacity-55 read-only:hover:border-line",
    invalid ? "border-down" : "border-line",
    className,
  );
