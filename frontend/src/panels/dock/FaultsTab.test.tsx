import { act, cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, it } from "vitest";
import { frame, runInfo } from "@/live/messages.fixture";
import { type FaultRecord, useRunStore } from "@/run";
import { initialRunState } from "@/run/store";
import { TooltipProvider } from "@/ui";
import { FaultsTab } from "./FaultsTab";

const record = (id: string, since: number, ended: number | null, until: number | null = null): FaultRecord => ({
  id,
  kind: "crash",
  target: id,
  words: "is down",
  since,
  ended,
  until,
});
const rows = () =>
  within(screen.getByRole("table"))
    .getAllByRole("row")
    .slice(1)
    .map((row) =>
      within(row)
        .getAllByRole("cell")
        .flatMap(({ textContent }, column) =>
          column === 1 || column === 2 ? [] : [textContent?.replaceAll("\u00a0", " ")],
        )
        .slice(0, 4),
    );

beforeEach(() => useRunStore.setState(initialRunState));
afterEach(cleanup);

it("tells the faults as they stood at the moment that is shown", () => {
  useRunStore.setState({
    run: runInfo(),
    frame: frame(900, { time: 90 }),
    faults: [record("early", 5, 10), record("healed", 20, 60), record("timed", 25, 45, 45), record("late", 70, null)],
  });
  render(
    <TooltipProvider>
      <FaultsTab />
    </TooltipProvider>,
  );
  expect(rows()).toEqual([
    ["late", "01:10.0", "until healed", "20 s"],
    ["timed", "00:25.0", "00:45.0", "20 s"],
    ["healed", "00:20.0", "01:00.0", "40 s"],
    ["early", "00:05.0", "00:10.0", "5 s"],
  ]);
  act(() => useRunStore.setState({ past: { at: 30, playing: false, loading: false, problem: null } }));
  expect(rows()).toEqual([
    ["healed", "00:20.0", "until healed", "10 s"],
    ["timed", "00:25.0", "00:45.0", "5 s"],
    ["late", "01:10.0", "until healed", "not yet"],
    ["early", "00:05.0", "00:10.0", "5 s"],
  ]);
});
