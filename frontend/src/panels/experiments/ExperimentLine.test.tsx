import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import type { StudyInfo } from "@/api";
import { complete, experimentSchema, hypothesisProbeSchema } from "@/document/schema";
import { documentStore, emptyDocument } from "@/document/store";
import type { Experiment } from "@/document/types";
import { TooltipProvider } from "@/ui";
import { ExperimentLine } from "./ExperimentLine";

// The charts' library asks the screen for its resolution as soon as it is loaded.
vi.hoisted(() => {
  globalThis.matchMedia = (() => ({ addEventListener() {}, removeEventListener() {} })) as never;
});

const probe = complete(hypothesisProbeSchema(), { metric: "lost" });
const crash = { kind: "crash", target: "pay", atSeconds: 0, durationSeconds: 30, probability: 1, instance: null };
const experiment = complete(experimentSchema(), {
  name: "Payment dies",
  hypothesis: { title: "All is well", probes: [probe] },
  method: { faults: [crash], operations: [] },
}) as unknown as Experiment;

const study = (given: object): StudyInfo =>
  ({
    id: "s1",
    diagram: "d1",
    kind: "experiment",
    status: "running",
    reason: "",
    createdAt: new Date().toISOString(),
    endedAt: null,
    progress: { partsDone: 0, partsExpected: 1, fraction: 0.4, secondsElapsed: 2, secondsLeft: 3 },
    result: null,
    ...given,
  }) as unknown as StudyInfo;

function show(latest: StudyInfo | undefined, readOnly = false) {
  const nodes = { pay: { kind: "service", name: "Payment" } } as never;
  documentStore.setState({ document: { ...emptyDocument, nodes } });
  const client = new QueryClient({
    defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } },
  });
  if (latest) client.setQueryData(["experiment-run", latest.id], latest);
  const onRun = vi.fn();
  const nothing = () => {};
  render(
    <QueryClientProvider client={client}>
      <TooltipProvider>
        <ExperimentLine
          id="one"
          experiment={experiment}
          diagramId="d1"
          readOnly={readOnly}
          latest={latest}
          starting={false}
          onRun={onRun}
          onEdit={nothing}
          onRemove={nothing}
          onWatch={nothing}
        />
      </TooltipProvider>
    </QueryClientProvider>,
  );
  return onRun;
}

afterEach(cleanup);

it("says what it breaks and how much it checks, and runs", () => {
  const onRun = show(undefined);
  expect(screen.getByText("Crash Payment for 30 s · 1 probe")).toBeTruthy();
  fireEvent.click(screen.getByRole("button", { name: "Run" }));
  expect(onRun).toHaveBeenCalledOnce();
});

it("shows how far its run is, with the time left, and can be cancelled", () => {
  show(study({}));
  expect(screen.getByRole("status").textContent).toBe("40 %, 3 s left");
  expect(screen.getByRole("button", { name: "Cancel" })).toBeTruthy();
  expect(screen.queryByRole("button", { name: /^Run/ })).toBeNull();
});

it("shows the verdict, of several runs with how many held", () => {
  const runs = [{}, {}];
  show(
    study({ status: "finished", result: { kind: "experiment", verdict: "deviated", held: 1, runs, reason: "lag" } }),
  );
  expect(screen.getByRole("button", { name: "deviated · 1 of 2" }).title).toBe("lag");
});

it("says why a run failed, and offers nobody else to run it", () => {
  show(study({ status: "failed", reason: "the simulation stopped" }), true);
  expect(screen.getByText("the simulation stopped")).toBeTruthy();
  expect(screen.queryByRole("button", { name: /^Run/ })).toBeNull();
});
