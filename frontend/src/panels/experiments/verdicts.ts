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
  const number = digits(value);
  return unit.startsWith("/") ? number + unit : `${number} ${unit}`;
}

function digits(value: number): string {
  const most = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 1 ? 1 : 3;
  return value.toLocaleString("en-US", { maximumFractionDigits: most });
}

/** `opposite`: beyond the other end of a range, as in 0 to 232/s. */
export function checkWords(check: Checked | null | undefined, unit: string, opposite?: Checked | null): string {
  if (!check) return "–";
  if (check.value === null) return "nothing observed";
  const other = opposite?.value ?? null;
  if (other === null) return quantity(check.value, unit);
  return `${digits(Math.min(check.value, other))} to ${quantity(Math.max(check.value, other), unit)}`;
}

/** Of a probe that was out of its tolerance at some time; – if it never was. */
export function recoveryWords({ deviatedAt, recoveredAfterSeconds }: ProbeOutcome): string {
  if (deviatedAt == null) return "–";
  if (recoveredAfterSeconds == null) return "did not recover";
  return recoveredAfterSeconds === 0 ? "before the method ended" : `${recoveredAfterSeconds} s after the method`;
}
