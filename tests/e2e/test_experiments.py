"""An experiment watched live: what its method breaks is broken in a run that somebody looks at. And its report, which
others may read."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.complaints import Complaints
from tests.e2e.editor import Editor


def test_an_experiments_method_is_watched_live(page: Page) -> None:
    editor = Editor(page)
    editor.begin_with("E-commerce order flow")
    page.get_by_role("radio", name="Run mode").click()
    editor.dock.get_by_role("tab", name="Experiments").click()
    editor.dock.get_by_role("button", name="More about Payment dies for 30 seconds").click()
    page.get_by_role("menuitem", name="Watch live").click()
    expect(editor.clock).to_be_visible()

    editor.set_speed("5×")
    # Planned for its moment, not struck at once; healed when the method says.
    expect(editor.line("Payment")).to_have_text(re.compile("/s"))
    expect(editor.line("Payment")).to_have_text(re.compile("^down"), timeout=30_000)
    editor.dock.get_by_role("tab", name="Faults").click()
    row = editor.dock.get_by_role("row").filter(has_text="Payment")
    expect(row).to_contain_text(re.compile(r"00:30\.0.*01:00\.0.*30\ss"), timeout=30_000)
    expect(editor.line("Payment")).not_to_have_text(re.compile("^down"))


def test_the_link_to_a_report_opens_for_others_until_it_is_revoked(
    visitor: Callable[..., Page], complaints: Complaints
) -> None:
    editor, guest = Editor(visitor(permissions=["clipboard-read", "clipboard-write"])), visitor()
    page = editor.page
    editor.begin_with("E-commerce order flow")
    page.get_by_role("radio", name="Run mode").click()
    editor.dock.get_by_role("tab", name="Experiments").click()
    line = editor.dock.locator("div").filter(has_text="Payment dies for 30 seconds").last
    line.get_by_role("button", name="Run", exact=True).click()
    line.get_by_role("button", name=re.compile("^(held|deviated)")).click(timeout=60_000)
    result = page.get_by_role("dialog")
    result.get_by_role("button", name="Copy link").click()

    expect(result.get_by_role("button", name="Copied")).to_be_visible()
    link = result.get_by_role("textbox", name="Link to the report").input_value()
    assert page.evaluate("navigator.clipboard.readText()") == link
    guest.goto(link)
    expect(guest.get_by_role("heading", name="Payment dies for 30 seconds")).to_be_visible()

    result.get_by_role("button", name="Close").click()
    page.get_by_role("button", name="Share", exact=True).click()
    page.get_by_role("region", name="Links").get_by_role("button", name="Revoke").click()
    expect(page.get_by_role("region", name="Links")).to_be_hidden()
    complaints.expect("404 (Not Found)")
    answer = guest.goto(link)
    assert answer is not None
    assert answer.status == 404
