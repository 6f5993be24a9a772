import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ApiError, type Diagram } from "@/api";
import { type Autosave, createAutosave } from "./autosave";
import { renameNode } from "./commands";
import { orders } from "./samples.fixture";
import { createDocumentStore, type DocumentStore } from "./store";
import type { Document } from "./types";

/** A server with one diagram and optimistic concurrency, as the real one has it. */
class Server {
  revision = 1;
  document: Document = orders();
  down = false;
  problems: unknown[] = [];
  puts = 0;
  hold: Promise<void> | null = null;

  put = async (document: Document, base: number): Promise<Diagram> => {
    this.puts += 1;
    await this.hold;
    if (this.down) throw new ApiError(0, "The server cannot be reached.");
    if (this.problems.length) throw new ApiError(400, "One thing is not right.", { problems: this.problems });
    if (base !== this.revision) {
      const { revision, document: theirs } = this;
      throw new ApiError(409, "stale", { detail: "stale", revision, updatedAt: "", document: theirs });
    }
    this.revision += 1;
    this.document = document;
    return { id: "d", title: "", revision: this.revision, updatedAt: "", document, access: "edit" };
  };
}

let server: Server;
let store: DocumentStore;
let autosave: Autosave;

beforeEach(() => {
  vi.useFakeTimers();
  server = new Server();
  store = createDocumentStore();
  store.getState().open(server.document);
  autosave = createAutosave({ store, put: server.put, delayMs: 500, retryMs: () => 1000 });
  autosave.start(server.revision);
});

afterEach(() => vi.useRealTimers());

const state = () => autosave.saving.getState().state.kind;
const rename = (name: string) => store.getState().apply(renameNode("order", name));

describe("auto-save", () => {
  test("waits for a pause, then sends the last of several changes once", async () => {
    rename("A");
    expect(state()).toBe("unsaved");
    await vi.advanceTimersByTimeAsync(300);
    rename("B");
    await vi.advanceTimersByTimeAsync(499);
    expect(server.puts).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(state()).toBe("saved");
    expect([server.puts, server.revision, server.document.nodes.order?.name]).toEqual([1, 2, "B"]);
  });

  test("undo is saved as well", async () => {
    rename("A");
    await vi.advanceTimersByTimeAsync(500);
    store.getState().undo();
    await vi.advanceTimersByTimeAsync(500);
    expect(server.document.nodes.order?.name).toBe("order");
  });

  test("what changes while a save is under way is sent after it, on the new revision", async () => {
    let release = () => {};
    server.hold = new Promise((resolve) => {
      release = resolve;
    });
    rename("A");
    await vi.advanceTimersByTimeAsync(500);
    expect(state()).toBe("saving");
    rename("B");
    server.hold = null;
    release();
    await vi.advanceTimersByTimeAsync(0);
    expect(state()).toBe("unsaved");
    await vi.advanceTimersByTimeAsync(500);
    expect(state()).toBe("saved");
    expect([server.revision, server.document.nodes.order?.name]).toEqual([3, "B"]);
  });

  test("a server that is away is tried again until it is back", async () => {
    server.down = true;
    rename("A");
    await vi.advanceTimersByTimeAsync(500);
    expect(state()).toBe("retrying");
    await vi.advanceTimersByTimeAsync(1000);
    expect([state(), server.puts]).toEqual(["retrying", 2]);
    server.down = false;
    await vi.advanceTimersByTimeAsync(1000);
    expect(state()).toBe("saved");
  });

  test("what the server refuses stays as it is, with the problems, and the next change tries again", async () => {
    server.problems = [{ path: "nodes.order.name", problem: "is wrong", allowed: "" }];
    rename("A");
    await vi.advanceTimersByTimeAsync(500);
    expect(autosave.saving.getState().state).toMatchObject({ kind: "refused", problems: server.problems });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(server.puts).toBe(1);
    expect(store.getState().document.nodes.order?.name).toBe("A");
    server.problems = [];
    rename("B");
    await vi.advanceTimersByTimeAsync(500);
    expect(state()).toBe("saved");
  });

  test("flush saves now, and says whether everything is saved", async () => {
    rename("A");
    await expect(autosave.flush()).resolves.toBe(true);
    server.down = true;
    rename("B");
    await expect(autosave.flush()).resolves.toBe(false);
  });

  test("closing sends the last change, and nothing that the store holds later", async () => {
    rename("A");
    const closed = autosave.close();
    store.getState().open({ ...orders(), title: "Another diagram" });
    rename("X");
    await closed;
    await vi.advanceTimersByTimeAsync(60_000);
    expect([server.puts, server.document.nodes.order?.name, server.document.title]).toEqual([
      1,
      "A",
      "Untitled diagram",
    ]);
  });
});

describe("two tabs", () => {
  const theirs = () => renameNode("order", "Theirs")(orders());

  beforeEach(async () => {
    await server.put(theirs(), 1);
    server.puts = 0;
    rename("Mine");
    await vi.advanceTimersByTimeAsync(500);
  });

  test("a save on a stale base is a conflict, and nothing more is sent until somebody chooses", async () => {
    expect(state()).toBe("conflict");
    rename("Mine too");
    await vi.advanceTimersByTimeAsync(60_000);
    expect([state(), server.puts, server.document.nodes.order?.name]).toEqual(["conflict", 1, "Theirs"]);
    await expect(autosave.flush()).resolves.toBe(false);
  });

  test("taking theirs goes on from their revision", async () => {
    autosave.takeTheirs();
    expect(store.getState().document.nodes.order?.name).toBe("Theirs");
    expect(state()).toBe("saved");
    rename("After");
    await vi.advanceTimersByTimeAsync(500);
    expect([state(), server.revision]).toEqual(["saved", 3]);
  });

  test("overwriting saves mine on top of theirs", async () => {
    await autosave.overwrite();
    expect([state(), server.revision, server.document.nodes.order?.name]).toEqual(["saved", 3, "Mine"]);
  });

  test("overwriting over yet another version is a conflict again", async () => {
    await server.put(theirs(), 2);
    await autosave.overwrite();
    expect(state()).toBe("conflict");
    expect(server.document.nodes.order?.name).toBe("Theirs");
  });
});
