import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import type { Asking, Working } from "@/api";
import { useRunStore } from "@/run";

const SETTLE_MS = 400;

/** The moment that is looked at, once the hand rests: a question to the past costs a replay. Undefined: now. */
export function useMoment(): number | undefined {
  const at = useRunStore((state) => state.past?.at);
  const playing = useRunStore((state) => state.past?.playing ?? false);
  const [settled, setSettled] = useState(at);
  useEffect(() => {
    if (playing) return;
    const timer = setTimeout(() => setSettled(at), SETTLE_MS);
    return () => clearTimeout(timer);
  }, [at, playing]);
  return settled;
}

/** The answer to a question that a worker may have to work on; `working` says how far it is. */
export function useAnswer<Answer>(key: readonly unknown[], question: (asking: Asking) => Promise<Answer>) {
  const [working, setWorking] = useState<Working | null>(null);
  const query = useQuery({
    queryKey: ["past", ...key],
    queryFn: async ({ signal }) => {
      try {
        return await question({ signal, onWorking: setWorking });
      } finally {
        setWorking(null);
      }
    },
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
  });
  return { ...query, working };
}
