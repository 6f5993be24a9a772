import { expect, test } from "vitest";
import { type Port, roomForLabel, type Side } from "./routes";

const port = (x: number, side: Side): Port => ({ x, y: 0, side });

test("a label between two cards side by side is no wider than the gap", () => {
  expect(roomForLabel({ from: port(160, "right"), to: port(248, "left") })).toBe(80);
  expect(roomForLabel({ from: port(248, "left"), to: port(160, "right") })).toBe(80);
});

test("in a wide gap it has its full width, and in the narrowest it can still be read", () => {
  expect(roomForLabel({ from: port(0, "right"), to: port(600, "left") })).toBe(176);
  expect(roomForLabel({ from: port(0, "right"), to: port(24, "left") })).toBe(48);
});

test("where cards do not stand side by side no gap limits it", () => {
  expect(roomForLabel({ from: port(80, "bottom"), to: port(80, "top") })).toBe(176);
  expect(roomForLabel({ from: port(200, "right"), to: port(210, "right") })).toBe(176);
  expect(roomForLabel({ from: port(200, "right"), to: port(100, "left") })).toBe(176);
});
