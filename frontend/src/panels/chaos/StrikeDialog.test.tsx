import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { build, node } from "@/document/samples.fixture";
import { documentStore } from "@/document/store";
import { session, useRunStore } from "@/run";
import { initialRunState } from "@/run/store";
import { TooltipProvider } from "@/ui";
import { StrikeDialog } from "./StrikeDialog";

beforeEach(() => {
  useRunStore.setState(initialRunState);
  documentStore.getState().open(build(node("pay", "service")));
});
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

it("says at the field what is wrong and does not strike until it is mended", async () => {
  const send = vi.spyOn(session, "send").mockResolvedValue(true);
  render(
    <TooltipProvider>
      <StrikeDialog open now={12} onClose={() => {}} />
    </TooltipProvider>,
  );
  const strike = screen.getByRole("button", { name: "Strike" });
  for (const [field, wrong, reason, right] of [
    ["From", "banana", "a number", "20"],
    ["For", "-5", "more than 0", "30"],
    ["Probability", "99", "at most 1", "0.5"],
  ] as const) {
    const box = screen.getByLabelText(field, { selector: "input" });
    fireEvent.change(box, { target: { value: wrong } });
    fireEvent.blur(box);
    expect(screen.getByRole("alert").textContent).toBe(reason);
    expect(box).toHaveProperty("value", wrong);
    fireEvent.click(strike);
    expect(send).not.toHaveBeenCalled();
    fireEvent.change(box, { target: { value: right } });
    fireEvent.blur(box);
    expect(screen.queryByRole("alert")).toBeNull();
  }
  fireEvent.click(strike);
  await waitFor(() => expect(send).toHaveBeenCalledTimes(1));
  expect(send.mock.calls[0]?.[0]).toMatchObject({
    fault: { kind: "crash", target: "pay", atSeconds: 20, durationSeconds: 30, probability: 0.5 },
  });
});
