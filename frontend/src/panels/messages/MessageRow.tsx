import type { ReactNode } from "react";
import { openMessage } from "@/run";
import { EventDot } from "@/ui";
import { useDocument } from "../run/names";

interface Props {
  message: number;
  eventType: string;
  /** Beside the type's name. */
  aside?: ReactNode;
  /** At the end of the first line. */
  end: ReactNode;
  children: ReactNode;
}

/** A message in a list: its type, when, and what is to be said of it; a click opens its whole history. */
export function MessageRow({ message, eventType, aside, end, children }: Props) {
  const type = useDocument().eventTypes[eventType];
  return (
    <li className="border-line border-b">
      <button
        type="button"
        title="Its whole history"
        className="block w-full rounded-sm py-1.5 text-left text-sm hover:bg-soft"
        onClick={() => openMessage(message)}
      >
        <span className="flex items-baseline gap-1.5">
          <EventDot kind={type?.kind} />
          <span className="truncate font-medium">{type?.name ?? eventType}</span>
          <span className="text-mute text-xs tabular-nums">{aside}</span>
          <span className="ml-auto shrink-0 text-mute text-xs tabular-nums">{end}</span>
        </span>
        {children}
      </button>
    </li>
  );
}
