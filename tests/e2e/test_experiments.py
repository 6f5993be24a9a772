"""An experiment watched live: what its method breaks is broken in a run that somebody looks at."""

import re

from playwright.sync_api import Page, expect

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
