"""Calls through a queue: drawn on the canvas, and the template with its late replies."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.editor import A_RATE, Editor


def test_a_connection_to_a_queue_may_be_a_call(page: Page) -> None:
    editor = Editor(page)
    editor.begin_with("RPC over a queue")
    edges = editor.canvas.locator(".react-flow__edge")
    before = edges.count()

    editor.draw_edge("Shoppers", "quotes")
    menu = page.get_by_role("menu", name="What does this connection do?")
    menu.get_by_role("menuitem", name="calls", exact=True).click()
    expect(edges).to_have_count(before + 1)
    expect(editor.inspector.get_by_text("Timeout", exact=True)).to_be_visible()
    editor.inspector.get_by_text("Advanced").click()
    expect(editor.inspector.get_by_text("Publisher confirms")).to_be_visible()
    expect(editor.inspector.get_by_text("Time to live")).to_be_visible()
    expect(editor.save_state).to_have_text("Saved")
    page.get_by_role("button", name="Undo").click()
    expect(edges).to_have_count(before)

    editor.begin_edge("Quote workers", over="Checkout")
    reason = page.get_by_test_id("connection-reason")
    expect(reason).to_have_text(re.compile("closes a circle of synchronous calls .*quotes"))
    page.mouse.up()
    expect(edges).to_have_count(before)


def test_slow_workers_send_replies_that_nobody_waits_for(page: Page) -> None:
    editor = Editor(page)
    editor.begin_with("RPC over a queue")
    editor.choose_scenario("The workers are four times slower")
    editor.run(speed="10×")
    expect(editor.line("Quote workers")).to_have_text(A_RATE)
    editor.open_ledger()
    editor.wait_until("the workers were slow for a while", lambda: editor.seconds() > 35)
    assert editor.ledger("Again", "replies too late") > 50
    assert editor.ledger("Requests", "timed out") > 100
