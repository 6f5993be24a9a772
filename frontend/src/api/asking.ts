/** Questions about a run's past that a worker answers: the server says 202 until it has. */
import type { components } from "@/contract/api";
import { request } from "./client";

export type Working = components["schemas"]["Working"];

const AGAIN_MS = 500;

export interface Asking {
  signal?: AbortSignal;
  /** Said each time the answer is not there yet. */
  onWorking?: (working: Working) => void;
}

export async function ask<Answer extends object>(address: string, { signal, onWorking }: Asking = {}): Promise<Answer> {
  for (;;) {
    const answer = await request<Answer | Working>(address, signal ? { signal } : {});
    if (!isWorking(answer)) return answer;
    onWorking?.(answer);
    await pause(signal);
  }
}

export function isWorking(answer: object): answer is Working {
  const { status } = answer as { status?: unknown };
  return "progress" in answer && "words" in answer && (status === "working" || status === "waiting_for_worker");
}

function pause(signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, AGAIN_MS);
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
}
