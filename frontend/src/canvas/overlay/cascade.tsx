import { ShieldCheck } from "lucide-react";
import { useStore } from "zustand";
import { view } from "@/document/view";
import { useConsequence, useRunStore } from "@/run";

/** Why a node suffers, without its name: "waiting on Payment, timeout 2 s". Null: it does not, or it is what is down. */
export function useReason(id: string): string | null {
  const line = useConsequence(id);
  if (!line || line.severity === "down" || !line.because) return null;
  return line.words.slice(line.words.indexOf(": ") + 2);
}

/** In chaos mode, while something is broken: this is safe from it. */
export function SafeMark({ id }: { id: string }) {
  const chaos = useStore(view, (state) => state.chaos);
  const broken = useRunStore((state) => state.showing && (state.frame?.faults.length ?? 0) > 0);
  const line = useConsequence(id);
  if (!chaos || !broken || line) return null;
  return (
    <span title="Not affected" className="shrink-0 text-ok">
      <ShieldCheck aria-label="Not affected" className="size-3.5" />
    </span>
  );
}
