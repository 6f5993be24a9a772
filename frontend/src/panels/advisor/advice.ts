/** What the advisor says of the diagram, asked again when another revision is saved. */
import { useEffect } from "react";
import { create } from "zustand";
import { advise, type Finding } from "@/api";
import { setValue } from "@/document/commands";
import { apply, documentStore } from "@/document/store";
import { select } from "@/document/view";

/** Null: not known yet. */
export const useFindings = create<{ findings: readonly Finding[] | null }>()(() => ({ findings: null }));

/** Once, where the diagram is open; `revision` is the one that is saved: what cannot be saved cannot be judged. */
export function useAdvisor(revision: number | undefined): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another revision is asked about anew
  useEffect(() => {
    let wanted = true;
    advise(documentStore.getState().document)
      .then(({ findings }) => wanted && useFindings.setState({ findings }))
      .catch(() => {});
    return () => {
      wanted = false;
    };
  }, [revision]);
  useEffect(() => () => useFindings.setState({ findings: null }), []);
}

export function show({ area, id }: Pick<Finding, "area" | "id">): void {
  if (area === "nodes") select([id]);
  if (area === "edges") select([], [id]);
}

/** All that a finding would change, as one step of undo. */
export function mend({ changes }: Pick<Finding, "changes">): void {
  apply((document) => changes.reduce((now, { path, value }) => setValue(path, value)(now), document));
}
