import { describe, expect, it } from "vitest";
import { frame, gauges } from "@/live/messages.fixture";
import { downSince, metricLine } from "./metric-line";

const line = (kind: string, values: Parameters<typeof gauges>[0], downFor: number | null = null) =>
  metricLine({ kind, gauges: gauges(values), downFor }).text.replaceAll("\u00a0", " ");

describe("a card's line of numbers", () => {
  it.each([
    ["clients", { outRate: 1000 }, "1,000/s"],
    ["service", { outRate: 998, p99Ms: 12.4 }, "998/s · p99 12 ms"],
    ["service", { outRate: 998, p99Ms: null }, "998/s"],
    ["service", { outRate: 611, p99Ms: 80, waiting: 2100, slots: 8, state: "warn" as const }, "611/s · lag 2.1 k"],
    ["service", { outRate: 998, p99Ms: 12, waiting: 30, slots: 64 }, "998/s · p99 12 ms"],
    ["service", { outRate: 611, state: "warn" as const, why: "lag 2.1 k" }, "611/s · lag 2.1 k"],
    [
      "service",
      { outRate: 611, state: "warn" as const, why: "waits for Payment, timeout 2.0 s" },
      "waits for Payment, timeout 2.0 s",
    ],
    ["dead_letter_queue", { arrived: 318, deadLettered: 318, waiting: 318 }, "dead letters · 318"],
    ["dead_letter_queue", { arrived: 318, deadLettered: 318, waiting: 9 }, "dead letters · 9 of 318"],
    ["kafka_topic", { inRate: 998, waiting: 4 }, "998/s"],
    ["kafka_topic", { inRate: 998, waiting: 13_941 }, "998/s · lag 13.9 k"],
  ])("of a %s with %j reads %s", (kind, values, text) => expect(line(kind, values)).toBe(text));

  it("says since how long the node is down", () => {
    expect(line("service", { state: "down", outRate: 3 }, 14.2)).toBe("down · 14 s");
    expect(line("service", { state: "down" })).toBe("down");
  });

  it("counts what a saga undoes before what it does", () => {
    const sagas = { started: 500, committed: 300, compensated: 9, stuck: 0, running: 60, compensating: 131 };
    expect(line("saga", { sagas })).toBe("131 compensating");
    expect(line("saga", { sagas: { ...sagas, compensating: 0, stuck: 2 } })).toBe("2 stuck");
    expect(line("saga", { outRate: 98, sagas: { ...sagas, compensating: 0 } })).toBe("98/s · 60 running");
  });

  it("takes the state's tone", () => {
    expect(metricLine({ kind: "service", gauges: gauges({ state: "warn" }), downFor: null }).tone).toBe("warn");
  });
});

describe("the time a node is down since", () => {
  const fault = (target: string, since: number, kind = "crash") => ({
    id: target,
    kind,
    target,
    since,
    until: null,
    words: "",
  });

  it("is the beginning of its own crash or its broker's, whichever came first", () => {
    const now = frame(1, { faults: [fault("orders", 30), fault("kafka", 28), fault("orders", 5, "latency")] });
    expect(downSince(now, "orders", "kafka")).toBe(28);
    expect(downSince(now, "mail", null)).toBeNull();
  });
});
