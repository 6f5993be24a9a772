import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "./cx";

export function Menu({
  trigger,
  children,
  align = "end",
  label,
}: {
  trigger: ReactNode;
  children: ReactNode;
  align?: "start" | "center" | "end";
  label?: string;
}) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          aria-label={label}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 overflow-y-auto rounded-[10px] border border-line bg-panel p-1 shadow-overlay"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const row =
  "flex w-full cursor-default select-none items-center gap-2 rounded-md px-2 py-1.5 outline-none data-[highlighted]:bg-soft data-[disabled]:opacity-40 [&_svg]:size-3.5 [&_svg]:text-mute";

export function MenuItem({
  children,
  onSelect,
  href,
  icon,
  hint,
  disabled,
  danger,
  title,
}: {
  children: ReactNode;
  onSelect?: () => void;
  /** A download or a page, instead of an action. */
  href?: string;
  icon?: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
  danger?: boolean;
  title?: string;
}) {
  const inside = (
    <>
      {icon}
      <span className="flex-1">{children}</span>
      {hint && <span className="pl-4 text-faint text-xs">{hint}</span>}
    </>
  );
  return (
    <Radix.Item
      asChild={href !== undefined}
      disabled={disabled}
      title={title}
      onSelect={onSelect}
      className={cx(row, danger && "text-down [&_svg]:text-down")}
    >
      {href === undefined ? (
        inside
      ) : (
        <a href={href} download>
          {inside}
        </a>
      )}
    </Radix.Item>
  );
}

export function MenuSeparator() {
  return <Radix.Separator className="my-1 h-px bg-line" />;
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="px-2 pt-1 pb-0.5 text-faint text-xs">{children}</Radix.Label>;
}
