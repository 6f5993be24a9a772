import { cleanup, render, screen, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Document } from "@/contract/document";
import { documentStore, emptyDocument } from "@/document/store";
import type { Estimate, Results, Sample } from "@/live/messages";
import { frame, gauges, ledger, runInfo } from "@/live/messages.fixture";
import { session, useRunStore } from "@/run";
import { initialRunState } from "@/run/store";
import { TooltipProvider } from "@/ui";
import { LedgerTab } from "../dock/LedgerTab";
import { LedgerCard } from "./LedgerCard";
import { lastSamples, MessagesPanel } from "./MessagesPanel";
import { ResultsDialog } from "./ResultsDialog";

const document = {
  ...emptyDocument,
  eventTypes: { paid: { name: "PaymentCompleted", kind: "domain_event" } },
  nodes: { pay: { kind: "service", name: "Payment" }, mail: { kind: "service", name: "Notification" } },
  edges: { call: { kind: "call", source: "pay", target: "mail", name: null } },
} as unknown as Document;
const sample = (message: number, departed: number, values: Partial<Sample> = {}): Sample => ({
  message,
  edge: "call",
  eventType: "paid",
  departed,
  arrived: departed + 0.012,
  backwards: false,
  failed: false,
  ...values,
});

beforeEach(() => {
  documentStore.getState().open(document);
  useRunStore.setState(initialRunState);
  session.feed.reset();
});
afterEach(cleanup);

describe("the ledger", () => {
  it("says in a few words where every message is, and leaves out what never happened", () => {
    render(
      <LedgerCard
        frame={frame(1, {
          ledger: ledger({ published: 42_318, completed: 27_901, inFlight: 13_968, deadLettered: 318 }),
        })}
      />,
    );
    const text = screen.getByText("Ledger").closest("section")?.textContent ?? "";
    expect(text).toContain("balanced");
    expect(text).toContain("published 42,318, completed 27,901, in flight 13,968, dead-lettered 318, lost 0");
    expect(text).not.toContain("expired");
    expect(text).not.toContain("sagas");
  });

  it("does not hide that it does not balance", () => {
    render(<LedgerCard frame={frame(1, { ledger: ledger({ published: 1, balanced: false }) })} />);
    expect(screen.getByText("does not balance")).toBeTruthy();
  });

  it("has a row for each node of the diagram that is in the run", () => {
    render(<LedgerTab frame={frame(1, { nodes: { pay: gauges({ arrived: 1234, deadLettered: 7 }) } })} />);
    const row = screen.getAllByText("Payment")[0]?.closest("tr") as HTMLElement;
    expect(
      within(row)
        .getAllByRole("cell")
        .map((cell) => cell.textContent),
    ).toContain("1,234");
    expect(screen.queryByText("Notification")).toBeNull();
  });
});

describe("the ledger", () => {
  it("tells of replies that were of no use, once there are any", () => {
    const { rerender } = render(<LedgerTab frame={frame(1)} />);
    expect(screen.queryByText("replies too late")).toBeNull();
    const one = frame(2);
    rerender(<LedgerTab frame={{ ...one, requests: { ...one.requests, sent: 9, lateReplies: 4, lostReplies: 2 } }} />);
    const again = screen.getByRole("region", { name: "Again" });
    expect(within(again).getByText("replies too late").nextSibling?.textContent).toBe("4");
    expect(within(again).getByText("replies lost").nextSibling?.textContent).toBe("2");
  });
});

describe("the messages that passed", () => {
  it("are listed newest first, with their way, their kind and how long they took", () => {
    session.feed.apply({
      type: "snapshot",
      run: runInfo(),
      readOnly: false,
      frames: [
        frame(1, { samples: [sample(1, 1)] }),
        frame(2, { sampleEvery: 160, samples: [sample(2, 2.5, { backwards: true, failed: true })] }),
      ],
    });
    render(<MessagesPanel target={{ area: "nodes", id: "mail" }} />);
    const items = screen.getAllByRole("listitem").map((item) => item.textContent?.replaceAll("\u00a0", " "));
    expect(items).toEqual([
      "PaymentCompletedanswer00:02.5Notification → Paymentfailed",
      "PaymentCompleted00:01.0Payment → Notification12 ms",
    ]);
    expect(screen.getByText(/One of every 160 messages/)).toBeTruthy();
  });

  it("of other edges are left out, and no more are listed than can be read", () => {
    const frames = Array.from({ length: 90 }, (_, n) =>
      frame(n + 1, { samples: [sample(n, n), sample(n, n, { edge: "other" })] }),
    );
    const found = lastSamples(frames, (edge) => edge === "call");
    expect(found).toHaveLength(40);
    expect(found[0]?.departed).toBe(89);
    expect(new Set(found.map(({ edge }) => edge))).toEqual(new Set(["call"]));
  });
});

