import { describe, expect, it } from "vitest";
import { packed } from "./packing.fixture";
import { MAX_TEXT_BYTES, unpacked } from "./unpacking";

/** Made by apps/schema/packing.py. */
const FROM_THE_SERVER =
  "AQAAAgAAAAcAAABmq1YqqSxIVbJSSitKzE0tVtKBMayiq5WKUwtLU/OSgdLmOkrl+UUpQGElj8NL0lLzlGp1kOUtEPIF+UUlxUq1sTpKRaV5SlZ5pTk5tQA=";

describe("a binary message", () => {
  it("of the server is read", () => {
    expect(unpacked(Uint8Array.from(Buffer.from(FROM_THE_SERVER, "base64")).buffer)).toEqual({
      type: "frames",
      frames: [
        { sequence: 7, words: "Häfen" },
        { sequence: 8, words: "ports" },
      ],
      run: null,
    });
  });

  it("that is cut off, of another version, or not what its header says is refused", () => {
    const whole = packed({ type: "run", words: "a text of some length, so that there is something to cut off" });
    expect(() => unpacked(whole.slice(0, 9))).toThrow("cut off");
    expect(() => unpacked(whole.slice(0, whole.byteLength - 20))).toThrow();
    const newer = new Uint8Array(whole.slice(0));
    newer[0] = 2;
    expect(() => unpacked(newer.buffer)).toThrow("version 2");
    expect(() => unpacked(packed({ type: "run" }, 5))).toThrow();
    expect(() => unpacked(packed({ type: "run" }, 500))).toThrow();
    expect(() => unpacked(new Uint8Array(100).fill(1).buffer)).toThrow();
  });

  it("is not inflated beyond what is sane", () => {
    expect(() => unpacked(packed({ type: "run" }, MAX_TEXT_BYTES + 1))).toThrow("too large");
    const bomb = packed({ type: "run", words: "x".repeat(5_000_000) }, 1000);
    expect(bomb.byteLength).toBeLessThan(10_000);
    expect(() => unpacked(bomb)).toThrow(SyntaxError);
  });
});
