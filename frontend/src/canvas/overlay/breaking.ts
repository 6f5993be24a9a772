/** Breaking and healing from the canvas, by a click or by a key. */
import { areaOf, newFault, quickKind } from "@/document/faults";
import { documentStore } from "@/document/store";
import type { Command } from "@/live/messages";
import { session, useRunStore } from "@/run";
import { toast } from "@/ui";

async function send(...commands: Command[]): Promise<void> {
  if (commands.length === 0 || (await session.send(...commands))) return;
  toast(useRunStore.getState().problem ?? "That did not work.", "down");
}

export const breakWith = (kind: string, ids: readonly string[]): Promise<void> =>
  struck(ids.map((id) => newFault(kind, id)));

/** Each with what its own switch does, all in one step. */
export function breakAll(ids: readonly string[]): Promise<void> {
  const { document } = documentStore.getState();
  return struck(
    ids.flatMap((id) => {
      const kind = quickKind(document, areaOf(document, id), id);
      return kind === null ? [] : [newFault(kind, id)];
    }),
  );
}

function struck(faults: ReturnType<typeof newFault>[]): Promise<void> {
  const [first, ...others] = faults;
  if (!first) return Promise.resolve();
  return send(others.length === 0 ? { kind: "inject", fault: first } : { kind: "strike", faults });
}

/** `kind`: only faults of that kind; null: all of them. */
export function healOn(ids: readonly string[], kind: string | null = null): Promise<void> {
  const faults = (useRunStore.getState().frame?.faults ?? []).filter(
    (fault) => ids.includes(fault.target) && (kind === null || fault.kind === kind),
  );
  return send(...faults.map(({ id }): Command => ({ kind: "heal", fault: id })));
}

export const healEverything = (): Promise<void> => send({ kind: "heal_all" });
