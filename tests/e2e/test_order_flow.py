"""The story the product is made for: run the order flow, break Payment, see what follows, heal it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.editor import A_RATE, Editor

WORKING = ["API gateway", "Order service", "orders", "payments", "inventory", "Inventory", "Payment", "Analytics"]


@pytest.fixture
def editor(page: Page) -> Editor:
    editor = Editor(page)
    editor.begin_with("E-commerce order flow")
    return editor


def test_a_broken_payment_shows_as_lag_retries_dead_letters_and_compensations_until_it_is_healed(
    editor: Editor,
) -> None:
    page, dead_letters = editor.page, editor.line("orders.dlq")
    expect(page.get_by_role("region", name="Story")).to_contain_text("Take Payment down")

    editor.run(speed="5×")

    for name in [*WORKING, "Notification"]:
        expect(editor.line(name)).to_have_text(A_RATE)
    editor.open_ledger()
    published, completed = editor.ledger("Messages", "published"), editor.counter("Analytics", "completed")
    editor.wait_until("messages are published", lambda: editor.ledger("Messages", "published") > published + 500)
    editor.wait_until("Analytics keeps up", lambda: editor.counter("Analytics", "completed") > completed + 50)
    expect(dead_letters).to_have_text("dead letters · 0")

    # Down: nothing is read from its topic, and the saga gives up waiting.
    compensated = editor.ledger("Sagas", "compensated")
    page.get_by_role("button", name="Take Payment down").click()
    expect(editor.line("Payment")).to_have_text(re.compile(r"^down · \d"))
    expect(editor.line("orders")).to_have_text(re.compile(r"lag [1-9]"))
    editor.wait_until("sagas compensate", lambda: editor.ledger("Sagas", "compensated") > compensated + 100)
    page.get_by_role("button", name="Heal Payment").click()
    expect(editor.line("Payment")).to_have_text(A_RATE)

    # Up, but nothing succeeds: it tries again until it gives up.
    editor.choose("Payment")
    editor.inspector.get_by_role("tab", name="Chaos").click()
    error_rate = editor.inspector.get_by_role("textbox", name="Error rate")
    error_rate.fill("100")
    error_rate.press("Enter")
    expect(editor.run_bar.get_by_role("button", name="1 fault · heal")).to_be_visible()
    expect(editor.inspector).to_contain_text("Because Payment")
    expect(dead_letters).to_have_text(re.compile(r"dead letters · [1-9]"))
    editor.wait_until("Payment's retries are counted", lambda: editor.counter("Payment", "retries") > 0)
    editor.wait_until("its dead letters are counted", lambda: editor.counter("Payment", "dead") > 0)
    compensated = editor.ledger("Sagas", "compensated")
    editor.wait_until("sagas compensate", lambda: editor.ledger("Sagas", "compensated") > compensated + 100)

    editor.run_bar.get_by_role("button", name="1 fault · heal").click()
    expect(editor.run_bar.get_by_role("button", name="heal")).to_be_hidden()
    settled = wait_simulated(editor, 30)
    wait_simulated(editor, 20)
    assert editor.ledger("Messages", "dead-lettered") == settled > 0
    for account in ("Messages", "Requests"):
        expect(editor.dock.get_by_role("region", name=account)).to_contain_text("balanced")
    expect(page.get_by_text("does not balance")).to_be_hidden()


def wait_simulated(editor: Editor, seconds: float) -> int:
    """The dead letters then."""
    until = editor.seconds() + seconds
    editor.wait_until(f"simulated time {until}", lambda: editor.seconds() >= until)
    return editor.ledger("Messages", "dead-lettered")


def test_a_page_reloaded_in_mid_run_goes_on_where_the_run_is(editor: Editor) -> None:
    editor.run(speed="10×")
    editor.wait_until("some time has passed", lambda: editor.seconds() > 20)
    editor.page.get_by_role("button", name="Take Payment down").click()
    expect(editor.line("Payment")).to_have_text(re.compile("^down"))
    editor.set_speed("1×")
    left_at = editor.seconds()

    editor.page.reload()

    expect(editor.clock).to_be_visible()
    expect(editor.line("Inventory")).to_have_text(A_RATE)
    # From the start it would take twenty seconds to get there.
    editor.wait_until("the clock shows where the run is", lambda: editor.seconds() >= left_at, seconds=10)
    expect(editor.line("Payment")).to_have_text(re.compile("^down"))
    expect(editor.run_bar.get_by_role("button", name="1 fault · heal")).to_be_visible()
    found_at = editor.seconds()
    editor.wait_until("time goes on", lambda: editor.seconds() > found_at + 2)
