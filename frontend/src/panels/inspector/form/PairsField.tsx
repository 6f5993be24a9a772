import { Plus, X } from "lucide-react";
import type { Path } from "@/document/commands";
import type { Field } from "@/document/form";
import { freeId } from "@/document/ids";
import { textProblem } from "@/document/limits";
import { TextField } from "@/ui";
import { AddButton } from "./AddButton";
import { useValue } from "./binding";
import { Block } from "./Row";

/** Names and their texts, a line each: headers. */
export function PairsField({ field, path }: { field: Field & { type: "pairs" }; path: Path }) {
  const [value, set] = useValue(path);
  const pairs = Object.entries((value ?? {}) as Record<string, string>);
  const full = field.max !== undefined && pairs.length >= field.max;
  const replace = (at: number, pair: [string, string]) =>
    set(Object.fromEntries(pairs.map((old, index) => (index === at ? pair : old))));
  const nameProblem = (name: string, at: number) =>
    textProblem(name, field.name) ??
    (pairs.some(([other], index) => index !== at && other === name) ? "is there already" : null);
  return (
    <Block
      field={field}
      path={path}
      action={
        !full && (
          <AddButton
            label={`Add to ${field.title}`}
            onClick={() =>
              set({ ...Object.fromEntries(pairs), [freeId("name", (id) => pairs.some(([n]) => n === id))]: "" })
            }
          >
            <Plus />
          </AddButton>
        )
      }
    >
      {pairs.map(([name, text], at) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: its name is what is being typed
          key={at}
          className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)_20px] items-start gap-1"
        >
          <TextField
            label={`${field.title}: name ${at + 1}`}
            value={name}
            problem={(next) => nameProblem(next, at)}
            onChange={(next) => replace(at, [next, text])}
          />
          <TextField
            label={`${field.title}: value of ${name}`}
            value={text}
            placeholder="value"
            problem={(next) => textProblem(next, field.value)}
            onChange={(next) => replace(at, [name, next])}
          />
          <RemoveLine label={`Remove ${name}`} onClick={() => set(Object.fromEntries(pairs.toSpliced(at, 1)))} />
        </div>
      ))}
      {!pairs.length && <p className="text-faint text-sm">none</p>}
    </Block>
  );
}

export function RemoveLine({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onClick}
      className="mt-[5px] grid size-5 place-items-center rounded text-faint hover:bg-soft hover:text-ink"
    >
      <X className="size-3" />
    </button>
  );
}
