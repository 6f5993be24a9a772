import type { Checked, ExperimentResult, ProbeOutcome } from "@/api";

type Verdict = ExperimentResult["verdict"];

export const verdictWords: Record<Verdict, string> = {
  held: "held",
  deviated: "deviated",
  aborted: "aborted",
  not_steady: "not steady before",
  cut_short: "cut short",
};

export const verdictTone = (verdict: Verdict): "ok" | "warn" | "down" =>
  verdict === "held" ? "ok" : verdict === "deviated" || verdict === "aborted" ? "down" : "warn";

export function quantity(value: number, unit: string): string {
  const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 1 ? 1 : 3;
  const number = value.toLocaleString("en-US", { maximumFractionDigits: digits });
  return unit.startsWith("/") ? number + unit : `${number} ${unit}`;
}

export function checkWords(check: Checked | null | undefined, unit: string): string {
  if (!check) return "–";
  return check.value === null ? "nothing observed" : quantity(check.value, unit);
}

/** Of a probe that was out of its tolerance at some time; – if it never was. */
export function recoveryWords({ deviatedAt, recoveredAfterSeconds }: ProbeOutcome): string {
  if (deviatedAt == null) return "–";
  if (recoveredAfterSeconds == null) return "did not recover";
  return recoveredAfterSeconds === 0 ? "before the method ended" : `${recoveredAfterSeconds} s after the method`;
}
