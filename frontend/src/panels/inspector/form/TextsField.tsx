import { useState } from "react";
import { useStore } from "zustand";
import type { Path } from "@/document/commands";
import { zonesIn } from "@/document/faults";
import type { Field } from "@/document/form";
import { textProblem } from "@/document/limits";
import { documentStore } from "@/document/store";
import { Chip, TextField } from "@/ui";
import { useValue } from "./binding";
import { Block } from "./Row";

/** Texts in a row, added with Enter: the zones of a broker. */
export function TextsField({ field, path }: { field: Field & { type: "texts" }; path: Path }) {
  const [value, set] = useValue(path);
  const [draft, setDraft] = useState("");
  const texts = Array.isArray(value) ? (value as string[]) : [];
  const full = field.max !== undefined && texts.length >= field.max;
  const problem = (text: string) =>
    text === "" ? null : (textProblem(text, field.text) ?? (texts.includes(text) ? "is there already" : null));
  const add = () => {
    if (draft === "" || problem(draft)) return;
    set([...texts, draft]);
    setDraft("");
  };
  const list = `texts-${path.join("-")}`;
  return (
    <Block field={field} path={path}>
      {texts.length > 0 && (
        <div className="flex flex-wrap gap-1">
          {texts.map((text) => (
            <Chip
              key={text}
              onRemove={() => set(texts.filter((one) => one !== text))}
              removeLabel={`Remove ${text} from ${field.title}`}
            >
              <span className="truncate">{text}</span>
            </Chip>
          ))}
        </div>
      )}
      {!full && (
        <>
          <TextField
            label={`Add to ${field.title}`}
            placeholder="name, then Enter"
            value={draft}
            list={list}
            problem={problem}
            onChange={setDraft}
            onBlur={add}
            onKeyDown={(event) => {
              if (event.key !== "Enter") return;
              event.preventDefault();
              add();
            }}
          />
          <ZoneNames id={list} />
        </>
      )}
    </Block>
  );
}

/** The zones that the diagram knows already, offered while one types. */
export function ZoneNames({ id }: { id: string }) {
  const nodes = useStore(documentStore, ({ document }) => document.nodes);
  return (
    <datalist id={id}>
      {zonesIn({ nodes }).map((zone) => (
        <option key={zone} value={zone} />
      ))}
    </datalist>
  );
}
