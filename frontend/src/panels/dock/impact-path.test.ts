import { describe, expect, it } from "vitest";
import type { Document } from "@/document/types";
import type { Consequence } from "@/live/messages";
import { pathTo } from "./impact-path";

const edges = {
  pay: { source: "checkout", target: "payment" },
  publish: { source: "checkout", target: "paid" },
  read: { source: "paid", target: "mail" },
} as unknown as Document["edges"];
const line = (node: string, because: string | null, via: string[]): Consequence => ({
  node,
  severity: "warn",
  words: node,
  because,
  via,
});

describe("the path of the impact", () => {
  it("leads from what is broken, over callers and channels, to what suffers", () => {
    const cascade = [
      line("payment", null, []),
      line("checkout", "payment", ["pay"]),
      line("mail", "checkout", ["publish", "read"]),
    ];
    expect(pathTo("mail", cascade, { edges })).toEqual(["payment", "checkout", "paid", "mail"]);
  });

  it("begins with the edge when it is the edge that is broken", () => {
    expect(pathTo("checkout", [line("checkout", "pay", ["pay"])], { edges })).toEqual(["pay", "checkout"]);
  });

  it("ends when causes go in a circle", () => {
    const circle = [line("mail", "checkout", ["publish", "read"]), line("checkout", "mail", ["publish", "read"])];
    expect(pathTo("mail", circle, { edges }).length).toBeLessThan(6);
  });
});
