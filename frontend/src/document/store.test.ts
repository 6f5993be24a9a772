import { beforeEach, describe, expect, test } from "vitest";
import { moveNodes, renameNode } from "./commands";
import { orders } from "./samples.fixture";
import { createDocumentStore, type DocumentStore } from "./store";

let now = 0;
let store: DocumentStore;
const getState = () => store.getState();

beforeEach(() => {
  now = 0;
  store = createDocumentStore(() => now);
  getState().open(orders());
});

const name = () => getState().document.nodes.order?.name;

describe("undo", () => {
  test("takes steps back and forth", () => {
    getState().apply(renameNode("order", "One"));
    getState().apply(renameNode("order", "Two"));
    getState().undo();
    expect(name()).toBe("One");
    getState().undo();
    expect(name()).toBe("order");
    getState().undo();
    expect(name()).toBe("order");
    getState().redo();
    getState().redo();
    expect(name()).toBe("Two");
  });

  test("a new step after undo forgets what was undone", () => {
    getState().apply(renameNode("order", "One"));
    getState().undo();
    getState().apply(renameNode("order", "Other"));
    getState().redo();
    expect(name()).toBe("Other");
  });

  test("typing in one field is one step, until there is a pause or another field", () => {
    for (const text of ["O", "Or", "Ord"]) {
      getState().apply(renameNode("order", text), "nodes.order.name");
      now += 200;
    }
    getState().apply(renameNode("payment", "P"), "nodes.payment.name");
    now += 5000;
    getState().apply(renameNode("payment", "Pay"), "nodes.payment.name");
    expect(getState().past).toHaveLength(3);
    getState().undo();
    expect(getState().document.nodes.payment?.name).toBe("P");
    getState().undo();
    getState().undo();
    expect(name()).toBe("order");
  });

  test("undo ends the group: what is typed after it is a step of its own", () => {
    getState().apply(renameNode("order", "A"), "n");
    getState().undo();
    getState().apply(renameNode("order", "B"), "n");
    getState().apply(renameNode("order", "C"), "n");
    getState().undo();
    expect(name()).toBe("order");
  });

  test("a command that changes nothing is no step", () => {
    getState().apply(moveNodes({ order: { x: 0, y: 0 } }));
    expect(getState().past).toHaveLength(0);
    expect(getState().version).toBe(0);
  });

  test("the stack has an end", () => {
    for (let n = 0; n < 250; n += 1) getState().apply(renameNode("order", `Name ${n}`));
    expect(getState().past).toHaveLength(200);
  });
});
