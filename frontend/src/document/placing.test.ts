import { describe, expect, test } from "vitest";
import { boxOf, containerHeight, freePlace } from "./geometry";
import { placementAt, placementFor } from "./placing";
import { curve, routes } from "./routes";
import { build, edge, node, orders } from "./samples.fixture";

describe("where things go", () => {
  test("channels stand under the header, one below the other", () => {
    const { nodes } = orders();
    expect(boxOf(nodes, "topic")).toMatchObject({ x: 10, y: 36, width: 180, height: 52 });
    expect(boxOf(nodes, "dlq")).toMatchObject({ x: 10, y: 96 });
    expect(boxOf(nodes, "kafka")).toMatchObject({ width: 200, height: 36 + 52 + 8 + 52 + 10 });
    expect(containerHeight(0)).toBe(containerHeight(1));
  });

  test("a topic dropped on Kafka goes into it; beside it, it is told where it belongs", () => {
    const { nodes } = orders();
    expect(placementAt(nodes, "kafka_topic", { x: 100, y: 40 })).toEqual({ parent: "kafka", index: 0 });
    expect(placementAt(nodes, "kafka_topic", { x: 100, y: 150 })).toEqual({ parent: "kafka", index: 2 });
    expect(placementAt(nodes, "kafka_topic", { x: 900, y: 40 })).toEqual({
      parent: null,
      reason: "Topic lives inside Kafka: put it into one",
    });
  });

  test("a dead letter queue stands in a broker or alone", () => {
    const { nodes } = orders();
    expect(placementAt(nodes, "dead_letter_queue", { x: 100, y: 40 })).toMatchObject({ parent: "kafka" });
    expect(placementAt(nodes, "dead_letter_queue", { x: 900, y: 37 })).toEqual({
      parent: null,
      position: { x: 820, y: 0 },
    });
  });

  test("what is added without pointing covers nothing", () => {
    const document = build(node("a", "service"));
    const placement = placementFor(document.nodes, "service", null, { x: 80, y: 37 });
    expect(placement).toEqual({ parent: null, position: { x: 0, y: 96 } });
    const service = document.nodes.a;
    expect(service && freePlace({}, service, { x: 3, y: 3 })).toEqual({ x: 0, y: 0 });
  });
});

describe("routes", () => {
  test("edges that share a side are spread, in the order of where they lead", () => {
    const document = build(
      node("a", "service"),
      node("b", "service"),
      node("c", "service"),
      edge("a", "call", "b"),
      edge("a", "call", "c"),
    );
    const at = { a: { x: 0, y: 100 }, b: { x: 400, y: 300 }, c: { x: 400, y: 0 } } as Record<
      string,
      { x: number; y: number }
    >;
    const found = routes(document, (id) => ({ x: 0, y: 0, ...at[id], width: 160, height: 74 }));
    const [toB, toC] = [found.get("a-call-b"), found.get("a-call-c")];
    expect([toB?.from.side, toB?.to.side]).toEqual(["right", "left"]);
    expect(toC?.from.y).toBeLessThan(toB?.from.y ?? 0);
    expect(curve(toB as NonNullable<typeof toB>).path).toMatch(/^M160,142 C.* 400,337$/);
  });

  test("a node below is reached from its top, one behind from its right", () => {
    const document = build(node("a", "service"), node("b", "database"), edge("a", "read", "b"));
    const side = (x: number, y: number) => {
      const found = routes(document, (id) => ({
        x: id === "a" ? 0 : x,
        y: id === "a" ? 0 : y,
        width: 160,
        height: 74,
      }));
      const route = found.get("a-read-b");
      return [route?.from.side, route?.to.side];
    };
    expect(side(20, 200)).toEqual(["bottom", "top"]);
    expect(side(-400, 0)).toEqual(["left", "right"]);
  });
});
