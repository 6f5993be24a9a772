import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { frame, runInfo } from "@/live/messages.fixture";
import { past, session, useRunStore } from "@/run";
import { initialRunState } from "@/run/store";
import { TooltipProvider } from "@/ui";
import { LiveControls } from "../run/LiveControls";
import { Timeline } from "./Timeline";

function show() {
  const run = runInfo({ speed: 10 });
  useRunStore.setState({ run, connection: { kind: "open" } });
  render(
    <QueryClientProvider client={new QueryClient()}>
      <TooltipProvider>
        <LiveControls run={run} readOnly={false} onRestart={() => {}} />
        <Timeline readOnly={false} />
      </TooltipProvider>
    </QueryClientProvider>,
  );
}

/** What both say, and where the timeline's handle stands. */
function clocks() {
  const slider = screen.getByRole("slider", { name: "Moment of the run" });
  return [
    screen.getByRole("timer", { name: "Simulated time" }).textContent,
    screen.getByLabelText("Moment shown").textContent,
    slider.getAttribute("aria-valuetext")?.split(" of ")[0],
  ];
}

/** Frames as a slice at ten times the speed of the clock on the wall brings them: three at once. */
function arrive(first: number) {
  const frames = [0, 1, 2].map((more) => frame(first + more, { time: first + more, speed: 10 }));
  act(() => session.feed.apply({ type: "frames", frames, run: null }));
  act(() => void vi.advanceTimersByTime(300));
}

beforeEach(() => {
  vi.useFakeTimers();
  // One clock for the arrival of frames and for the drawing.
  vi.spyOn(performance, "now").mockImplementation(() => Date.now());
  vi.stubGlobal("requestAnimationFrame", (draw: FrameRequestCallback) => setTimeout(() => draw(Date.now()), 16));
  vi.stubGlobal("cancelAnimationFrame", clearTimeout);
  session.feed.reset();
  useRunStore.setState(initialRunState);
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it("shows the moment that the run bar shows, however fast the run goes", () => {
  show();
  for (let first = 1; first < 40; first += 3) {
    arrive(first);
    const [bar, timeline, handle] = clocks();
    expect(bar).toBe(timeline);
    expect(handle).toBe(timeline);
  }
  expect(clocks()[0]).toBe("00:39.0");
});

it("shows the same moment of the past as the run bar, and how far the run has come meanwhile", () => {
  vi.stubGlobal("fetch", async () => new Response("{}", { status: 404 }));
  show();
  for (let first = 1; first < 40; first += 3) arrive(first);
  act(() => past.seek(12));
  arrive(40);
  act(() => useRunStore.setState({ run: runInfo({ speed: 10, time: 42 }) }));
  expect(new Set(clocks())).toEqual(new Set(["00:12.0"]));
  expect(screen.getByText("of 00:42.0")).toBeTruthy();
});
