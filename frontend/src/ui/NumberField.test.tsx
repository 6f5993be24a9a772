import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { afterEach, expect, it } from "vitest";
import { FieldsContext, useFields } from "./fields";
import { NumberField } from "./NumberField";

function Form() {
  const fields = useFields();
  const [value, setValue] = useState<number | null>(2);
  return (
    <FieldsContext value={fields.report}>
      <NumberField label="Instances" value={value} min={1} max={100} onChange={setValue} />
      <button type="button" onClick={() => setValue(5)}>
        Undo
      </button>
      <button type="button" disabled={fields.wrong}>
        Start
      </button>
    </FieldsContext>
  );
}

const box = () => screen.getByLabelText("Instances");
const type = (text: string) => {
  fireEvent.change(box(), { target: { value: text } });
  fireEvent.blur(box());
};
const start = () => screen.getByRole("button", { name: "Start" });

afterEach(cleanup);

it("keeps what is not allowed with the reason when it is left, until it is mended", () => {
  render(<Form />);
  for (const [text, reason] of [
    ["999999", "at most 100"],
    ["-5", "at least 1"],
    ["banana", "a number"],
    ["", "a number"],
  ] as const) {
    type(text);
    expect(box()).toHaveProperty("value", text);
    expect(screen.getByRole("alert").textContent).toBe(reason);
    expect(start()).toHaveProperty("disabled", true);
  }
  type("7");
  expect(box()).toHaveProperty("value", "7");
  expect(screen.queryByRole("alert")).toBeNull();
  expect(start()).toHaveProperty("disabled", false);
});

it("takes back what is not allowed by Escape, and when the number changes otherwise", () => {
  render(<Form />);
  type("banana");
  fireEvent.keyDown(box(), { key: "Escape" });
  expect(box()).toHaveProperty("value", "2");
  type("banana");
  fireEvent.click(screen.getByRole("button", { name: "Undo" }));
  expect(box()).toHaveProperty("value", "5");
  expect(start()).toHaveProperty("disabled", false);
});
