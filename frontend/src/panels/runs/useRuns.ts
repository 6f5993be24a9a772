import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { ownRuns } from "@/api";
import { stopRun } from "@/run";
import { toast } from "@/ui";
import { isOn } from "./words";

const REFRESH_MS = 2000;
const KEY = ["own-runs"];

/** One's runs, the newest first; asked again while one of them is on. */
export function useRuns() {
  const query = useInfiniteQuery({
    queryKey: KEY,
    queryFn: ({ pageParam }) => ownRuns(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: ({ state }) => (state.data?.pages.some(({ runs }) => runs.some(isOn)) ? REFRESH_MS : false),
    gcTime: 0,
  });
  const client = useQueryClient();
  const stop = useMutation({
    mutationFn: stopRun,
    onSuccess: () => client.invalidateQueries({ queryKey: KEY }),
    onError: (error) => toast(error.message, "down"),
  });
  return { ...query, runs: query.data?.pages.flatMap(({ runs }) => runs), stop };
}
