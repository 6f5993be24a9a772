import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { frame, runInfo } from "@/live/messages.fixture";
import { past, session, useRunStore } from "@/run";
import { formatClock } from "@/run/format";
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

const crash = { id: "f", kind: "crash", target: "pay", since: 0, until: null, words: "Payment is down" };

it("stops the playing where a branch is to begin, and the dialog stays with that moment", () => {
  vi.stubGlobal("fetch", async () => new Response("{}", { status: 404 }));
  show();
  for (let first = 1; first < 40; first += 3) arrive(first);
  act(() => past.seek(12));
  act(() => past.play());
  act(() => void vi.advanceTimersByTime(1000));
  const playing = useRunStore.getState().past;
  expect(playing?.playing).toBe(true);
  expect(playing?.at).toBeGreaterThan(12);
  fireEvent.click(screen.getByRole("button", { name: /^Branch from/ }));
  const title = screen.getByRole("heading", { name: /^Branch from/ }).textContent;
  expect(useRunStore.getState().past).toMatchObject({ playing: false });
  act(() => void vi.advanceTimersByTime(3000));
  expect(screen.getByRole("heading", { name: /^Branch from/ }).textContent).toBe(title);
  expect(title).toBe(`Branch from ${formatClock(useRunStore.getState().past?.at ?? 0)}`);
});

it("offers in a branch of a run that goes on to heal what was broken when it was asked for", () => {
  show();
  act(() =>
    session.feed.apply({ type: "frames", frames: [frame(1, { time: 1, faults: [crash as never] })], run: null }),
  );
  fireEvent.click(screen.getByRole("button", { name: /^Branch from/ }));
  expect(screen.getByRole("switch", { name: "Heal what is broken" })).toBeTruthy();
  arrive(2);
  expect(useRunStore.getState().frame?.faults).toEqual([]);
  expect(screen.getByRole("switch", { name: "Heal what is broken" })).toBeTruthy();
});
