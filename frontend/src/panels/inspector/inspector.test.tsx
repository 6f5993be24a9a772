import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { refusals } from "@/document/problems";
import { build, edge, eventType, node } from "@/document/samples.fixture";
import { complete, eventTypeSchema } from "@/document/schema";
import { documentStore } from "@/document/store";
import { view } from "@/document/view";
import { TooltipProvider } from "@/ui";
import { EdgeInspector } from "./EdgeInspector";
import { EventTypes } from "./EventTypes";
import { NodeInspector } from "./NodeInspector";
import { Scenarios } from "./Scenarios";

const now = () => documentStore.getState().document;

function draw(what: React.ReactNode) {
  render(<TooltipProvider>{what}</TooltipProvider>);
}

/** Folded parts answer with an event of their own, a moment later. */
async function unfold(name: string | RegExp, shows: string) {
  fireEvent.click(screen.getByText(name));
  await waitFor(() => expect(screen.getAllByText(shows).length).toBeGreaterThan(0));
}

beforeEach(() => {
  view.setState({ readOnly: false });
  refusals.setState({ problems: [] });
  documentStore
    .getState()
    .open(
      build(
        eventType("placed"),
        node("kafka", "kafka"),
        node("topic", "kafka_topic", "kafka"),
        node("rabbit", "rabbitmq"),
        node("exchange", "rabbitmq_exchange", "rabbit"),
        node("spare", "rabbitmq_exchange", "rabbit"),
        node("order", "service"),
        edge("order", "publish", "topic"),
        edge("order", "publish", "exchange"),
      ),
    );
});
afterEach(cleanup);

describe("an edge's settings", () => {
  it("are those of the broker it leads to", async () => {
    draw(<EdgeInspector id="order-publish-topic" />);
    expect(screen.queryByText("Routing key")).toBeNull();
    await unfold("Advanced", "Acknowledged by");
    expect(screen.getByText("Linger")).toBeTruthy();
    cleanup();
    draw(<EdgeInspector id="order-publish-exchange" />);
    expect(screen.getByText("Routing key")).toBeTruthy();
    await unfold("Advanced", "Publisher confirms");
    expect(screen.queryByText("Linger")).toBeNull();
  });

  it("hold headers as names and texts", async () => {
    draw(<EdgeInspector id="order-publish-exchange" />);
    await unfold("Advanced", "Headers");
    const headers = () => (now().edges["order-publish-exchange"] as { headers: Record<string, string> }).headers;
    fireEvent.click(screen.getByLabelText("Add to Headers"));
    fireEvent.change(screen.getByLabelText("Headers: name 1"), { target: { value: "region" } });
    fireEvent.change(screen.getByLabelText("Headers: value of region"), { target: { value: "eu" } });
    expect(headers()).toEqual({ region: "eu" });
    fireEvent.change(screen.getByLabelText("Headers: name 1"), { target: { value: " " } });
    expect(screen.getByRole("alert").textContent).toBe("may not be empty");
    expect(headers()).toEqual({ region: "eu" });
    fireEvent.click(screen.getByLabelText("Remove region"));
    expect(headers()).toEqual({});
  });
});

