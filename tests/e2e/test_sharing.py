"""A link shows somebody else the diagram and its run, to look at; until it is revoked."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.complaints import Complaints
from tests.e2e.editor import A_RATE, Editor


def create_link(page: Page) -> str:
    page.get_by_role("button", name="Share", exact=True).click()
    page.get_by_role("button", name="Create link").click()
    return page.get_by_role("textbox", name="Share link").input_value()


def test_a_guest_sees_the_run_and_can_change_nothing_until_the_link_is_revoked(
    visitor: Callable[..., Page], complaints: Complaints
) -> None:
    owner, guest = Editor(visitor()), Editor(visitor())
    owner.begin_with("E-commerce order flow")
    owner.run(speed="5×")
    expect(owner.line("Payment")).to_have_text(A_RATE)
    link = create_link(owner.page)
    assert re.fullmatch(r"http://[^/]+/s/[\w-]{22,}", link)

    guest.page.goto(link)

    expect(guest.page.get_by_text("read-only")).to_be_visible()
    expect(guest.line("Payment")).to_have_text(A_RATE)
    guest.open_ledger()
    published, time = guest.ledger("Messages", "published"), guest.seconds()
    guest.wait_until("the run moves", lambda: guest.seconds() > time + 5)
    guest.wait_until("messages are published", lambda: guest.ledger("Messages", "published") > published + 500)
    assert_nothing_can_be_changed(guest)

    # What the owner breaks, the guest sees.
    owner.page.get_by_role("dialog").get_by_role("button", name="Close").click()
    owner.page.get_by_role("button", name="Take Payment down").click()
    expect(guest.line("Payment")).to_have_text(re.compile("^down"))

    owner.page.get_by_role("button", name="Share", exact=True).click()
    owner.page.get_by_role("region", name="Links").get_by_role("button", name="Revoke").click()
    expect(owner.page.get_by_role("region", name="Links")).to_be_hidden()
    complaints.expect("404 (Not Found)")
    guest.page.goto(link)
    expect(guest.page.get_by_role("heading", name="There is nothing here for you")).to_be_visible()
    expect(guest.canvas).to_be_hidden()


def assert_nothing_can_be_changed(guest: Editor) -> None:
    page = guest.page
    expect(guest.palette).to_be_hidden()
    for name in ("Undo", "Pause", "Stop", "Run", "Share"):
        expect(page.get_by_role("button", name=name, exact=True)).to_be_hidden()
    expect(guest.title).not_to_be_editable()
    expect(page.get_by_role("button", name="Take Payment down")).to_be_disabled()

    guest.choose("Payment")
    expect(guest.inspector.get_by_role("textbox", name="Name", exact=True)).not_to_be_editable()
    guest.inspector.get_by_role("tab", name="Chaos").click()
    expect(guest.inspector.get_by_text("only the owner can break things")).to_be_visible()
    expect(guest.inspector.get_by_role("textbox", name="Error rate")).to_be_disabled()
    page.keyboard.press("Delete")
    expect(guest.card("Payment")).to_be_visible()
    guest.card("Payment").get_by_title("Payment", exact=True).dblclick()
    expect(guest.card("Payment").get_by_role("textbox")).to_be_hidden()


def test_a_diagram_is_not_there_for_somebody_without_a_link(
    visitor: Callable[..., Page], complaints: Complaints
) -> None:
    owner, stranger = Editor(visitor()), visitor()
    owner.begin_with("E-commerce order flow")
    complaints.expect("404 (Not Found)")

    stranger.goto(owner.page.url)

    expect(stranger.get_by_role("heading", name="There is nothing here for you")).to_be_visible()
    stranger.goto("/")
    expect(stranger.get_by_role("region", name="Templates")).to_be_visible()
    expect(stranger.get_by_role("region", name="Your diagrams")).to_be_hidden()
