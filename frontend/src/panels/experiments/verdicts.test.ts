import { expect, it } from "vitest";
import { checkWords } from "./verdicts";

const check = (value: number | null) => ({ time: 1, value, held: false });

it("says both ends of a range that was left at both", () => {
  expect(checkWords(check(232), "/s", check(0))).toBe("0 to 232/s");
  expect(checkWords(check(0), "/s", check(232))).toBe("0 to 232/s");
  expect(checkWords(check(232), "/s", null)).toBe("232/s");
  expect(checkWords(check(null), "ms")).toBe("nothing observed");
});
