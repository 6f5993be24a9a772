"""Drawing from nothing, with what is kept of it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.complaints import Complaints
from tests.e2e.editor import A_RATE, Editor


@pytest.fixture
def editor(page: Page) -> Editor:
    editor = Editor(page)
    editor.begin_empty()
    return editor


def add(editor: Editor, part: str) -> None:
    before = editor.canvas.locator(".react-flow__node").count()
    editor.palette.get_by_role("button", name=part, exact=True).click()
    expect(editor.canvas.locator(".react-flow__node")).to_have_count(before + 1)


def test_what_is_drawn_connected_and_renamed_is_saved(editor: Editor) -> None:
    page, edges = editor.page, editor.canvas.locator(".react-flow__edge")
    page.keyboard.press("/")
    page.keyboard.type("clients")
    page.keyboard.press("Enter")
    expect(editor.card("Clients")).to_be_visible()
    page.keyboard.press("Escape")
    for part in ("Service", "Kafka", "Topic"):
        add(editor, part)
    topic = editor.inspector.get_by_role("textbox", name="Name", exact=True).input_value()
    move(editor, "Clients", -300, -40)
    move(editor, "Kafka", 300, -40)

    editor.draw_edge("Clients", "Service")
    expect(edges).to_have_count(1)
    editor.draw_edge("Service", topic)
    expect(edges).to_have_count(2)

    editor.begin_edge(topic, over="Clients")
    expect(page.get_by_test_id("connection-reason")).to_have_text(re.compile(r"\w+ \w+"))
    page.mouse.up()
    expect(edges).to_have_count(2)

    editor.rename("Service", "Checkout")
    expect(editor.save_state).to_have_text("Saved")
    undo, redo = (page.get_by_role("button", name=name, exact=True) for name in ("Undo", "Redo"))
    undo.click()
    expect(editor.card("Service")).to_be_visible()
    undo.click()
    expect(edges).to_have_count(1)
    redo.click()
    expect(edges).to_have_count(2)
    page.keyboard.press("Control+Shift+Z")
    expect(editor.card("Checkout")).to_be_visible()
    expect(editor.save_state).to_have_text("Saved")

    page.reload()

    for name in ("Clients", "Checkout", "Kafka", topic):
        expect(editor.card(name)).to_be_visible()
    expect(edges).to_have_count(2)

    # Nothing was configured, and yet it runs: the clients send, the service handles and publishes.
    editor.run("5×")
    for name in ("Clients", "Checkout"):
        expect(editor.line(name)).to_have_text(A_RATE)


def move(editor: Editor, name: str, right: int, down: int) -> None:
    box = editor.card(name).get_by_title(name, exact=True).bounding_box()
    assert box is not None
    x, y = box["x"] + 8, box["y"] + 8
    editor.page.mouse.move(x, y)
    editor.page.mouse.down()
    editor.page.mouse.move(x + right, y + down, steps=6)
    editor.page.mouse.up()


def test_the_second_of_two_tabs_to_save_is_asked_and_nothing_is_overwritten(
    visitor: Callable[..., Page], complaints: Complaints
) -> None:
    first = Editor(visitor())
    first.begin_with("E-commerce order flow")
    second = Editor(first.page.context.new_page())
    second.page.goto(first.page.url)
    expect(second.save_state).to_have_text("Saved")
    first.rename("Analytics", "Reporting")
    expect(first.save_state).to_have_text("Saved")

    complaints.expect("409 (Conflict)")
    second.rename("Payment", "Billing")

    banner = second.page.get_by_role("alert").filter(has_text="Changed in another tab")
    expect(banner).to_be_visible()
    expect(second.save_state).to_have_text("Conflict")
    first.page.reload()
    expect(first.card("Reporting")).to_be_visible()
    expect(first.card("Payment")).to_be_visible()
    expect(second.card("Billing")).to_be_visible()

    banner.get_by_role("button", name="Keep mine as a copy").click()
    expect(second.title).to_have_value("E-commerce order flow (my copy)")
    assert second.page.url != first.page.url
    expect(second.card("Billing")).to_be_visible()
    first.page.reload()
    expect(first.card("Reporting")).to_be_visible()
    expect(first.card("Payment")).to_be_visible()


def test_markup_in_a_name_is_shown_as_it_was_typed(editor: Editor, visitor: Callable[..., Page]) -> None:
    markup, page = "<img src=x onerror=alert(1)>", editor.page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    add(editor, "Service")
    editor.rename("Service", markup)
    editor.title.fill(markup)
    editor.title.press("Enter")
    expect(editor.save_state).to_have_text("Saved")

    page.reload()

    expect(editor.card(markup)).to_contain_text(markup)
    expect(editor.title).to_have_value(markup)
    editor.choose(markup)
    page.goto("/")
    expect(page.get_by_role("region", name="Your diagrams")).to_contain_text(markup)
    expect(page.locator("img[src=x]")).to_have_count(0)
    assert [url for url in asked if url.endswith("/x")] == []


@pytest.mark.parametrize("theme", ["Light", "Dark"])
def test_both_themes_show_gallery_editor_and_run(page: Page, theme: str) -> None:
    editor = Editor(page)
    page.goto("/")
    page.get_by_role("button", name="Theme").click()
    page.get_by_role("menuitem", name=theme).click()
    editor.begin_with("E-commerce order flow")
    editor.run(speed="5×")
    expect(editor.line("Payment")).to_have_text(A_RATE)
    expect(editor.dock.locator("canvas").first).to_be_visible()

    page.reload()

    expect(editor.line("Payment")).to_have_text(A_RATE)
    for part in (editor.canvas, editor.dock, editor.card("Payment").locator(".node")):
        assert (lightness(part) > 0.7) == (theme == "Light")


def lightness(part: Locator) -> float:
    """Of the background one sees behind it, as drawn: 0 is black, 1 is white."""
    return part.evaluate(
        """element => {
            for (let at = element; at; at = at.parentElement) {
                const colour = getComputedStyle(at).backgroundColor;
                if (colour === "rgba(0, 0, 0, 0)") continue;
                const canvas = Object.assign(document.createElement("canvas"), {width: 1, height: 1});
                const brush = canvas.getContext("2d");
                brush.fillStyle = colour;
                brush.fillRect(0, 0, 1, 1);
                const [r, g, b] = brush.getImageData(0, 0, 1, 1).data;
                return (r + g + b) / 3 / 255;
            }
        }"""
    )
