"""Chaos mode as a person uses it: a selection and a zone are struck, the cascade is told and drawn, all is healed."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from apps.patterns import templates
from apps.schema import dump_document
from tests.e2e.editor import A_RATE, Editor

ZONES = {"payment": "eu-1", "inventory": "eu-2", "analytics": "eu-2", "notification": "eu-3"}


@pytest.fixture
def editor(page: Page) -> Editor:
    """The order flow, its consumers in three zones."""
    document = dump_document(templates()["order_flow"].document)
    for node, zone in ZONES.items():
        document["nodes"][node]["zone"] = zone
    editor = Editor(page)
    page.goto("/")
    made = page.evaluate(
        """async (document) => {
            const csrf = window.document.cookie.match(/csrftoken=([^;]+)/)?.[1]
                ?? window.document.querySelector('meta[name=csrf-token]')?.content ?? '';
            const answer = await fetch('/api/diagrams/', {
                method: 'POST',
                headers: {'Content-Type': 'application/json', 'X-CSRFToken': csrf},
                body: JSON.stringify({document}),
            });
            return {status: answer.status, body: await answer.json()};
        }""",
        document,
    )
    assert made["status"] == 201, json.dumps(made)[:500]
    page.goto(f"/d/{made['body']['id']}")
    expect(editor.save_state).to_have_text("Saved")
    return editor


def test_a_selection_and_a_zone_are_struck_and_the_cascade_is_told_until_all_is_healed(editor: Editor) -> None:
    page, dock = editor.page, editor.dock
    editor.run(speed="5×")
    expect(editor.line("Payment")).to_have_text(A_RATE)
    editor.wait_until("there is something to compare with", lambda: editor.seconds() >= 30)

    # Chaos mode by its key; edges get a switch of their own.
    page.keyboard.press("x")
    expect(editor.run_bar.get_by_role("button", name="Chaos mode")).to_have_attribute("aria-pressed", "true")

    # Two nodes with one fault, as one step.
    editor.choose("Payment")
    editor.card("Notification").get_by_title("Notification", exact=True).click(modifiers=["ControlOrMeta"])
    strike = editor.inspector.get_by_role("region", name="Break the selection")
    strike.get_by_role("button", name="Strike 2").click()
    for name in ("Payment", "Notification"):
        expect(editor.line(name)).to_have_text(re.compile(r"^down"))
    expect(editor.run_bar.get_by_role("button", name="2 faults · heal")).to_be_visible()

    # The cascade: on the cards, on the edges, in words and in numbers.
    expect(editor.card("Order saga")).to_contain_text("waiting on Payment's messages")
    expect(page.locator("[data-impact]").first).to_be_attached()
    expect(editor.card("Analytics").get_by_label("Not affected")).to_be_visible()
    dock.get_by_role("tab", name="Impact").click()
    table = dock.get_by_role("region", name="Before and after").get_by_role("table")
    row = table.get_by_role("row", name=re.compile(r"^Payment out"))
    expect(row).to_contain_text("0/s")
    expect(row).to_contain_text("−100")
    path = dock.get_by_role("region", name="Path of the impact")
    expect(path.get_by_role("listitem").filter(has_text="Order saga")).to_contain_text("Payment")

    # A zone, from a node that stands in it.
    editor.choose("Inventory")
    editor.inspector.get_by_role("tab", name="Chaos").click()
    editor.inspector.get_by_role("switch", name="Zone eu-2 is down").click()
    for name in ("Inventory", "Analytics"):
        expect(editor.line(name)).to_have_text(re.compile(r"^down"))

    # What was done stands in the log: the selection by one button, then everything.
    dock.get_by_role("tab", name="Faults").click()
    payment = dock.get_by_role("row").filter(has_text="Payment")
    expect(payment).to_contain_text("selection")
    payment.get_by_role("button", name="Heal the selection").click()
    expect(editor.run_bar.get_by_role("button", name="1 fault · heal")).to_be_visible()
    page.keyboard.press("Shift+H")
    expect(editor.run_bar.get_by_role("button", name="heal")).to_be_hidden()
    for name in ("Payment", "Inventory", "Analytics"):
        expect(editor.line(name)).to_have_text(A_RATE)


def test_a_monkey_is_planned_on_the_page_refused_with_the_reason_and_called_off(editor: Editor) -> None:
    page, dock = editor.page, editor.dock
    editor.run(speed="1×")
    expect(editor.line("Payment")).to_have_text(A_RATE)
    dock.get_by_role("tab", name="Faults").click()
    dock.get_by_role("button", name="Chaos monkey").click()
    dialog = page.get_by_role("dialog", name="Chaos monkey")
    length = dialog.get_by_role("textbox", name="For", exact=True)
    length.fill("6000")
    length.press("Tab")
    expect(dialog).to_contain_text("are 267 faults: at most 100")
    expect(dialog.get_by_role("button", name="Unleash")).to_be_disabled()
    length.fill("120")
    length.press("Tab")
    rate = dialog.get_by_role("textbox", name="Faults", exact=True)
    rate.fill("30")
    rate.press("Tab")
    expect(dialog).to_contain_text("About 8 faults are expected in 120 s: of 60 at this rate")
    dialog.get_by_role("button", name="Unleash").click()
    expect(dialog).to_be_hidden()
    planned = dock.get_by_role("row").filter(has=page.get_by_role("button", name="Calm the monkey"))
    expect(planned.first).to_be_visible()
    assert planned.count() > 5
    planned.first.get_by_role("button", name="Calm the monkey").click()
    expect(dock.get_by_role("row").filter(has_text="called off").first).to_be_visible()
    expect(dock.get_by_role("button", name="Call off")).to_have_count(0)
