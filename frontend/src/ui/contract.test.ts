import { describe, expect, test } from "vitest";
import registries from "@/contract/registries.json";
import { ago } from "./format";
import { kindIcons } from "./KindIcon";
import { usableLocale } from "./locale";
import { outside } from "./NumberField";

test("every kind of node has its picture, and no picture is left over", () => {
  expect(Object.keys(kindIcons).sort()).toEqual(Object.keys(registries.nodes).sort());
});

describe("a locale that the browser reports and Intl does not take", () => {
  test("falls back to English", () => {
    expect(usableLocale(["en-US@posix"])).toBe("en-US");
    expect(usableLocale([undefined, "", "C"])).toBe("en-US");
    expect(usableLocale(["en-US@posix", "de-DE"])).toBe("de-DE");
  });
});

describe("numbers", () => {
  test("what is outside its limits says which limit", () => {
    expect(outside(0, { above: 0 })).toBe("more than 0");
    expect(outside(20_000, { min: 1, max: 10_000 })).toBe("at most 10,000");
    expect(outside(1.5, { integer: true })).toBe("a whole number");
    expect(outside(Number.NaN, {})).toBe("a number");
    expect(outside(5, { min: 1, max: 10, integer: true })).toBeNull();
  });

  test("a moment is told by how long ago it was", () => {
    expect(ago("2026-01-01T00:00:00Z", Date.parse("2026-01-01T02:30:00Z"))).toBe("2 h ago");
    expect(ago("2026-01-01T00:00:00Z", Date.parse("2026-01-01T00:00:40Z"))).toBe("just now");
  });
});
