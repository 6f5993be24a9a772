"""A run has a past: go back in it, go on from there in another way, follow one message, set the two side by side."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.editor import Editor


@pytest.fixture
def editor(page: Page) -> Editor:
    editor = Editor(page)
    editor.begin_with("E-commerce order flow")
    return editor


def test_a_run_is_scrubbed_stepped_branched_followed_and_compared(editor: Editor) -> None:
    page = editor.page
    timeline = page.get_by_role("region", name="Timeline")
    moment = timeline.get_by_role("slider", name="Moment of the run")
    shown = timeline.get_by_label("Moment shown")
    editor.run(speed="5×")
    editor.wait_until("some time has passed", lambda: editor.seconds() > 12)
    page.get_by_role("button", name="Take Payment down").click()
    expect(editor.line("Payment")).to_have_text(re.compile("^down"))
    editor.wait_until("the outage lasts", lambda: editor.seconds() > 25)
    page.get_by_role("button", name="Heal Payment").click()
    editor.choose("Payment")
    editor.inspector.get_by_role("tab", name="Chaos").click()
    error_rate = editor.inspector.get_by_role("textbox", name="Error rate")
    error_rate.fill("100")
    error_rate.press("Enter")
    expect(editor.line("orders.dlq")).to_have_text(re.compile(r"dead letters · [1-9]"), timeout=60_000)
    editor.run_bar.get_by_role("button", name="Pause").click()
    expect(editor.run_bar.get_by_role("status")).to_have_text("paused")

    # A click on a message on its way opens what has happened to it.
    editor.click_a_dot()
    steps = editor.dock.get_by_role("list", name="Steps").get_by_role("listitem")
    expect(steps.first).to_contain_text("begun at Shoppers", timeout=60_000)
    editor.dock.get_by_role("button", name="All messages").click()

    # One event, in words.
    timeline.get_by_role("button", name="Step one event").click()
    expect(timeline.get_by_role("list", name="Events stepped")).to_contain_text(re.compile(r"event [\d,]+"))

    # Back to the beginning: nothing is down there; by keys and by frames.
    moment.press("Home")
    expect(shown).to_have_text("00:00.0")
    for _ in range(5):
        moment.press("ArrowRight")
    expect(shown).not_to_have_text("00:00.0")
    expect(editor.line("orders.dlq")).to_have_text("dead letters · 0")
    expect(editor.line("Payment")).not_to_have_text(re.compile("^down"))
    before = shown.inner_text()
    timeline.get_by_role("button", name="A frame on").click()
    expect(shown).not_to_have_text(before)
    timeline.get_by_role("button", name=re.compile("^Playing speed")).click()
    page.get_by_role("menuitem", name="2×").click()
    timeline.get_by_role("button", name="Play the past").click()
    expect(editor.line("Payment")).to_have_text(re.compile("^down"))
    timeline.get_by_role("button", name="Stop playing").click()
    in_outage = shown.inner_text()

    # Now again: what was dead-lettered, and what happened to one of those, on the canvas as well.
    timeline.get_by_role("button", name="Live").click()
    editor.choose("orders.dlq")
    editor.inspector.get_by_role("tab", name="Messages").click()
    letters = editor.inspector.get_by_role("region", name="Dead letters")
    expect(letters).to_contain_text(re.compile(r"[1-9][\d,]* message"), timeout=60_000)
    letters.get_by_role("listitem").first.get_by_role("button").click()
    expect(steps.filter(has_text="orders.dlq").first).to_be_visible(timeout=60_000)
    expect(editor.card("Payment")).to_have_class(re.compile("on-the-way"))
    editor.dock.get_by_role("button", name="All messages").click()
    expect(editor.canvas.locator(".on-the-way")).to_have_count(0)

    # Another run from the middle of the outage, in which it is over.
    original = page.url
    moment.press("Home")
    page.get_by_role("button", name=re.compile("^Branch from")).click()
    page.get_by_role("button", name="Cancel").click()
    seek_to(editor, in_outage)
    page.get_by_role("button", name=f"Branch from {shown.inner_text()}").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("switch", name="Heal what is broken").click()
    dialog.get_by_role("button", name="Start the branch").click()
    expect(editor.run_bar.get_by_role("button", name=re.compile("^branch at "))).to_be_visible(timeout=60_000)
    expect(editor.line("Payment")).to_have_text(re.compile("/s"), timeout=60_000)
    assert page.url != original

    # Side by side.
    page.get_by_role("button", name="Your runs").click()
    rows = page.get_by_role("checkbox")
    expect(rows).to_have_count(2)
    for row in rows.all():
        row.check()
    page.get_by_role("button", name="Compare the two").click()
    parting = page.get_by_role("region", name="Where they part")
    expect(parting).to_contain_text("The first event that differs is at", timeout=120_000)
    expect(parting).to_contain_text("everything in common until")
    expect(page.get_by_role("region", name="Results")).to_be_visible()
    as_of = page.get_by_text("Compared as of")
    expect(as_of).to_have_text(re.compile(r"is paused, . goes on|goes on, . is paused"))
    before = as_of.inner_text()

    def as_of_now() -> bool:
        page.get_by_role("button", name="Compare again").click(timeout=60_000)
        return as_of.inner_text() != before

    editor.wait_until("the comparison is of a later moment", as_of_now)

    # The first one is there again, as it was left.
    page.goto(original)
    expect(editor.run_bar.get_by_role("status")).to_have_text(re.compile("paused"))
    expect(timeline.get_by_role("button", name="Step one event")).to_be_visible()


def test_a_run_that_is_over_is_there_again_after_a_reload_and_can_be_scrubbed(editor: Editor) -> None:
    page = editor.page
    editor.run_bar.get_by_label("Duration").fill("20")
    editor.run(speed="10×")
    finished = editor.run_bar.get_by_role("status").filter(has_text="finished")
    expect(finished).to_be_visible(timeout=60_000)
    page.reload()
    expect(finished).to_be_visible()
    editor.run_bar.get_by_role("button", name="Results").click()
    expect(page.get_by_role("dialog")).to_contain_text("00:20.0 simulated")
    page.keyboard.press("Escape")
    expect(editor.run_bar.get_by_label("Duration")).to_have_value("20")

    timeline = page.get_by_role("region", name="Timeline")
    shown = timeline.get_by_label("Moment shown")
    expect(shown).to_have_text("00:20.0")
    whole_run = editor.line("Shoppers").inner_text()
    timeline.get_by_role("slider", name="Moment of the run").press("Home")
    expect(shown).to_have_text("00:00.0")
    expect(editor.line("Shoppers")).not_to_have_text(whole_run)

    # The diagram's own address is for designing: what ran last is a click away.
    page.goto(page.url.partition("?")[0])
    expect(finished).to_have_count(0)
    editor.run_bar.get_by_role("button", name="Last run").click()
    expect(finished).to_be_visible()
    expect(shown).to_have_text("00:20.0")


def seek_to(editor: Editor, clock: str) -> None:
    """As near as the arrow keys come."""
    moment = editor.page.get_by_role("slider", name="Moment of the run")
    shown = editor.page.get_by_role("region", name="Timeline").get_by_label("Moment shown")
    wanted = in_seconds(clock)
    for _ in range(200):
        if in_seconds(shown.inner_text()) >= wanted:
            return
        moment.press("ArrowRight")
    pytest.fail(f"the timeline never came to {clock}")


def in_seconds(clock: str) -> float:
    minutes, seconds = clock.split(":")[-2:]
    return int(minutes) * 60 + float(seconds)
