import type { Setting } from "@/document/settings";

export type Value = string | number | boolean;

/** "1, 2, 4" or "1 to 10" or "1 to 10 by 3" -> the values; a text where they cannot be read. */
export function readValues(text: string, setting: Setting): Value[] | string {
  const parts = text
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
  if (parts.length === 0) return "Which values is it to have?";
  if (setting.type === "switch") {
    const wrong = parts.find((part) => !["on", "off"].includes(part));
    return wrong === undefined ? parts.map((part) => part === "on") : "on, off";
  }
  if (setting.type === "choice") {
    const wrong = parts.find((part) => !setting.options.includes(part));
    return wrong === undefined ? parts : `One of ${setting.options.join(", ")}`;
  }
  const values: number[] = [];
  for (const part of parts) {
    const range = /^(\S+)\s*(?:to|-|–|\.\.)\s*(\S+?)(?:\s+by\s+(\S+))?$/.exec(part);
    const [first, last, step] = range
      ? [range[1], range[2], range[3] ?? "1"].map(Number)
      : [Number(part), Number(part), 1];
    if (![first, last, step].every(Number.isFinite) || !((step as number) > 0))
      return `${part} is not a number; ranges read 1 to 10 by 3`;
    const count = Math.floor(((last as number) - (first as number)) / (step as number) + 1e-9) + 1;
    if (count > 100 || values.length > 100) return "At most 100 values";
    for (let index = 0; index < count; index += 1)
      values.push(Number(((first as number) + index * (step as number)).toPrecision(12)));
  }
  if (setting.integer && !values.every(Number.isInteger)) return "Whole numbers only";
  const distinct = [...new Set(values)];
  return distinct.length > 0 ? distinct : "Ends before it begins";
}

export const inWords = (value: unknown, unit = ""): string => {
  if (value === null || value === undefined) return "left out";
  if (typeof value === "boolean") return value ? "on" : "off";
  const text =
    typeof value === "number"
      ? value.toLocaleString("en-US", { maximumFractionDigits: 6 })
      : String(value).replaceAll("_", " ");
  return unit ? `${text} ${unit}` : text;
};

/** What a setting might be tried with, to begin with. */
export function firstValues(setting: Setting): string {
  if (setting.type === "switch") return "off, on";
  if (setting.type === "choice") return setting.options.join(", ");
  const present = typeof setting.present === "number" && setting.present > 0 ? setting.present : 1;
  const around = [0.5, 1, 1.5, 2].map((factor) => present * factor);
  return [...new Set(setting.integer ? around.map((value) => Math.max(1, Math.round(value))) : around)].join(", ");
}
