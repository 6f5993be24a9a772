import { useStore } from "zustand";
import { type Path, setValue, valueAt } from "@/document/commands";
import { apply, documentStore } from "@/document/store";

/** One value of the document and how it is set; what is typed in a row is one step of undo. */
export function useValue(path: Path): [value: unknown, set: (value: unknown) => void] {
  const value = useStore(documentStore, ({ document }) => valueAt(document, path));
  return [value, (next) => apply(setValue(path, next), path.join("."))];
}
