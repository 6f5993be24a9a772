import { createContext, useCallback, useState } from "react";

type Report = (id: string, reason: string | null) => void;

/** Where the boxes of one form say what is wrong with what stands in them. */
export const FieldsContext = createContext<Report | null>(null);

/** The boxes under a `FieldsContext`: whether something stands in one of them that is not taken. */
export function useFields(): { wrong: boolean; report: Report } {
  const [reasons, setReasons] = useState<ReadonlyMap<string, string>>(new Map());
  const report = useCallback<Report>((id, reason) => {
    setReasons((before) => {
      if ((before.get(id) ?? null) === reason) return before;
      const next = new Map(before);
      if (reason === null) next.delete(id);
      else next.set(id, reason);
      return next;
    });
  }, []);
  return { wrong: reasons.size > 0, report };
}
