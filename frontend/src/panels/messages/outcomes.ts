import type { FoundMessage, Outcome } from "@/api";

export const outcomes: { value: Outcome; label: string }[] = [
  { value: "dead_lettered", label: "Dead-lettered" },
  { value: "lost", label: "Lost" },
  { value: "expired", label: "Expired" },
  { value: "dropped", label: "Dropped" },
  { value: "slow", label: "Slowest" },
];

/** Where the list begins: with what is wrong, if something is. */
export function firstOutcome(ledger: Record<string, unknown> | undefined): Outcome {
  const keys: [Outcome, string][] = [
    ["dead_lettered", "deadLettered"],
    ["lost", "lost"],
    ["expired", "expired"],
    ["dropped", "dropped"],
  ];
  return keys.find(([, key]) => Number(ledger?.[key] ?? 0) > 0)?.[0] ?? "slow";
}

export const toneOf = (outcome: FoundMessage["outcome"]): string =>
  outcome === "slow" ? "text-warn-ink" : "text-down";
