import { usableLocale } from "./locale";

/** The interface is in English: numbers are grouped as in English too; only dates follow the reader's locale. */
const whole = new Intl.NumberFormat("en-US", { maximumFractionDigits: 0 });
const dates = new Intl.DateTimeFormat(usableLocale(), { dateStyle: "medium", timeStyle: "short" });

/** 42318 -> "42,318" */
export const count = (value: number): string => whole.format(value);

/** 13912 -> "13.9 k", 4 -> "4" */
export function compact(value: number): string {
  const size = Math.abs(value);
  if (size >= 1e9) return `${trimmed(value / 1e9)} G`;
  if (size >= 1e6) return `${trimmed(value / 1e6)} M`;
  if (size >= 1e4) return `${trimmed(value / 1e3)} k`;
  if (size >= 100 || Number.isInteger(value)) return count(value);
  return trimmed(value);
}

function trimmed(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 1 ? 1 : 2;
  return String(Number(value.toFixed(digits)));
}

/** 998.2 -> "998/s" */
export const rate = (perSecond: number): string => `${compact(perSecond)}/s`;

/** 41 -> "41 ms", 4800 -> "4.8 s" */
export function duration(ms: number): string {
  if (ms >= 3_600_000) return `${trimmed(ms / 3_600_000)} h`;
  if (ms >= 120_000) return `${trimmed(ms / 60_000)} min`;
  if (ms >= 1000) return `${trimmed(ms / 1000)} s`;
  return `${trimmed(ms)} ms`;
}

/** 42.53 -> "00:42.5" */
export function clock(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const rest = (Math.floor((seconds % 60) * 10) / 10).toFixed(1).padStart(4, "0");
  return `${String(minutes).padStart(2, "0")}:${rest}`;
}

export const percent = (share: number): string => `${trimmed(share * 100)} %`;

export const dateTime = (iso: string): string => dates.format(new Date(iso));

/** "just now", "5 min ago", "3 h ago", then the date. */
export function ago(iso: string, now: number = Date.now()): string {
  const minutes = Math.floor((now - new Date(iso).getTime()) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`;
  return dateTime(iso);
}
