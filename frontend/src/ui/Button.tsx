import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx";
import { Tooltip } from "./Tooltip";

type Look = "plain" | "primary" | "quiet" | "danger";

const looks: Record<Look, string> = {
  plain: "border-line bg-panel text-ink hover:bg-soft",
  primary: "border-accent bg-accent text-accent-ink hover:brightness-110",
  quiet: "border-transparent bg-transparent text-mute hover:bg-soft hover:text-ink",
  danger: "border-down/40 bg-panel text-down hover:bg-down/8",
};

export interface ButtonProps extends ComponentProps<"button"> {
  look?: Look;
  small?: boolean;
}

export function Button({ look = "plain", small, className, type = "button", ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={cx(
        "inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-lg border font-medium transition-colors",
        small ? "h-7 px-2.5 text-sm" : "h-8 px-3",
        "disabled:pointer-events-none disabled:opacity-45",
        looks[look],
        className,
      )}
      {...rest}
    />
  );
}

export interface IconButtonProps extends Omit<ComponentProps<"button">, "aria-label"> {
  /** What it does: the accessible name and the tooltip. */
  label: string;
  shortcut?: string;
  look?: Look;
  small?: boolean;
  pressed?: boolean;
  side?: "top" | "right" | "bottom" | "left";
  children: ReactNode;
}

export function IconButton({
  label,
  shortcut,
  look = "quiet",
  small,
  pressed,
  side,
  className,
  children,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={shortcut ? `${label} · ${shortcut}` : label} side={side ?? "bottom"}>
      <button
        type="button"
        aria-label={label}
        aria-pressed={pressed}
        className={cx(
          "inline-grid shrink-0 place-items-center rounded-lg border transition-colors [&_svg]:size-4",
          small ? "size-7" : "size-8",
          "disabled:pointer-events-none disabled:opacity-35",
          looks[look],
          pressed && "bg-soft text-ink",
          className,
        )}
        {...rest}
      >
        {children}
      </button>
    </Tooltip>
  );
}
