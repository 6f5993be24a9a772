import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import type { SolveResult, Study, SweepResult } from "@/api";
import { TooltipProvider } from "@/ui";
import { StudyView } from "./StudyView";

// A chart measures its box and draws on a canvas; jsdom has neither.
vi.mock("./IntervalChart", () => ({
  IntervalChart: ({ label }: { label: string }) => <div role="img" aria-label={label} />,
}));

afterEach(cleanup);

const estimate = (mean: number, halfWidth: number | null) => ({
  mean,
  halfWidth,
  confidence: 0.95,
  n: 5,
  method: "replications" as const,
  unit: "ms",
  spread: null,
  lag1: null,
  warmUpSeconds: 0,
  note: "",
});
const metric = "edges.orders-payment.latency.p99_ms";
const path = "nodes.payment.concurrency";

const study = (given: Partial<Study>): Study => ({
  id: "a",
  diagram: "b",
  revision: 3,
  kind: "solve",
  status: "finished",
  spec: {} as Study["spec"],
  progress: { partsDone: 4, partsExpected: 10, fraction: 0.42, secondsElapsed: 30, secondsLeft: null },
  reason: "",
  createdAt: "2026-11-24T12:00:00Z",
  endedAt: null,
  result: null,
  ...given,
});

const solved: SolveResult = {
  kind: "solve",
  path,
  title: "Payment: Concurrency",
  unit: "per instance",
  present: 6,
  metric,
  metricUnit: "ms",
  want: "lowest",
  comparison: "<",
  limit: 400,
  confidence: 0.95,
  steps: [
    { value: 1, runs: 5, estimate: estimate(48_850, 5500), verdict: "fails", reason: "" },
    { value: 5, runs: 20, estimate: estimate(380, 12), verdict: "holds", reason: "" },
    { value: 4, runs: 40, estimate: estimate(399, 15), verdict: "undecided", reason: "" },
  ],
  ended: true,
  answer: 5,
  certain: false,
  words: `5 is the lowest value that was shown to keep ${metric} < 400 ms.`,
  events: 1000,
};
const metrics = [{ name: metric, owner: "orders → Payment", title: "Lag" }];
const show = (given: Partial<Study>, more: Partial<Parameters<typeof StudyView>[0]> = {}) =>
  render(
    <TooltipProvider>
      <StudyView study={study(given)} metrics={metrics} {...more} />
    </TooltipProvider>,
  );

test("a running study says how far it is and how long it will take, and can be cancelled", () => {
  const onCancel = vi.fn();
  const progress = { partsDone: 4, partsExpected: 10, fraction: 0.42, secondsElapsed: 30, secondsLeft: 41 };
  show({ status: "running", progress }, { onCancel });
  expect(screen.getByText(/^42 %, about 41\ss left$/)).toBeDefined();
  expect(screen.getByRole("progressbar").getAttribute("aria-valuenow")).toBe("42");
  fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
  expect(onCancel).toHaveBeenCalledOnce();
});

test("the solver's answer admits its doubt and can be applied", () => {
  const onApply = vi.fn();
  show({ result: solved }, { onApply });
  const answer = screen.getByLabelText("Answer");
  expect(answer.textContent).toContain("5 per instance");
  expect(answer.textContent).toContain("not certain");
  expect(answer.textContent).toMatch(/orders → Payment: Lag < 400\sms/);
  expect(screen.getByRole("row", { name: /4 per instance/ }).textContent).toContain("undecided");
  fireEvent.click(screen.getByRole("button", { name: "Apply to the diagram" }));
  expect(onApply).toHaveBeenCalledWith({ [path]: 5 });
});

test("who may only read sees the answer and can neither apply nor cancel", () => {
  show({ result: solved, status: "running" });
  expect(screen.queryByRole("button", { name: /Apply|Cancel/ })).toBeNull();
});

test("a sweep that was cancelled says over how many pairs of runs its differences are", () => {
  const axes = [{ path, title: "Payment: Concurrency", unit: "", values: [4, 5, 6], present: 6 }];
  const point = (value: number, runs: number, mean: number, pairs: number) => ({
    values: { [path]: value },
    runs,
    cutShort: 0,
    estimates: { [metric]: { ...estimate(mean, 20), n: runs } },
    differences: (pairs > 1 ? { [metric]: { ...estimate(mean - 95, 20), n: pairs } } : {}) as Record<
      string,
      ReturnType<typeof estimate>
    >,
    reason: "",
  });
  const swept = (...points: ReturnType<typeof point>[]): SweepResult => ({
    kind: "sweep",
    axes,
    metrics: [metric],
    simulatedSeconds: 60,
    events: 1,
    points,
  });
  show({
    kind: "sweep",
    status: "cancelled",
    result: swept(point(4, 4, 91, 0), point(5, 2, 16, 2), point(6, 1, 2, 1)),
  });
  expect(screen.getByRole("cell", { name: /^−79\sms\s*±\s*20\sms\s*over 2 pairs$/ })).toBeDefined();
  expect(screen.getByRole("row", { name: /^6/ }).textContent).toContain("–");
  expect(screen.getByText(/only seeds that both have are compared/)).toBeDefined();
  cleanup();
  show({ kind: "sweep", result: swept(point(4, 4, 91, 0), point(5, 4, 16, 4)) });
  expect(screen.queryByText(/pairs$/)).toBeNull();
  expect(screen.queryByText(/only seeds that both have are compared/)).toBeNull();
});

test("a sweep over two settings shows every cell with its interval", () => {
  const axes = [
    { path, title: "Payment: Concurrency", unit: "", values: [4, 6], present: 6 },
    { path: "nodes.payment.failurePercent", title: "Payment: Fails", unit: "%", values: [0, 10], present: 0 },
  ];
  const point = (a: number, b: number, mean: number) => ({
    values: { [path]: a, "nodes.payment.failurePercent": b },
    runs: 4,
    cutShort: 0,
    estimates: { [metric]: estimate(mean, 20) },
    differences: {},
    reason: "",
  });
  const result: SweepResult = {
    kind: "sweep",
    axes,
    metrics: [metric],
    simulatedSeconds: 60,
    events: 1,
    points: [point(4, 0, 430), point(4, 10, 550), point(6, 0, 375)],
  };
  show({ kind: "sweep", result });
  expect(screen.getByText("Payment: Concurrency down, Payment: Fails across")).toBeDefined();
  // In the map and in the table.
  expect(screen.getAllByRole("cell", { name: /550\sms\s*± 20\sms/ })).toHaveLength(2);
  expect(screen.getAllByRole("cell", { name: "–" }).length).toBeGreaterThan(0);
});
