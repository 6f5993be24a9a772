import type { Field, TextLimits } from "./form";

const plain = (value: number): string => value.toLocaleString("en-US", { maximumFractionDigits: 6 });

/** "0 to 900 s", "more than 0", "at most 10 entries"; null where anything goes. */
export function limitsInWords(field: Field): string | null {
  if (field.type === "number") return range(field);
  if (field.type === "list" || field.type === "pairs" || field.type === "texts" || field.type === "map") {
    return field.max === undefined ? null : `at most ${plain(field.max)}`;
  }
  return null;
}

function range({ min, max, above, below, unit }: Field & { type: "number" }): string | null {
  const low = min !== undefined ? plain(min) : above !== undefined ? `more than ${plain(above)}` : null;
  const high = max !== undefined ? plain(max) : below !== undefined ? `less than ${plain(below)}` : null;
  const of = unit ? ` ${unit}` : "";
  if (low !== null && high !== null) return `${low} to ${high}${of}`;
  if (low !== null) return `${min !== undefined ? "at least " : ""}${low}${of}`;
  return high === null ? null : `${max !== undefined ? "at most " : ""}${high}${of}`;
}

/** Why a text is not allowed; null if it is. */
export function textProblem(text: string, { pattern, minLength, maxLength }: TextLimits): string | null {
  if (minLength !== undefined && text.trim().length < minLength) return "may not be empty";
  if (maxLength !== undefined && text.length > maxLength) return `at most ${plain(maxLength)} characters`;
  if (pattern === undefined || new RegExp(pattern).test(text)) return null;
  if (text === "") return "may not be empty";
  const letters = /A-Z/.test(pattern) ? "letters" : "lower-case letters";
  return `${letters}, digits, _ . -`;
}

/** Smaller numbers are read as they stand. */
const LARGE: Record<string, number> = { ms: 10_000, s: 600, B: 10_000 };

const STEPS: Record<string, [size: number, unit: string][]> = {
  ms: [
    [86_400_000, "d"],
    [3_600_000, "h"],
    [60_000, "min"],
    [1000, "s"],
  ],
  s: [
    [86_400, "d"],
    [3600, "h"],
    [60, "min"],
  ],
  B: [
    [1024 ** 3, "GiB"],
    [1024 ** 2, "MiB"],
    [1024, "KiB"],
  ],
};

/** 604,800,000 ms -> "7 d": what a large number is in a unit that people think in; null when it is not large. */
export function inLargerUnit(value: unknown, unit: string | undefined): string | null {
  if (typeof value !== "number" || !unit) return null;
  const [own = ""] = unit.split(" ");
  const step = STEPS[own]?.find(([size]) => Math.abs(value) >= size);
  if (!step || Math.abs(value) < (LARGE[own] ?? 0)) return null;
  const [size, name] = step;
  return `${(value / size).toLocaleString("en-US", { maximumFractionDigits: 1 })} ${name}`;
}
