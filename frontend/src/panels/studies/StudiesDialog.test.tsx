import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import type { Study } from "@/api";
import { build, node } from "@/document/samples.fixture";
import type { Document } from "@/document/types";
import { TooltipProvider } from "@/ui";
import { StudiesDialog } from "./StudiesDialog";

// A chart measures its box and draws on a canvas; jsdom has neither.
vi.mock("./IntervalChart", () => ({
  IntervalChart: ({ label }: { label: string }) => <div role="img" aria-label={label} />,
}));

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const study = (given: Partial<Study>): Study => ({
  id: "s1",
  diagram: "d1",
  revision: 3,
  kind: "replications",
  status: "running",
  spec: { kind: "replications" } as Study["spec"],
  progress: { partsDone: 0, partsExpected: 10, fraction: 0, secondsElapsed: 1, secondsLeft: null },
  reason: "",
  createdAt: "2026-11-24T12:00:00Z",
  endedAt: null,
  result: null,
  ...given,
});

function show(document: Document) {
  render(
    <QueryClientProvider client={new QueryClient()}>
      <TooltipProvider>
        <StudiesDialog diagramId="d1" document={document} readOnly open onClose={() => {}} />
      </TooltipProvider>
    </QueryClientProvider>,
  );
}
const line = (name: RegExp) =>
  within(screen.getByRole("region", { name: "Earlier studies" })).findByRole("button", { name });

it("tells in the list that a study has ended when it has", async () => {
  let status: Study["status"] = "running";
  vi.stubGlobal("fetch", async (address: string) => {
    const now = study({ status });
    return new Response(JSON.stringify(address.includes("/diagrams/") ? [now] : now), { status: 200 });
  });
  show(build(node("pay", "service")));
  await screen.findByRole("region", { name: "Earlier studies" });
  fireEvent.click(await line(/Replications.*0 %/));
  await screen.findByRole("button", { name: "All studies" });
  status = "cancelled";
  await screen.findByText(/ancelled/, {}, { timeout: 5000 });
  fireEvent.click(screen.getByRole("button", { name: "All studies" }));
  expect(await line(/Replications.*cancelled/)).toBeTruthy();
});

it("calls a study of an experiment by the experiment's name", async () => {
  const experiment = study({
    kind: "experiment",
    status: "finished",
    spec: { kind: "experiment", experiment: "e1" } as Study["spec"],
  });
  vi.stubGlobal("fetch", async () => new Response(JSON.stringify([experiment]), { status: 200 }));
  show({ ...build(node("pay", "service")), experiments: { e1: { name: "Payment is lost" } } } as unknown as Document);
  await screen.findByRole("region", { name: "Earlier studies" });
  expect(await line(/Experiment: Payment is lost/)).toBeTruthy();
});
