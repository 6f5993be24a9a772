import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { build, node } from "@/document/samples.fixture";
import { setMode, view } from "@/document/view";
import type { RunInfo } from "@/live/messages";
import { frame, runInfo } from "@/live/messages.fixture";
import { session, useRunStore } from "@/run";
import { initialRunState } from "@/run/store";
import { TooltipProvider } from "@/ui";
import { RunBar } from "./RunBar";
import { statusOf } from "./status";

let answers: Record<string, unknown>;

function show(props: Partial<Parameters<typeof RunBar>[0]> = {}) {
  return render(
    <TooltipProvider>
      <RunBar diagramId="d1" readOnly={false} beforeRun={async () => true} revision={1} {...props} />
    </TooltipProvider>,
  );
}

const live = (run: Partial<RunInfo> = {}) =>
  act(() =>
    useRunStore.setState({ run: runInfo(run), frame: frame(425, { time: 42.5 }), connection: { kind: "open" } }),
  );

beforeEach(() => {
  answers = { "GET /api/runs/?diagram=d1": [] };
  vi.stubGlobal(
    "WebSocket",
    class {
      close() {}
    },
  );
  vi.stubGlobal("fetch", async (address: string, { method = "GET" } = {} as RequestInit) => {
    const answer = answers[`${method} ${address}`];
    return new Response(JSON.stringify(answer ?? {}), { status: answer ? 200 : 404 });
  });
  useRunStore.setState(initialRunState);
  setMode("design");
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe("the run bar", () => {
  it("starts a run with the seed and the duration that were chosen, once the diagram is saved", async () => {
    const start = vi.spyOn(session, "start").mockResolvedValue();
    show();
    fireEvent.change(screen.getByLabelText("Seed"), { target: { value: "7" } });
    fireEvent.change(screen.getByLabelText("Duration"), { target: { value: "120" } });
    fireEvent.click(screen.getByRole("button", { name: "Run" }));
    expect(start.mock.calls[0]?.[0]).toEqual({ diagram: "d1", seed: 7, untilSeconds: 120, speed: 1 });
    expect(screen.queryByLabelText("Scenario")).toBeNull();
    expect(view.getState().mode).toBe("run");
  });

  it("says which limit a duration or a seed does not keep, and starts nothing until it is mended", () => {
    const start = vi.spyOn(session, "start").mockResolvedValue();
    show();
    const duration = screen.getByLabelText("Duration");
    fireEvent.change(duration, { target: { value: "99999999999" } });
    fireEvent.blur(duration);
    expect(duration).toHaveProperty("value", "99999999999");
    expect(screen.getByRole("status").textContent).toBe("The duration has to be at most 31,536,000 s.");
    fireEvent.click(screen.getByRole("button", { name: "Run" }));
    expect(start).not.toHaveBeenCalled();
    fireEvent.change(duration, { target: { value: "soon" } });
    expect(screen.getByRole("status").textContent).toBe("The duration has to be a number of seconds.");
    fireEvent.change(duration, { target: { value: "60" } });
    fireEvent.blur(duration);
    fireEvent.change(screen.getByLabelText("Seed"), { target: { value: "1.5" } });
    expect(screen.getByRole("status").textContent).toBe("The seed has to be a whole number.");
    fireEvent.change(screen.getByLabelText("Seed"), { target: { value: "3" } });
    expect(screen.queryByRole("status")).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Run" }));
    expect(start.mock.calls[0]?.[0]).toMatchObject({ seed: 3, untilSeconds: 60 });
  });

  it("says so when the diagram could not be saved, and starts nothing", async () => {
    show({ beforeRun: async () => false });
    fireEvent.click(screen.getByRole("button", { name: "Run" }));
    expect(await screen.findByText(/not saved yet/)).toBeTruthy();
    expect(useRunStore.getState().run).toBeNull();
  });

  it("picks up the run that is on after a reload", async () => {
    answers["GET /api/runs/?diagram=d1"] = [runInfo({ id: "r9", status: "running" })];
    show();
    await waitFor(() => expect(useRunStore.getState().run?.id).toBe("r9"));
    expect(view.getState().mode).toBe("run");
  });

  it("leaves the owner at the design, and opens the last run by a click", async () => {
    answers["GET /api/runs/?diagram=d1"] = [
      runInfo({ id: "r8", status: "finished", seed: 9, speed: 10, untilSeconds: 60 }),
      runInfo({ id: "r7", status: "finished" }),
    ];
    show();
    const last = await screen.findByRole("button", { name: "Last run" });
    expect(useRunStore.getState().run).toBeNull();
    expect(view.getState().mode).toBe("design");
    fireEvent.click(last);
    expect(useRunStore.getState().run?.id).toBe("r8");
    expect(view.getState().mode).toBe("run");
    expect(screen.queryByRole("button", { name: "Last run" })).toBeNull();
    expect(window.location.search).toBe("?run=r8");
    window.history.replaceState(null, "", "/");
  });

  it("opens the run that the address names, over or not, and would run the same again", async () => {
    window.history.replaceState(null, "", "/d/d1?run=r8");
    answers["GET /api/runs/r8/"] = runInfo({
      id: "r8",
      diagram: "d1",
      status: "finished",
      seed: 9,
      speed: 10,
      untilSeconds: 60,
    });
    const start = vi.spyOn(session, "start").mockResolvedValue();
    show();
    await waitFor(() => expect(useRunStore.getState().run?.id).toBe("r8"));
    expect(view.getState().mode).toBe("run");
    expect(screen.getByText("finished")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Run again" }));
    expect(start.mock.calls[0]?.[0]).toEqual({ diagram: "d1", seed: 9, untilSeconds: 60, speed: 10 });
    window.history.replaceState(null, "", "/");
  });

  it("shows somebody with a link how the last run ended", async () => {
    answers["GET /api/runs/?diagram=d1&share=t"] = [runInfo({ id: "r8", status: "finished" })];
    show({ readOnly: true, shareToken: "t" });
    await waitFor(() => expect(useRunStore.getState().run?.id).toBe("r8"));
    expect(screen.getByText("finished")).toBeTruthy();
  });

  it("pauses, stops and heals the run that is on", () => {
    const send = vi.spyOn(session, "send").mockResolvedValue(true);
    show();
    live();
    act(() =>
      useRunStore.setState({
        frame: frame(430, {
          faults: [{ id: "f", kind: "crash", target: "pay", since: 28, until: null, words: "down" }],
        }),
      }),
    );
    fireEvent.click(screen.getByRole("button", { name: "Pause" }));
    fireEvent.click(screen.getByRole("button", { name: "Stop" }));
    fireEvent.click(screen.getByRole("button", { name: /1 fault · heal/ }));
    expect(send.mock.calls.flat()).toEqual([{ kind: "pause" }, { kind: "stop" }, { kind: "heal_all" }]);
  });

  it("offers a restart when the diagram has changed since the run began", async () => {
    const revision = (number: number, ...more: ReturnType<typeof node>[]) => ({
      revision: number,
      document: build(node("pay", "service"), ...more),
    });
    answers["GET /api/diagrams/d1/revisions/3/"] = revision(3);
    answers["GET /api/diagrams/d1/revisions/5/"] = revision(5, node("more", "service"));
    const start = vi.spyOn(session, "start").mockResolvedValue();
    show({ revision: 5 });
    live({ revision: 3, seed: 7 });
    expect(await screen.findByText(/The run is of revision 3/)).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Restart to apply" }));
    expect(start.mock.calls[0]?.[0]).toMatchObject({ diagram: "d1", seed: 7 });
  });

  it("offers no restart when only an experiment was added, but when that cannot be found out", async () => {
    const document = build(node("pay", "service"));
    answers["GET /api/diagrams/d1/revisions/3/"] = { revision: 3, document };
    answers["GET /api/diagrams/d1/revisions/4/"] = {
      revision: 4,
      document: { ...document, experiments: { e1: { name: "Payment is lost" } } },
    };
    const fetched = vi.spyOn(globalThis, "fetch");
    const { rerender } = show({ revision: 4 });
    live({ revision: 3 });
    await waitFor(() =>
      expect(fetched.mock.calls.map(([address]) => address)).toContain("/api/diagrams/d1/revisions/4/"),
    );
    await act(async () => void (await Promise.all(fetched.mock.results.map(({ value }) => value))));
    expect(screen.queryByText(/The run is of revision/)).toBeNull();
    rerender(
      <TooltipProvider>
        <RunBar diagramId="d1" readOnly={false} beforeRun={async () => true} revision={5} />
      </TooltipProvider>,
    );
    expect(await screen.findByText(/The run is of revision 3/)).toBeTruthy();
  });

  it("has no controls for somebody who may only look", async () => {
    const { container } = show({ readOnly: true, shareToken: "t" });
    expect(container.textContent).toBe("");
    live();
    expect(screen.queryByRole("button")).toBeNull();
    expect(screen.getByRole("progressbar")).toBeTruthy();
  });
});

describe("the state of a run in words", () => {
  const open = { kind: "open" } as const;
  it.each([
    [runInfo({ status: "queued" }), open, "waiting for a worker…"],
    [runInfo({ status: "paused" }), open, "paused"],
    [runInfo(), { kind: "reconnecting", attempt: 2 } as const, "reconnecting…"],
    [runInfo(), { kind: "closed", reason: "This run does not exist." } as const, "This run does not exist."],
    [runInfo({ status: "failed", reason: "no memory" }), open, "failed: no memory"],
    [runInfo({ speed: 100, realSpeed: 41 }), open, "keeps up with 41× only"],
    [runInfo({ status: "finished" }), { kind: "idle" } as const, "finished"],
  ])("%#", (run, connection, text) => expect(statusOf(run, connection, true)?.text).toBe(text));

  it("is left out while all is well", () => expect(statusOf(runInfo(), open, true)).toBeNull());
});
