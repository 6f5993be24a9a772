import { cleanup, fireEvent, render, screen, within } from "@testing-library/react";
import { afterEach, expect, it, vi } from "vitest";
import { build, node } from "@/document/samples.fixture";
import { TooltipProvider } from "@/ui";
import { StudyForm } from "./StudyForm";

afterEach(cleanup);

/** The first choice of the picker with this label. */
function pick(label: string) {
  const picker = screen.getByLabelText(label).closest("div") as HTMLElement;
  fireEvent.click(within(picker).getAllByRole("button")[0] as HTMLElement);
}

const type = (label: string, text: string) => {
  const box = screen.getByLabelText(label, { selector: "input" });
  fireEvent.change(box, { target: { value: text } });
  fireEvent.blur(box);
};

it("does not start a search whose range is backwards or whose limit nothing can keep, and says why", () => {
  const onStart = vi.fn();
  render(
    <TooltipProvider>
      <StudyForm document={build(node("pay", "service"))} problems={[]} busy={false} onStart={onStart} />
    </TooltipProvider>,
  );
  const start = screen.getByRole("button", { name: "Start the study" });
  pick("Setting");
  pick("Metric");
  expect(start).toHaveProperty("disabled", false);
  type("From", "9");
  type("To", "6");
  expect(screen.getByRole("alert").textContent).toBe("From is to be at most To, 6");
  expect(start).toHaveProperty("disabled", true);
  type("To", "12");
  expect(start).toHaveProperty("disabled", false);
  type("Limit", "-1");
  expect(screen.getByRole("alert").textContent).toBe("at least 0");
  expect(start).toHaveProperty("disabled", true);
  type("Limit", "200");
  fireEvent.click(start);
  expect(onStart).toHaveBeenCalledWith(expect.objectContaining({ kind: "solve", limit: 200 }));
});
