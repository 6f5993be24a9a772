import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Comparison } from "@/api";
import { asOf } from "./AsOf";
import { CompareRuns } from "./CompareRuns";

vi.hoisted(() => {
  // The charts' library asks the screen for its resolution as soon as it is loaded.
  globalThis.matchMedia = (() => ({ addEventListener() {}, removeEventListener() {} })) as never;
});

const side = (values: Partial<Comparison["a"]>): Comparison["a"] => ({
  run: "r1",
  revision: 1,
  seed: 1,
  status: "finished",
  time: 600,
  speed: 1,
  log: [],
  ledger: null,
  ...values,
});
const comparison = (a: Partial<Comparison["a"]>, b: Partial<Comparison["a"]>): Comparison => ({
  a: side(a),
  b: side(b),
  sameDocument: true,
  sameSeed: true,
  sharedUntil: 0,
  times: [],
  metrics: [],
  results: [],
  divergence: null,
  divergenceWords: "They are the same.",
});

let answers: Comparison[];

function show() {
  return render(
    <QueryClientProvider client={new QueryClient()}>
      <CompareRuns one="r1" other="r2" onOpen={() => {}} />
    </QueryClientProvider>,
  );
}

beforeEach(() => {
  vi.stubGlobal("fetch", async (address: string) => {
    const answer = address.includes("/compare/") ? answers.shift() : undefined;
    return new Response(JSON.stringify(answer ?? { detail: "No such run." }), { status: answer ? 200 : 404 });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe("two runs side by side", () => {
  it("say as of which moment, while one goes on, and are compared again by a click", async () => {
    answers = [
      comparison({ status: "running", time: 70 }, { time: 120 }),
      comparison({ status: "running", time: 95 }, { time: 120 }),
    ];
    show();
    expect(await screen.findByText("A goes on. Compared as of 01:10.0 of A and 02:00.0 of B.")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Compare again" }));
    expect(await screen.findByText("A goes on. Compared as of 01:35.0 of A and 02:00.0 of B.")).toBeTruthy();
  });

  it("keep what is shown where they cannot be compared again, and say why", async () => {
    answers = [comparison({ status: "running", time: 70 }, { status: "running", time: 80 })];
    show();
    fireEvent.click(await screen.findByRole("button", { name: "Compare again" }));
    expect(await screen.findByText("No such run.")).toBeTruthy();
    expect(screen.getByText(/Both go on. Compared as of 01:10.0 of A/)).toBeTruthy();
  });

  it("are of their ends once both are over", async () => {
    answers = [comparison({}, { status: "stopped" })];
    show();
    await waitFor(() => expect(screen.getByText("Where they part")).toBeTruthy());
    expect(screen.queryByText(/Compared as of/)).toBeNull();
    expect(screen.queryByRole("button", { name: "Compare again" })).toBeNull();
  });

  it("name each one's standing where they differ", () => {
    const at = (status: Comparison["a"]["status"]) => ({ status, time: 5 });
    expect(asOf(at("paused"), at("running"))).toMatch(/^A is paused, B goes on\. /);
    expect(asOf(at("finished"), at("paused"))).toMatch(/^B is paused\. /);
    expect(asOf(at("queued"), at("queued"))).toMatch(/^Both wait to begin\. /);
  });
});
