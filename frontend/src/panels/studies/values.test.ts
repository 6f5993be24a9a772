import { expect, test } from "vitest";
import type { Setting } from "@/document/settings";
import { firstValues, inWords, readValues } from "./values";

const setting = (given: Partial<Setting> = {}): Setting => ({
  path: "nodes.a.b",
  steps: ["nodes", "a", "b"],
  owner: "A",
  title: "B",
  unit: "",
  type: "number",
  integer: false,
  options: [],
  present: 4,
  ...given,
});

test.each([
  ["1, 2, 4", [1, 2, 4]],
  ["1 to 4", [1, 2, 3, 4]],
  ["1 to 10 by 4", [1, 5, 9]],
  ["0.1 to 0.3 by 0.1", [0.1, 0.2, 0.3]],
  ["2, 1 to 3", [2, 1, 3]],
])("%s are values", (text, values) => {
  expect(readValues(text, setting())).toEqual(values);
});

test.each([
  ["", {}, "Which values"],
  ["many", {}, "many is not a number"],
  ["1 to 1000", {}, "At most 100"],
  ["1.5", { integer: true }, "Whole numbers"],
  ["3 to 1", {}, "Ends before it begins"],
  ["maybe", { type: "switch" as const }, "on, off"],
  ["pray", { type: "choice" as const, options: ["requeue", "in_place"] }, "One of requeue"],
])("%s is refused with its reason", (text, given, reason) => {
  expect(readValues(text, setting(given))).toContain(reason);
});

test("a setting comes with values to begin with, which can be read", () => {
  for (const one of [
    setting({ integer: true }),
    setting({ present: null }),
    setting({ type: "switch", present: true }),
    setting({ type: "choice", options: ["a", "b"], present: "a" }),
  ]) {
    expect(readValues(firstValues(one), one)).toBeInstanceOf(Array);
  }
});

test("values are said with their unit", () => {
  expect([inWords(1200, "ms"), inWords(true), inWords(null), inWords("retry_topic")]).toEqual([
    "1,200 ms",
    "on",
    "left out",
    "retry topic",
  ]);
});
