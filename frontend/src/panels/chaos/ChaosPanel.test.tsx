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
  nodes: {
    pay: { kind: "service", name: "Payment", instances: 3, zone: "eu-1" },
    mail: { kind: "service", name: "Notification", instances: 1, zone: "" },
    kafka: { kind: "kafka", name: "Kafka", brokers: 3, zones: [], zone: "" },
    paidTopic: { kind: "kafka_topic", name: "paid", parent: "kafka", partitions: 4, zone: "" },
    queue: { kind: "sqs_queue", name: "jobs", parent: "sqs", zone: "" },
  },
  edges: {
    paid: { kind: "call", source: "pay", target: "mail", name: null },
    publish: { kind: "publish", source: "pay", target: "paidTopic", name: null },
    read: { kind: "subscribe", source: "paidTopic", target: "mail", name: null },
    polled: { kind: "subscribe", source: "queue", target: "mail", name: null },
  },
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
            {
              node: "mail",
              severity: "warn",
              words: "Notification: waits for Payment, rate −39 %",
              because: null,
              via: [],
            },
            { node: "pay", severity: "down", words: "Payment: down since 00:28.0, lag 13.9 k", because: null, via: [] },
          ]
        : [],
    }),
  });
  draw(target);
}

const draw = (target: { area: "nodes" | "edges"; id: string }) =>
  render(
    <TooltipProvider>
      <ChaosPanel target={target} readOnly={false} />
    </TooltipProvider>,
  );

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
    draw({ area: "nodes", id: "pay" });
    expect(screen.getByText(/Press Run first/)).toBeTruthy();
    for (const one of screen.getAllByRole("switch")) expect(one).toHaveProperty("disabled", true);
  });

  it("takes the node down with one click, and with a restart when one was asked for", () => {
    show();
    fireEvent.change(screen.getByLabelText("Restarts after"), { target: { value: "30" } });
    fireEvent.click(screen.getByRole("switch", { name: "Payment is down" }));
    expect(sent).toEqual([
      {
        kind: "inject",
        fault: { kind: "crash", target: "pay", atSeconds: 0, durationSeconds: 30, probability: 1, instance: null },
      },
    ]);
  });

  it("says since when the node is down, and heals it", () => {
    show([crash]);
    expect(screen.getByText("since 00:28.0 · until it is healed")).toBeTruthy();
    fireEvent.click(screen.getByRole("switch", { name: "Payment is down" }));
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
    const field = screen.getByLabelText("Slow by", { selector: "input" });
    fireEvent.change(field, { target: { value: "8" } });
    expect(sent).toEqual([]);
    fireEvent.keyDown(field, { key: "Enter" });
    expect(sent).toEqual([
      { kind: "heal", fault: "f2" },
      {
        kind: "inject",
        fault: {
          kind: "slow",
          target: "pay",
          factor: 8,
          atSeconds: 0,
          durationSeconds: null,
          probability: 1,
          instance: null,
        },
      },
    ]);
  });

  it("strikes with what was said behind the fault's name: for how long, how likely", () => {
    show();
    fireEvent.click(screen.getByRole("button", { name: "Added latency" }));
    fireEvent.change(screen.getByLabelText("Jitter"), { target: { value: "40" } });
    fireEvent.change(screen.getByLabelText("For"), { target: { value: "20" } });
    fireEvent.change(screen.getByLabelText("Probability"), { target: { value: "0.5" } });
    const field = screen.getByLabelText("Added latency", { selector: "input" });
    fireEvent.change(field, { target: { value: "200" } });
    fireEvent.keyDown(field, { key: "Enter" });
    expect(sent).toEqual([
      {
        kind: "inject",
        fault: {
          kind: "latency",
          target: "pay",
          addedMs: 200,
          jitterMs: 40,
          atSeconds: 0,
          durationSeconds: 20,
          probability: 0.5,
        },
      },
    ]);
  });

  it("switches on what has no number: a stuck service, a partitioned edge", () => {
    show();
    fireEvent.click(screen.getByRole("switch", { name: "Stuck" }));
    expect(sent).toEqual([
      {
        kind: "inject",
        fault: { kind: "stuck", target: "pay", instance: null, atSeconds: 0, durationSeconds: null, probability: 1 },
      },
    ]);
  });

  it("takes a zone down by its name, from any node that stands in it", () => {
    show();
    fireEvent.click(screen.getByRole("switch", { name: "Zone eu-1 is down" }));
    expect(sent).toMatchObject([{ kind: "inject", fault: { kind: "zone_loss", target: "eu-1" } }]);
  });

  it("lets a clock go behind, which is a number below zero", () => {
    show();
    const field = screen.getByLabelText("Clock skew", { selector: "input" });
    fireEvent.change(field, { target: { value: "-500" } });
    fireEvent.keyDown(field, { key: "Enter" });
    expect(sent).toMatchObject([{ kind: "inject", fault: { kind: "clock_skew", ms: -500 } }]);
  });

  it("offers no wrong clock where nothing goes by it", () => {
    show([], { area: "nodes", id: "mail" });
    expect(screen.queryByText("Clock skew")).toBeNull();
  });

  it("strikes one server of a broker, and heals that one", () => {
    const lost: ActiveFault = {
      id: "f9",
      kind: "broker_node_loss",
      target: "kafka",
      since: 3,
      until: null,
      words: "Kafka has lost server 0",
    };
    show([lost], { area: "nodes", id: "kafka" });
    fireEvent.click(screen.getByRole("button", { name: "Strike" }));
    expect(sent).toMatchObject([{ kind: "inject", fault: { kind: "broker_node_loss", target: "kafka", broker: 0 } }]);
    fireEvent.click(screen.getByRole("button", { name: "Heal" }));
    expect(sent.at(-1)).toEqual({ kind: "heal", fault: "f9" });
  });

  it("offers a rebalance storm where a topic is read, not where a queue is", () => {
    show([], { area: "edges", id: "read" });
    expect(screen.getByRole("button", { name: "Rebalance storm" })).toBeTruthy();
    cleanup();
    show([], { area: "edges", id: "polled" });
    expect(screen.queryByRole("button", { name: "Rebalance storm" })).toBeNull();
  });

  it("seeks in a subscription, and scales a service from what it has", () => {
    show([], { area: "edges", id: "read" });
    fireEvent.click(screen.getByRole("button", { name: "Seek now" }));
    expect(sent).toMatchObject([{ kind: "operate", operation: { kind: "seek", target: "read", to: "earliest" } }]);
    cleanup();
    show();
    fireEvent.click(screen.getByRole("button", { name: "Scale now" }));
    expect(sent.at(-1)).toMatchObject({ kind: "operate", operation: { kind: "scale", target: "pay", instances: 3 } });
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
            events: null,
            refused: null,
            faults: [],
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
    draw({ area: "nodes", id: "pay" });
    const field = screen.getByLabelText("Error rate", { selector: "input" });
    expect(field).toHaveProperty("value", "20");
    fireEvent.change(field, { target: { value: "0" } });
    fireEvent.blur(field);
    expect(sent).toEqual([{ kind: "heal", fault: "f3" }]);
  });

  it("strikes with no number that is not allowed, nor with what one typed on the way to it", () => {
    show();
    const field = screen.getByLabelText("Error rate", { selector: "input" });
    for (const text of ["1", "15", "150"]) fireEvent.change(field, { target: { value: text } });
    fireEvent.blur(field);
    expect(field).toHaveProperty("value", "150");
    expect(screen.getByRole("alert").textContent).toBe("at most 100");
    expect(sent).toEqual([]);
    fireEvent.change(field, { target: { value: "50" } });
    fireEvent.blur(field);
    expect(sent).toMatchObject([{ kind: "inject", fault: { kind: "error_rate", percent: 50 } }]);
  });

  it("offers an edge what can befall an edge", () => {
    show([], { area: "edges", id: "paid" });
    expect(screen.getByLabelText("Added latency", { selector: "input" })).toBeTruthy();
    expect(screen.getByRole("switch", { name: "Network partition" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Slow by" })).toBeNull();
  });

  it("tells the cascade by the names on the cards, and where the messages are", () => {
    show([crash]);
    expect(screen.getByText("Because Payment is down")).toBeTruthy();
    expect(screen.getByText("Notification").parentElement?.textContent).toBe(
      "Notification: waits for Payment, rate −39\u00a0%",
    );
    expect(screen.getByText("42,318")).toBeTruthy();
  });
});
