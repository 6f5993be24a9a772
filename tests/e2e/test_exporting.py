"""What the Export menu downloads, read as the programs it is meant for would."""

import json
import re
import struct
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from playwright.sync_api import Page, expect

from apps.exchange.rendering import rendered
from apps.schema import read_document
from tests.e2e.complaints import Complaints
from tests.e2e.editor import Editor

NAMES = {"Shoppers", "API gateway", "Order service", "Order saga", "Kafka", "orders", "orders.dlq", "Payment"}


@pytest.fixture
def editor(page: Page) -> Editor:
    editor = Editor(page)
    editor.begin_with("E-commerce order flow")
    return editor


def download(editor: Editor, name: str, folder: Path) -> Path:
    editor.page.get_by_role("button", name="Export").click()
    with editor.page.expect_download() as started:
        editor.page.get_by_role("menuitem", name=re.compile(f"^{name}")).click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


def test_pictures_and_the_graph_hold_every_name(editor: Editor, tmp_path: Path) -> None:
    svg = ElementTree.parse(download(editor, "SVG", tmp_path)).getroot()
    assert svg.tag == "{http://www.w3.org/2000/svg}svg"
    words = {text.strip() for text in svg.itertext()}
    assert words >= NAMES

    png = download(editor, "PNG", tmp_path).read_bytes()
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    assert width > 900
    assert height > 300

    drawn = json.loads(rendered(download(editor, "DOT", tmp_path).read_text(), "json"))
    assert {name for name in NAMES if name not in json.dumps(drawn["objects"])} == set()
    assert len(drawn["edges"]) > 15


def test_the_compose_file_has_the_broker_with_its_topics(editor: Editor, tmp_path: Path) -> None:
    text = download(editor, "docker-compose", tmp_path).read_text()
    services = yaml.safe_load(text)["services"]
    assert "kafka" in services
    assert "kafka" in services["kafka"]["image"]
    assert "saga.commands" in text


def test_the_exported_diagram_is_imported_again_as_a_new_one_with_everything(editor: Editor, tmp_path: Path) -> None:
    page, first = editor.page, editor.page.url
    exported = download(editor, "JSON", tmp_path)
    document = read_document(json.loads(exported.read_text()))
    assert {node.name for node in document.nodes.values()} >= NAMES

    page.goto("/")
    page.get_by_label("JSON file").set_input_files(exported)
    page.wait_for_url("**/d/*")

    assert page.url != first
    for node in document.nodes.values():
        expect(editor.card(node.name)).to_be_visible()
    expect(editor.canvas.locator(".react-flow__node")).to_have_count(len(document.nodes))
    again = read_document(json.loads(download(editor, "JSON", tmp_path).read_text()))
    assert again == document


def test_a_file_that_is_no_diagram_is_refused_with_its_problems(
    page: Page, tmp_path: Path, complaints: Complaints
) -> None:
    complaints.expect("400 (Bad Request)")
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps({"title": "Wrong", "nodes": {"a": {"kind": "teapot", "name": "A"}}, "edges": {}}))
    page.goto("/")
    page.get_by_label("JSON file").set_input_files(wrong)

    dialog = page.get_by_role("dialog", name="This file was not imported")
    expect(dialog).to_contain_text("wrong.json")
    expect(dialog).to_contain_text("teapot")
    expect(dialog).to_contain_text("nodes.a")
