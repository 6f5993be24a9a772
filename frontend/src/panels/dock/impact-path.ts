import type { Document } from "@/document/types";
import type { Consequence } from "@/live/messages";

const LONGEST = 12;

/** The nodes from what is broken to what suffers: from cause to cause, and in between over the edges of each step. */
export function pathTo(node: string, cascade: readonly Consequence[], { edges }: Pick<Document, "edges">): string[] {
  const stops: string[] = [node];
  let here: string | null = node;
  while (here !== null && stops.length < LONGEST) {
    const line: Consequence | undefined = cascade.find((one) => one.node === here && one.severity !== "ok");
    const cause: string | null = line?.because ?? null;
    if (!line || cause === null) break;
    let at: string = here;
    for (const id of [...(line.via ?? [])].reverse()) {
      const edge = edges[id];
      if (!edge || id === cause) break;
      at = edge.source === at ? edge.target : edge.source;
      if (at !== cause && !stops.includes(at)) stops.unshift(at);
    }
    if (stops.includes(cause)) break;
    stops.unshift(cause);
    here = cause;
  }
  return stops;
}
