import { Search, X } from "lucide-react";
import { useState } from "react";
import { cx, IconButton } from "@/ui";
import { box } from "@/ui/field";

export interface Choice {
  key: string;
  owner: string;
  title: string;
  /** At the right end: the present value with its unit. */
  hint?: string;
}

const SHOWN = 60;

/** A list to search in; what was picked stands in its place until it is taken back. */
export function Picker(props: {
  label: string;
  choices: Choice[];
  picked: string;
  onPick: (key: string) => void;
  placeholder: string;
}) {
  const { label, choices, picked, onPick, placeholder } = props;
  const [text, setText] = useState("");
  const chosen = choices.find(({ key }) => key === picked);
  if (chosen) {
    return (
      <span className={box(false, "flex h-8 w-full items-center gap-2")}>
        <Words of={chosen} />
        <IconButton label={`Choose another: ${label}`} small className="-mr-1.5" onClick={() => onPick("")}>
          <X />
        </IconButton>
      </span>
    );
  }
  const words = text.toLowerCase().split(/\s+/);
  const fitting = choices.filter(({ owner, title }) =>
    words.every((word) => `${owner} ${title}`.toLowerCase().includes(word)),
  );
  return (
    <div className="rounded-lg border border-line">
      <label className="flex h-8 items-center gap-2 px-2.5 text-mute">
        <Search aria-hidden className="size-3.5" />
        <input
          aria-label={label}
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder={placeholder}
          className="w-full bg-transparent text-ink outline-none placeholder:text-faint"
        />
      </label>
      <ul className="max-h-36 overflow-y-auto border-line border-t p-1">
        {fitting.slice(0, SHOWN).map((choice) => (
          <li key={choice.key}>
            <button
              type="button"
              onClick={() => onPick(choice.key)}
              className="flex w-full items-center gap-2 rounded-md px-1.5 py-1 text-left hover:bg-soft"
            >
              <Words of={choice} />
            </button>
          </li>
        ))}
        {fitting.length > SHOWN && (
          <li className="px-1.5 py-1 text-faint text-sm">{fitting.length - SHOWN} more: search</li>
        )}
        {fitting.length === 0 && <li className="px-1.5 py-1 text-mute">Nothing of that name.</li>}
      </ul>
    </div>
  );
}

function Words({ of: { owner, title, hint } }: { of: Choice }) {
  return (
    <>
      <span className="min-w-0 flex-1 truncate">
        {owner} <span className="text-mute">{title}</span>
      </span>
      {hint && <span className={cx("shrink-0 text-mute text-sm tabular-nums")}>{hint}</span>}
    </>
  );
}
