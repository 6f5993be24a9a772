import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Document } from "@/contract/document";
import { documentStore, emptyDocument } from "@/document/store";
import type { ActiveFault, Command } from "@/live/messages";
import { frame, ledger, runInfo } from "@/live/messages.fixture";
import { session, useRunStore } from "@/run";
import { initialRunState } from "@/run/store";
import { TooltipProvider } from "@/ui";
import { ChaosPanel } from "./ChaosPanel";

const document = {
  ...emptyDocument,
  nodes: { pay: { kind: "service", name: "Payment" }, mail: { kind: "service", name: "Notification" } },
  edges: { paid: { kind: "call", source: "pay", target: "mail", name: null } },
} as unknown as Document;

const crash: ActiveFault = { id: "f1", kind: "crash", target: "pay", since: 28, until: null, words: "Payment is down" };
let sent: Command[];

function show(
  faults: ActiveFault[] = [],
  target: { area: "nodes" | "edges"; id: string } = { area: "nodes", id: "pay" },
) {
  useRunStore.setState({
    run: runInfo(),
    connection: { kind: "open" },
    frame: frame(420, {
      faults,
      ledger: ledger({ published: 42_318, completed: 27_901 }),
      cascade: faults.length
        ? [
            { node: "mail", severity: "warn", words: "Notification: waits for Payment, rate −39 %" },
            { node: "pay", severity: "down", words: "Payment: down since 00:28.0, lag 13.9 k" },
          ]
        : [],
    }),
  });
  render(
    <TooltipProvider>
      <ChaosPanel target={target} readOnly={false} />
    </TooltipProvider>,
  );
}

beforeEach(() => {
  sent = [];
  documentStore.getState().open(document);
  useRunStore.setState(initialRunState);
  vi.spyOn(session, "send").mockImplementation(async (...commands) => {
    sent.push(...commands);
    return true;
  });
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

describe("the chaos panel", () => {
  it("says why nothing can be broken before a run, and is switched off", () => {
    render(<ChaosPanel target={{ area: "nodes", id: "pay" }} readOnly={false} />);
    expect(screen.getByText(/Press Run first/)).toBeTruthy();
    expect(screen.getByRole("switch")).toHaveProperty("disabled", true);
  });

  it("takes the node down with one click, and with a restart when one was asked for", () => {
    show();
    fireEvent.change(screen.getByLabelText("Restarts after"), { target: { value: "30" } });
    fireEvent.click(screen.getByRole("switch"));
    expect(sent).toEqual([
      {
        kind: "inject",
        fault: { kind: "crash", target: "pay", atSeconds: 0, durationSeconds: 30, probability: 1, instance: null },
      },
    ]);
  });

  it("says since when the node is down, and heals it", () => {
    show([crash]);
    expect(screen.getByText("since 00:28.0 · restarts never")).toBeTruthy();
    fireEvent.click(screen.getByRole("switch"));
    expect(sent).toEqual([{ kind: "heal", fault: "f1" }]);
  });

  it("strikes with a number once it is confirmed, in place of the one before", () => {
    const slow: ActiveFault = {
      id: "f2",
      kind: "slow",
      target: "pay",
      since: 1,
      until: null,
      words: "Payment is 5× slower",
    };
    show([slow]);
    const field = screen.getByLabelText("Slow by");
    fireEvent.change(field, { target: { value: "8" } });
    expect(sent).toEqual([]);
    fireEvent.keyDown(field, { key: "Enter" });
    expect(sent).toEqual([
      { kind: "heal", fault: "f2" },
      {
        kind: "inject",
        fault: { kind: "slow", target: "pay", factor: 8, atSeconds: 0, durationSeconds: null, probability: 1 },
      },
    ]);
  });

  it("heals when the number that breaks nothing is typed", () => {
    show([
      { id: "f3", kind: "error_rate", target: "pay", since: 1, until: null, words: "Payment fails 20 % of attempts" },
    ]);
    useRunStore.setState({
      run: runInfo({
        log: [
          {
            at: 1,
            faultId: "f3",
            command: {
              kind: "inject",
              fault: {
                kind: "error_rate",
                target: "pay",
                percent: 20,
                atSeconds: 0,
                durationSeconds: null,
                probability: 1,
              },
            },
          },
        ],
      }),
    });
    cleanup();
    render(<ChaosPanel target={{ area: "nodes", id: "pay" }} readOnly={false} />);
    const field = screen.getByLabelText("Error rate");
    expect(field).toHaveProperty("value", "20");
    fireEvent.change(field, { target: { value: "0" } });
    fireEvent.blur(field);
    expect(sent).toEqual([{ kind: "heal", fault: "f3" }]);
  });

  it("offers an edge what can befall an edge", () => {
    show([], { area: "edges", id: "paid" });
    expect(screen.getByLabelText("Added latency")).toBeTruthy();
    expect(screen.queryByRole("switch")).toBeNull();
    expect(screen.queryByLabelText("Slow by")).toBeNull();
  });

  it("tells the cascade by the names on the cards, and where the messages are", () => {
    show([crash]);
    expect(screen.getByText("Because Payment is down")).toBeTruthy();
    expect(screen.getByText("Notification").parentElement?.textContent).toBe(
      "Notification: waits for Payment, rate −39 %",
    );
    expect(screen.getByText("42,318")).toBeTruthy();
  });
});
