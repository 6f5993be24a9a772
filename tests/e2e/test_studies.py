"""Asking how many consumers are enough: the answer is found by the workers, shown with its doubt, and put to use."""

import csv

from playwright.sync_api import Page, expect

from tests.e2e.editor import Editor


def test_the_fewest_consumers_are_found_and_applied_and_can_be_taken_back(page: Page) -> None:
    editor = Editor(page)
    editor.begin_with("E-commerce order flow")
    page.get_by_role("button", name="Studies").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Setting", exact=True).fill("payment concurrency")
    dialog.get_by_role("button", name="Payment Concurrency 6 per instance").click()
    dialog.get_by_label("To", exact=True).fill("6")
    dialog.get_by_label("Metric", exact=True).fill("payment lag 99")
    dialog.get_by_role("button", name="orders → Payment Lag, publish to handled, 99th").click()
    dialog.get_by_label("Limit", exact=True).fill("5000")
    dialog.get_by_label("Replications", exact=True).fill("3")
    dialog.get_by_label("Each run", exact=True).fill("20")
    dialog.get_by_role("button", name="Start the study").click()

    expect(dialog.get_by_role("progressbar")).to_be_visible()
    answer = dialog.get_by_label("Answer")
    expect(answer).to_be_visible(timeout=120_000)
    expect(answer).to_contain_text("is the lowest value that was shown to keep orders → Payment")
    found = (answer.locator("b").text_content() or "").split()[0]
    assert 1 < int(found) < 6
    with page.expect_download() as download:
        dialog.get_by_role("link", name="Download CSV").click()
    with download.value.path().open() as file:
        rows = list(csv.reader(file))
    assert rows[0][0] == "nodes.payment.concurrency"
    assert found in {row[0] for row in rows[1:]}

    answer.get_by_role("button", name="Apply to the diagram").click()
    # While the word that it has been applied is still on the screen.
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.get_by_role("button", name="Studies")).to_be_focused()
    editor.choose("Payment")
    concurrency = editor.inspector.get_by_label("Concurrency", exact=True)
    expect(concurrency).to_have_value(found)
    page.get_by_role("button", name="Undo").click()
    expect(concurrency).to_have_value("6")


def test_bad_input_is_told_with_its_reason(page: Page) -> None:
    Editor(page).begin_with("E-commerce order flow")
    page.get_by_role("button", name="Studies").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("radio", name="Sweep").click()
    dialog.get_by_label("Setting 1").fill("payment concurrency")
    dialog.get_by_role("button", name="Payment Concurrency").click()
    dialog.get_by_label("Values 1").fill("1.5")
    expect(dialog.get_by_role("alert")).to_have_text("Whole numbers only")
    expect(dialog.get_by_role("button", name="Start the study")).to_be_disabled()
    dialog.get_by_label("Values 1").fill("1 to 3")
    expect(dialog.get_by_role("alert")).to_be_hidden()
