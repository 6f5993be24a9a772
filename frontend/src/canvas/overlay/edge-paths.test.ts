import { describe, expect, it } from "vitest";
import { EdgePaths } from "./edge-paths";

describe("points along edges", () => {
  it("lie on the curve, which is measured once until it changes", () => {
    const asked: string[] = [];
    const paths = new EdgePaths((curve) => {
      asked.push(curve);
      const length = Number(curve);
      return { getTotalLength: () => length, getPointAtLength: (x) => ({ x, y: 10 }) };
    });
    const out = { x: 0, y: 0 };
    paths.set("e", "100");
    for (const along of [0, 0.25, 0.505, 1]) {
      expect(paths.at("e", along, out)).toBe(true);
      expect(out.x).toBeCloseTo(along * 100, 3);
      expect(out.y).toBe(10);
    }
    paths.set("e", "100");
    paths.at("e", 0.5, out);
    expect(asked).toEqual(["100"]);
    paths.set("e", "200");
    paths.at("e", 0.5, out);
    expect(out.x).toBeCloseTo(100, 3);
    expect(asked).toEqual(["100", "200"]);
  });

  it("do not exist for an edge that is not drawn, or no longer is", () => {
    const paths = new EdgePaths(() => ({ getTotalLength: () => 1, getPointAtLength: () => ({ x: 0, y: 0 }) }));
    const out = { x: 0, y: 0 };
    expect(paths.at("e", 0.5, out)).toBe(false);
    paths.set("e", "M0,0");
    paths.delete("e");
    expect(paths.at("e", 0.5, out)).toBe(false);
  });
});
