import type { ReactNode } from "react";
import { cx } from "@/ui";

/** Names at the left, numbers at the right. */
export function Table({ first, columns, children }: { first: string; columns: string[]; children: ReactNode }) {
  return (
    <table className="w-full border-collapse text-sm tabular-nums">
      <thead className="text-mute">
        <tr>
          <th scope="col" className="pb-1 text-left font-medium">
            {first}
          </th>
          {columns.map((column) => (
            <th key={column} scope="col" className="pb-1 pl-4 text-right font-medium">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

export function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <tr className="border-line border-t">
      <th scope="row" className="py-1 text-left font-normal">
        {name}
      </th>
      {children}
    </tr>
  );
}

export function Cell({ children, tone }: { children: ReactNode; tone?: "down" | "warn" | undefined }) {
  return (
    <td
      className={cx(
        "whitespace-nowrap pl-4 text-right",
        tone === "down" && "text-down",
        tone === "warn" && "text-warn-ink",
      )}
    >
      {children}
    </td>
  );
}
