"""A lesson from the gallery: its scenario is chosen and run, and the two sides come apart on the canvas."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.editor import Editor


def test_overload_leaves_one_service_useful_and_buries_the_other(page: Page) -> None:
    editor = Editor(page)
    editor.begin_with("Goodput collapse under overload", shelf="Failures worth seeing")
    expect(page.get_by_role("region", name="Story")).to_contain_text("Send three times the traffic")

    editor.choose_scenario("Three times the traffic for a minute")
    editor.run(speed="10×")

    editor.wait_until("the rush is in full swing", lambda: editor.seconds() > 70)
    expect(editor.line("Long queue")).to_have_text(re.compile(r"lag [1-9][\d.]* k"))
    expect(editor.line("Short queue")).to_have_text(re.compile(r"^(8|9|1[0-2])\d/s"))
    expect(editor.line("Short queue")).not_to_have_text(re.compile(r"lag .* k"))