const estimate = (mean: number, halfWidth: number): Estimate => ({
  mean,
  halfWidth,
  confidence: 0.95,
  n: 20,
  method: "batches",
  unit: "",
  spread: null,
  lag1: null,
  warmUpSeconds: 0,
  note: "",
});

describe("the results", () => {
  it("show the accounts, each way's percentiles and the digest", () => {
    const one = frame(1);
    const results: Results = {
      title: "Orders",
      seed: 7,
      simulatedSeconds: 600,
      status: "reached",
      events: 1_234_567,
      digest: "abc123",
      ledger: ledger({ published: 10, completed: 10 }),
      requests: one.requests,
      sagas: one.sagas,
      edges: {},
      ledgerByType: {},
      causes: { "retries used up": 3, purged: 40 },
      groups: [
        {
          channel: "orders",
          name: "pay",
          edges: ["a"],
          arrived: 900,
          waiting: 2,
          meanWaiting: 4.25,
          inProcess: 1,
          lag: 17,
          lagByPartition: [17],
          secondsBehind: 2,
          orderViolations: 5,
        },
      ],
      endings: [],
      nodes: {
        pay: {
          kind: "service",
          name: "Payment",
          arrived: 1,
          completed: 1,
          failed: 0,
          retries: 0,
          deadLettered: 0,
          dropped: 0,
          refused: 0,
          lost: 0,
          utilisation: 0.6,
          utilisationInterval: estimate(0.6, 0.02),
          meanWaiting: 0,
          meanWaitingInterval: null,
          waiting: 0,
          latency: null,
          duplicateEffects: 0,
          deduplicated: 0,
          conflicts: 0,
          causes: {},
          ledger: null,
          instances: null,
          sagas: null,
          consistency: { eventsBehind: 12, secondsBehind: 1.5, applied: null },
        },
      },
      paths: [
        {
          source: "pay",
          target: "gone",
          latency: {
            count: 10,
            meanMs: 1,
            meanInterval: estimate(1, 0.2),
            p50Ms: 8,
            p90Ms: 9,
            p95Ms: 10,
            p99Ms: 41,
            p999Ms: 50,
            maxMs: 4800,
          },
        },
      ],
    };
    render(
      <TooltipProvider>
        <ResultsDialog run={runInfo({ results })} open onClose={() => {}} />
      </TooltipProvider>,
    );
    expect(screen.getByText("abc123")).toBeTruthy();
    expect(screen.getByText(/10:00.0 simulated, 1,234,567 events, seed 7. It reached its end./)).toBeTruthy();
    const row = screen.getByText("Payment → gone").closest("tr") as HTMLElement;
    expect(
      within(row)
        .getAllByRole("cell")
        .map((cell) => cell.textContent?.replaceAll("\u00a0", " ")),
    ).toEqual(["10", "1 ms ± 0.2 ms", "8 ms", "10 ms", "41 ms", "4.8 s"]);
    const node = screen.getAllByText("Payment")[0]?.closest("tr") as HTMLElement;
    expect(within(node).getByText("60 %").textContent?.replaceAll("\u00a0", " ")).toBe("60 % ± 2 %");
    const group = screen.getByText("Payment of orders").closest("tr") as HTMLElement;
    expect(
      within(group)
        .getAllByRole("cell")
        .map((cell) => cell.textContent?.replaceAll("\u00a0", " ")),
    ).toEqual(["900", "4.25", "17", "2 s", "5"]);
    expect(screen.getByText("purged").textContent).toBe("purged 40");
    expect(screen.getByText(/±: 95 % interval of the mean, from 20 batches of this run/)).toBeTruthy();
  });
});
