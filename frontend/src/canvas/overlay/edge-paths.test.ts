import { describe, expect, it } from "vitest";
import { EdgePaths, type MeasurablePath } from "./edge-paths";

class Line implements MeasurablePath {
  measured = 0;
  constructor(public to: number) {}
  getAttribute() {
    return `M0,0 L${this.to},10`;
  }
  getTotalLength() {
    this.measured += 1;
    return this.to;
  }
  getPointAtLength(length: number) {
    return { x: length, y: 10 };
  }
}

describe("points along edges", () => {
  it("lie on the path and are measured once for a shape", () => {
    const line = new Line(100);
    const paths = new EdgePaths(() => line);
    const out = { x: 0, y: 0 };
    for (const along of [0, 0.25, 0.505, 1]) {
      expect(paths.at("e", along, out)).toBe(true);
      expect(out.x).toBeCloseTo(along * 100, 3);
      expect(out.y).toBe(10);
    }
    expect(line.measured).toBe(1);
    line.to = 200;
    paths.at("e", 0.5, out);
    expect(out.x).toBeCloseTo(100, 3);
    expect(line.measured).toBe(2);
  });

  it("do not exist for an edge that is not drawn", () => {
    expect(new EdgePaths(() => null).at("e", 0.5, { x: 0, y: 0 })).toBe(false);
  });
});
