import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Finding } from "@/api";
import { orders } from "@/document/samples.fixture";
import { documentStore } from "@/document/store";
import { view } from "@/document/view";
import { AdvisorCard } from "./AdvisorCard";
import { useFindings } from "./advice";

const edge = Object.keys(orders().edges)[0] as string;
const node = Object.keys(orders().nodes)[0] as string;
const finding = (values: Partial<Finding> = {}): Finding => ({
  rule: "retries_overwhelm",
  severity: "warn",
  area: "edges",
  id: edge,
  words: "Once it is slow, 100/s become 400/s",
  fix: "A circuit breaker.",
  changes: [{ path: ["edges", edge, "name"], value: "mended" }],
  ...values,
});

beforeEach(() => {
  documentStore.getState().open(orders());
  view.setState({ nodes: [], edges: [], readOnly: false });
});
afterEach(() => {
  cleanup();
  useFindings.setState({ findings: null });
});

describe("the advisor's card", () => {
  it("says why, what helps, shows the place and mends it in one step of undo", () => {
    useFindings.setState({ findings: [finding()] });
    render(<AdvisorCard readOnly={false} />);
    expect(screen.getByText("1 finding")).toBeTruthy();
    expect(screen.getByText(/100\/s become 400\/s/)).toBeTruthy();
    expect(screen.getByText("Helps: a circuit breaker.")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Show me" }));
    expect(view.getState().edges).toEqual([edge]);
    fireEvent.click(screen.getByRole("button", { name: "Fix" }));
    expect(documentStore.getState().document.edges[edge]?.name).toBe("mended");
    documentStore.getState().undo();
    expect(documentStore.getState().document.edges[edge]?.name).not.toBe("mended");
  });

  it("beside a node tells only what is about it, and nothing when that is nothing", () => {
    useFindings.setState({
      findings: [finding(), finding({ area: "nodes", id: node, words: "It is not idempotent" })],
    });
    render(<AdvisorCard target={{ area: "nodes", id: node }} readOnly={false} />);
    expect(screen.getByText(/not idempotent/)).toBeTruthy();
    expect(screen.queryByText(/become/)).toBeNull();
    expect(screen.queryByRole("button", { name: "Show me" })).toBeNull();
    cleanup();
    render(<AdvisorCard target={{ area: "nodes", id: "another" }} readOnly={false} />);
    expect(screen.queryByText("Advisor")).toBeNull();
  });

  it("mends nothing for who only looks", () => {
    useFindings.setState({ findings: [finding()] });
    render(<AdvisorCard readOnly />);
    expect(screen.getByRole("button", { name: "Show me" })).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Fix" })).toBeNull();
  });

  it("shows the first few and the rest when asked", () => {
    useFindings.setState({ findings: [1, 2, 3, 4, 5, 6].map((n) => finding({ words: `Number ${n}` })) });
    render(<AdvisorCard readOnly={false} />);
    expect(screen.getAllByRole("listitem")).toHaveLength(4);
    fireEvent.click(screen.getByRole("button", { name: "Show all 6" }));
    expect(screen.getAllByRole("listitem")).toHaveLength(6);
  });
});