describe("a node's settings", () => {
  it("show what JSON may stand there, and take it", async () => {
    documentStore
      .getState()
      .open(
        build(
          node("aws", "sqs"),
          node("topic", "sns_topic", "aws"),
          node("queue", "sqs_queue", "aws"),
          edge("topic", "subscribe", "queue"),
        ),
      );
    draw(<EdgeInspector id="topic-subscribe-queue" />);
    await unfold("Advanced", "Filter policy");
    const box = screen.getByLabelText("Filter policy");
    expect(box.getAttribute("placeholder")).toBe('{"price":[{"numeric":[">",100]}]}');
    fireEvent.change(box, { target: { value: '{"tier": ["gold", {"prefix": "g"}]}' } });
    expect(now().edges["topic-subscribe-queue"]).toMatchObject({
      filterPolicy: { tier: ["gold", { prefix: "g" }] },
    });
  });

  it("take zones one by one, and say what a zone's name is made of", async () => {
    draw(<NodeInspector id="kafka" />);
    await unfold("Advanced", "Zones");
    const box = screen.getByLabelText("Add to Zones");
    fireEvent.change(box, { target: { value: "EU 1" } });
    expect(screen.getByRole("alert").textContent).toBe("lower-case letters, digits, _ . -");
    fireEvent.change(box, { target: { value: "eu-1" } });
    fireEvent.keyDown(box, { key: "Enter" });
    expect(now().nodes.kafka).toMatchObject({ zones: ["eu-1"] });
  });

  it("switch what may be left out on, complete, and off", async () => {
    draw(<NodeInspector id="order" />);
    await unfold("Advanced", "Autoscaling");
    fireEvent.click(screen.getByRole("switch", { name: "Autoscaling" }));
    expect(now().nodes.order).toMatchObject({ autoscaling: { minInstances: 1, maxInstances: 10, targetLag: 100 } });
    expect(screen.getByText("messages an instance")).toBeTruthy();
    fireEvent.click(screen.getByRole("switch", { name: "Autoscaling" }));
    expect(now().nodes.order).toMatchObject({ autoscaling: null });
  });

  it("say where a limit comes from when it is not kept, and change nothing", async () => {
    draw(<NodeInspector id="kafka" />);
    await unfold("Advanced", "Session timeout");
    fireEvent.change(screen.getByLabelText("Session timeout"), { target: { value: "9000000" } });
    expect(screen.getByRole("alert").textContent).toMatch(/^at most 1,800,000 \(session\.timeout\.ms, ConsumerConfig/);
    expect(now().nodes.kafka).toMatchObject({ sessionTimeoutMs: 45_000 });
  });

  it("unfold what the server refused, with its words at the field", () => {
    refusals.setState({
      problems: [
        {
          path: "nodes.kafka.heartbeatIntervalMs",
          problem:
            "a heartbeat every 60000 ms does not keep a session of 45000 ms (heartbeat.interval.ms, ConsumerConfig)",
          allowed: "less than 45000",
        },
      ],
    });
    draw(<NodeInspector id="kafka" />);
    expect(screen.getByRole("alert").textContent).toMatch(/heartbeat\.interval\.ms.*less than 45000$/);
  });

  it("tell help, default, limits and source when the label is pressed", () => {
    draw(<NodeInspector id="topic" />);
    fireEvent.click(screen.getByText("Partitions"));
    expect(screen.getByText("A group works on at most this many messages at once.")).toBeTruthy();
    expect(screen.getByText("Default: 6. Allowed: 1 to 1,000.")).toBeTruthy();
  });

  it("are followed by the guarantees where it is a broker", () => {
    draw(<NodeInspector id="rabbit" />);
    expect(screen.getByRole("region", { name: "Guarantees" }).textContent).toMatch(/task distribution, RPC, routing/);
  });

  it("ask where handled messages are remembered only if they are", () => {
    draw(<NodeInspector id="order" />);
    expect(screen.queryByText("Remembered")).toBeNull();
    fireEvent.click(screen.getByRole("switch", { name: "Idempotent" }));
    expect(screen.getByText("Remembered")).toBeTruthy();
  });
});

it("an event type's keys are of one distribution, whose own settings follow the choice", async () => {
  const placed = complete(eventTypeSchema(), { name: "placed", keyDistribution: { kind: "zipf", exponent: 1.2 } });
  documentStore.setState({ document: { ...now(), eventTypes: { placed } as never } });
  draw(<EventTypes title="Event types" />);
  await unfold("placed", "How often each key");
  expect(screen.getByLabelText("Exponent")).toHaveProperty("value", "1.2");
});

it("a scenario's operations have the targets that they are for, and seconds only where they are sought", async () => {
  const seek = { kind: "seek", target: "topic-subscribe-order", atSeconds: 30, to: "earliest", seconds: 60 };
  const scenario = { name: "Bad day", description: "", untilSeconds: 60, seed: 1, faults: [], operations: [seek] };
  documentStore.setState({ document: { ...now(), scenarios: { day: scenario as never } } });
  documentStore.getState().apply(edge("topic", "subscribe", "order"));
  draw(<Scenarios title="Scenarios" />);
  await unfold("Bad day", "Operations");
  await unfold("30 s · Seek · topic → order", "Where");
  expect(screen.getByRole("combobox", { name: "Where" }).textContent).toBe("topic → order");
  expect(screen.queryByText("Seconds ago")).toBeNull();
});
