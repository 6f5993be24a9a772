import { describe, expect, it } from "vitest";
import { frame, gauges } from "@/live/messages.fixture";
import { History } from "./history";

describe("a history longer than its memory", () => {
  const history = new History(100);
  for (let n = 1; n <= 1234; n += 1)
    history.append(frame(n, { completedRate: n, nodes: { a: gauges({ waiting: n }) } }));
  const { times, values } = history.run("completedRate");

  it("stays within it", () => {
    expect(history.size).toBeLessThanOrEqual(100);
    expect(history.size).toBeGreaterThan(40);
  });

  it("still reaches from the beginning to now", () => {
    expect(times[0]).toBeLessThan(5);
    expect(times.at(-1)).toBeCloseTo(123.4);
    expect(values.at(-1)).toBe(1234);
  });

  it("keeps times in order and each value with its time", () => {
    for (let i = 1; i < times.length; i += 1) expect(times[i]).toBeGreaterThan(times[i - 1] as number);
    expect([...values].map((value, i) => value / 10 - (times[i] as number)).every((d) => Math.abs(d) < 1e-9)).toBe(
      true,
    );
    expect([...history.node("a", "waiting").values]).toEqual([...values]);
  });
});
