"""The editor as a person sees it: by roles and names, the cards by what is written on them."""

import re
import time
from collections.abc import Callable
from itertools import count

import pytest
from playwright.sync_api import Locator, Page, expect

A_RATE = re.compile(r"(?<![\d.])(0\.[1-9]|[1-9])[\d,.]*(\s?k)?/s")

FREE_DOTS = """() => [...document.querySelectorAll("[data-dots] circle")]
  .map((circle) => circle.getBoundingClientRect())
  .map(({ x, y, width, height }) => [x + width / 2, y + height / 2])
  .filter(([x, y]) => document.elementFromPoint(x, y)?.closest(".react-flow__edges, .react-flow__pane"))"""


class Editor:
    def __init__(self, page: Page) -> None:
        self.page = page
        self.canvas = page.get_by_role("region", name="Canvas")
        self.dock = page.get_by_role("region", name="Dock")
        self.run_bar = page.get_by_role("region", name="Run", exact=True)
        self.inspector = page.get_by_role("complementary", name="Inspector")
        self.palette = page.get_by_role("navigation", name="Parts")
        self.title = page.get_by_role("textbox", name="Title", exact=True)
        self.save_state = page.get_by_role("status", name="Save state")
        self.clock = page.get_by_role("timer", name="Simulated time")

    # Gallery
    def begin_with(self, template: str, shelf: str = "Templates") -> None:
        self.page.goto("/")
        self.page.get_by_role("region", name=shelf).get_by_role("button", name=template).click()
        self.page.wait_for_url("**/d/*")
        expect(self.save_state).to_have_text("Saved")

    def begin_empty(self) -> None:
        self.page.goto("/")
        self.page.get_by_role("button", name="New diagram").click()
        self.page.wait_for_url("**/d/*")
        expect(self.page.get_by_text("Put the first part here")).to_be_visible()

    # Canvas
    def card(self, name: str) -> Locator:
        return self.canvas.locator(".react-flow__node").filter(has=self.page.get_by_title(name, exact=True))

    def line(self, name: str) -> Locator:
        """The line of numbers on a card."""
        return self.card(name).locator("[data-testid^=live-]")

    def choose(self, name: str) -> None:
        self.card(name).get_by_title(name, exact=True).click()
        expect(self.inspector.get_by_role("textbox", name="Name", exact=True)).to_have_value(name)

    def rename(self, name: str, new: str) -> None:
        self.card(name).get_by_title(name, exact=True).dblclick()
        field = self.canvas.get_by_role("textbox", name=f"Name of {name}")
        field.fill(new)
        field.press("Enter")
        expect(self.card(new)).to_be_visible()

    def begin_edge(self, source: str, over: str) -> None:
        """Pulls a line from a card's right port until it is over another card."""
        self.card(source).hover()
        start = centre(self.card(source).locator(".react-flow__handle[data-handleid=right]"))
        end = centre(self.card(over))
        self.page.mouse.move(*start)
        self.page.mouse.down()
        self.page.mouse.move(*end, steps=8)
        self.page.wait_for_timeout(100)
        self.page.mouse.move(end[0] + 3, end[1] + 3)

    def draw_edge(self, source: str, target: str) -> None:
        self.begin_edge(source, over=target)
        self.page.mouse.up()

    def click_a_dot(self) -> None:
        """One that nothing lies over once the pointer is there: near a card its ports appear."""
        tries = count(0, 7)

        def at_one() -> bool:
            if dots := self.page.evaluate(FREE_DOTS):
                self.page.mouse.move(*dots[next(tries) % len(dots)])
                self.page.wait_for_timeout(50)
            return self.canvas.get_attribute("data-on-dot") is not None

        self.wait_until("the pointer is at a dot", at_one)
        self.page.mouse.down()
        self.page.mouse.up()

    # Run
    def run(self, speed: str) -> None:
        self.set_speed(speed)
        self.run_bar.get_by_role("button", name="Run", exact=True).click()
        expect(self.clock).to_be_visible()

    def choose_scenario(self, name: str) -> None:
        self.run_bar.get_by_label("Scenario").click()
        self.page.get_by_role("option", name=name).click()

    def set_speed(self, speed: str) -> None:
        self.run_bar.get_by_role("button", name=re.compile("^Speed ")).click()
        self.page.get_by_role("menuitem", name=speed, exact=True).click()

    def seconds(self) -> float:
        """Simulated, as the clock shows them."""
        minutes, seconds = self.clock.inner_text().split(":")[-2:]
        return int(minutes) * 60 + float(seconds)

    def wait_until(self, what: str, holds: Callable[[], bool], seconds: float = 30) -> None:
        deadline = time.monotonic() + seconds
        while not holds():
            if time.monotonic() > deadline:
                pytest.fail(f"not after {seconds:.0f} s: {what}")
            self.page.wait_for_timeout(100)

    # Numbers
    def open_ledger(self) -> None:
        self.dock.get_by_role("tab", name="Ledger").click()

    def ledger(self, account: str, entry: str) -> int:
        """An entry of one of the ledger's accounts: Messages, Requests, Sagas."""
        entries = self.dock.get_by_role("region", name=account, exact=True)
        return whole(entries.locator("dt", has_text=re.compile(f"^{entry}$")).locator("+ dd").inner_text())

    def counter(self, node: str, column: str) -> int:
        """Of the table beside the accounts: what one node has done."""
        table = self.dock.get_by_role("table")
        columns = table.get_by_role("columnheader").all_inner_texts()
        row = table.get_by_role("row").filter(has=self.page.get_by_role("rowheader", name=node, exact=True))
        return whole(row.get_by_role("cell").nth(columns.index(column) - 1).inner_text())


def centre(part: Locator) -> tuple[float, float]:
    box = part.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def whole(text: str) -> int:
    return int(text.replace(",", ""))
