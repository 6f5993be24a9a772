"""A lesson from the gallery: its scenario is chosen and run, and the two sides come apart on the canvas."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.editor import Editor


def test_overload_leaves_one_service_useful_and_buries_the_other(page: Page) -> None:
    editor = Editor(page)
    editor.begin_with("Goodput collapse under overload", shelf="Failures worth seeing")
    expect(page.get_by_role("region", name="Story")).to_contain_text("Send three times the traffic")

    advisor = editor.inspector.get_by_role("region", name="Advisor")
    expect(advisor).to_contain_text("10,000 calls may wait for Long queue, 100 s of work at 100/s")
    advisor.get_by_role("button", name="Show me").click()
    expect(editor.inspector.get_by_role("textbox", name="Name", exact=True)).to_have_value("Long queue")
    advisor.get_by_role("button", name="Fix").click()
    expect(advisor).to_be_hidden()
    page.get_by_role("button", name="Undo").click()
    expect(advisor).to_be_visible()

    editor.choose_scenario("Three times the traffic for a minute")
    editor.run(speed="10×")

    editor.wait_until("the rush is in full swing", lambda: editor.seconds() > 70)
    expect(editor.line("Long queue")).to_have_text(re.compile(r"lag [1-9][\d.]* k"))
    expect(editor.line("Short queue")).to_have_text(re.compile(r"^(8|9|1[0-2])\d/s"))
    expect(editor.line("Short queue")).not_to_have_text(re.compile(r"lag .* k"))
