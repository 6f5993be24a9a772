import { Tabs as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "./cx";

export interface Tab<Key extends string> {
  key: Key;
  label: ReactNode;
  disabled?: boolean;
}

/** A row of underlined tabs; the content is what `children` gives for the chosen one. */
export function Tabs<Key extends string>({
  label,
  tabs,
  value,
  onChange,
  children,
  className,
  listClassName,
  aside,
  tight,
}: {
  label: string;
  tabs: Tab<Key>[];
  value: Key;
  onChange: (key: Key) => void;
  children: ReactNode;
  className?: string;
  listClassName?: string;
  /** Shown at the end of the row of tabs. */
  aside?: ReactNode;
  /** For narrow places. */
  tight?: boolean;
}) {
  return (
    <Radix.Root value={value} onValueChange={(key) => onChange(key as Key)} className={cx("flex flex-col", className)}>
      <div className={cx("flex shrink-0 items-center border-line border-b", listClassName)}>
        <Radix.List aria-label={label} className={cx("flex", tight ? "gap-2" : "gap-3.5")}>
          {tabs.map((tab) => (
            <Radix.Trigger
              key={tab.key}
              value={tab.key}
              disabled={tab.disabled}
              className={cx(
                "-mb-px border-transparent border-b-2 pt-1 pb-1.5 text-mute transition-colors hover:text-ink",
                "data-[state=active]:border-accent data-[state=active]:text-ink",
                "disabled:pointer-events-none disabled:opacity-40",
              )}
            >
              {tab.label}
            </Radix.Trigger>
          ))}
        </Radix.List>
        {aside && <div className="ml-auto flex items-center">{aside}</div>}
      </div>
      <Radix.Content value={value} className="min-h-0 flex-1 outline-none">
        {children}
      </Radix.Content>
    </Radix.Root>
  );
}
