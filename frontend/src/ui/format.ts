import { usableLocale } from "./locale";

/** Dates follow the reader's locale; everything else is in English. */
const dates = new Intl.DateTimeFormat(usableLocale(), { dateStyle: "medium", timeStyle: "short" });

export const dateTime = (iso: string): string => dates.format(new Date(iso));

/** "just now", "5 min ago", "3 h ago", then the date. */
export function ago(iso: string, now: number = Date.now()): string {
  const minutes = Math.floor((now - new Date(iso).getTime()) / 60_000);
  if (minutes < 1) return "just now";
  if (minutes < 60) return `${minutes} min ago`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} h ago`;
  return dateTime(iso);
}
