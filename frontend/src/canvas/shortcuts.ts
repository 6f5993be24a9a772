import { copied, type Fragment, isEmpty, pasted, removeThings } from "@/document/commands";
import { apply, documentStore } from "@/document/store";
import { select, setChaos, view } from "@/document/view";
import { breakAll, healEverything, healOn } from "./overlay/breaking";

let clipboard: Fragment | null = null;
let pastes = 0;

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.matches("input, textarea, select, [role=combobox], [role=textbox]"));

/** Keys pressed in a dialog or a menu are theirs. */
const elsewhere = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest("[role=dialog], [role=menu], [role=listbox]") !== null;

function put(fragment: Fragment, steps: number): void {
  const made = pasted(documentStore.getState().document, fragment, { x: 24 * steps, y: 24 * steps });
  apply(made.command);
  select(made.ids);
}

export function deleteSelection(): void {
  const { nodes, edges } = view.getState();
  if (!nodes.length && !edges.length) return;
  apply(removeThings(nodes, edges));
  select([]);
}

export function duplicateSelection(): void {
  const fragment = copied(documentStore.getState().document, view.getState().nodes);
  if (!isEmpty(fragment)) put(fragment, 1);
}

function copySelection(): boolean {
  const fragment = copied(documentStore.getState().document, view.getState().nodes);
  if (isEmpty(fragment)) return false;
  clipboard = fragment;
  pastes = 0;
  return true;
}

function paste(): void {
  if (!clipboard) return;
  pastes += 1;
  put(clipboard, pastes);
}

const withControl: Record<string, (event: KeyboardEvent) => void> = {
  z: ({ shiftKey }) => (shiftKey ? documentStore.getState().redo() : documentStore.getState().undo()),
  y: () => documentStore.getState().redo(),
  d: duplicateSelection,
  c: () => void copySelection(),
  x: () => void (copySelection() && deleteSelection()),
  v: paste,
  a: () => select(Object.keys(documentStore.getState().document.nodes)),
};

const chosen = (): string[] => [...view.getState().nodes, ...view.getState().edges];

/** Chaos by keys, while a run is looked at: X the mode itself, B breaks what is chosen, H heals it, Shift H heals all. */
function chaosKey({ key, shiftKey }: KeyboardEvent): boolean {
  const { mode, chaos } = view.getState();
  if (mode !== "run") return false;
  switch (key.toLowerCase()) {
    case "x":
      setChaos(!chaos);
      return true;
    case "b":
      if (!chaos) return false;
      void breakAll(chosen());
      return true;
    case "h":
      if (!chaos) return false;
      void (shiftKey ? healEverything() : healOn(chosen()));
      return true;
    default:
      return false;
  }
}

/** The editor's keys; returns what takes them away again. */
export function listenForShortcuts(): () => void {
  const onKey = (event: KeyboardEvent): void => {
    if (typing(event.target) || elsewhere(event.target) || view.getState().readOnly) return;
    const key = event.key.toLowerCase();
    if (event.ctrlKey || event.metaKey) {
      // A selected text is copied as text.
      if ((key === "c" || key === "x") && window.getSelection()?.toString()) return;
      const action = event.altKey ? undefined : withControl[key];
      if (!action) return;
      event.preventDefault();
      action(event);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      deleteSelection();
    } else if (event.key === "Escape") select([]);
    else if (!event.altKey && chaosKey(event)) event.preventDefault();
  };
  window.addEventListener("keydown", onKey);
  return () => window.removeEventListener("keydown", onKey);
}
