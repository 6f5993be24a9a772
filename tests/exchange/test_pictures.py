"""Pictures by Graphviz: they show the diagram as it is placed, and labels are text, whatever is in them."""

import xml.etree.ElementTree as ElementTree
from itertools import combinations
from struct import unpack

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.exchange import export
from apps.exchange.geometry import Box, boxes_of, is_placed
from apps.exchange.layout import in_rows, laid_out
from apps.patterns import templates
from apps.schema import Document, read_document
from tests.documents.strategies import documents

SVG = "{http://www.w3.org/2000/svg}"
ORDER_FLOW = templates()["order_flow"].document

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "<b>bold</b> & <i>more</i>",
    r"\N \G \E \L \l \r back\slash\\",
    "port:field:n",
    "quotes \" and ' and `",
    "&amp; &lt;b&gt; &#60;",
    "<TABLE><TR><TD HREF='javascript:alert(1)'>x</TD></TR></TABLE>",
    "line one\nline two\ttab",
    "]]> <![CDATA[ <!-- -->",
    "nul\x00 bell\x07 escape\x1b",
    "<" + "x" * 118 + ">",
    "注文サービス 🛒 é",
    "%s {0} $HOME `id` ; rm -rf",
]


def parsed(document: Document, theme: str = "light") -> ElementTree.Element:
    return ElementTree.fromstring(export(document, "svg", theme).content)


def words(root: ElementTree.Element) -> list[str]:
    return ["".join(text.itertext()) for text in root.iter(f"{SVG}text")]


def two_cards(name: str) -> Document:
    return read_document(
        {
            "title": name,
            "nodes": {
                "a": {"kind": "service", "name": name, "position": {"x": 0, "y": 0}},
                "broker": {"kind": "kafka", "name": name, "position": {"x": 300, "y": 0}},
                "topic": {"kind": "kafka_topic", "name": name, "parent": "broker"},
            },
            "edges": {"e": {"kind": "publish", "source": "a", "target": "topic", "name": name}},
        }
    )


def test_every_node_and_edge_is_drawn_and_named():
    root = parsed(ORDER_FLOW)
    drawn = {group.get("id") for group in root.iter(f"{SVG}g")}
    assert {f"node-{identifier}" for identifier in ORDER_FLOW.nodes} <= drawn
    assert {f"edge-{identifier}" for identifier in ORDER_FLOW.edges} <= drawn
    shown = words(root)
    for node in ORDER_FLOW.nodes.values():
        assert node.name in shown
    assert ORDER_FLOW.title in shown


def test_cards_stand_where_the_document_puts_them():
    root = parsed(ORDER_FLOW)
    boxes = boxes_of(ORDER_FLOW)
    lefts = {}
    for group in root.iter(f"{SVG}g"):
        identifier = (group.get("id") or "").removeprefix("node-")
        if identifier in boxes:
            path = group.find(f"{SVG}path")
            assert path is not None
            numbers = [
                float(part) for part in path.get("d", "").replace("M", " ").replace("C", " ").replace(",", " ").split()
            ]
            lefts[identifier] = min(numbers[::2])
    for identifier, box in boxes.items():
        assert lefts[identifier] - lefts["shoppers"] == pytest.approx(box.left - boxes["shoppers"].left, abs=0.5)


def test_light_and_dark_differ_only_in_colours():
    light, dark = parsed(ORDER_FLOW, "light"), parsed(ORDER_FLOW, "dark")
    assert words(light) == words(dark)
    assert b"#f6f7f8" in export(ORDER_FLOW, "svg", "light").content
    assert b"#11161b" in export(ORDER_FLOW, "svg", "dark").content


def test_edges_have_the_colour_of_the_events_they_carry():
    strokes = {}
    for group in parsed(ORDER_FLOW).iter(f"{SVG}g"):
        path = group.find(f"{SVG}path")
        if (group.get("id") or "").startswith("edge-") and path is not None:
            strokes[group.get("id")] = path.get("stroke")
    assert strokes["edge-shoppers-gateway"] == "#8a5cd6"
    assert strokes["edge-orders-payment"] == "#2f6fde"
    assert strokes["edge-payment-payments"] == "#d9822b"
    assert strokes["edge-payment-orders_dlq"] == "#cf3f3f"


@pytest.mark.parametrize("name", HOSTILE)
def test_a_label_is_only_ever_text(name: str):
    root = parsed(two_cards(name))
    for element in root.iter():
        assert element.tag.removeprefix(SVG) in {"svg", "g", "title", "path", "polygon", "polyline", "ellipse", "text"}
        for attribute, value in element.attrib.items():
            assert not attribute.lower().startswith("on")
            assert "href" not in attribute.lower()
            assert "javascript:" not in value.lower()


@pytest.mark.parametrize("name", [r"a\N\G", "<b>&amp;", "a:b:n", "\"'`", "{x|y}"])
def test_a_short_label_is_shown_letter_by_letter(name: str):
    assert words(parsed(two_cards(name))).count(name) >= 3


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_labels_reach_png_and_dot_too(name: str):
    assert export(two_cards(name), "png").content.startswith(b"\x89PNG")
    assert export(two_cards(name), "dot").content.startswith(b"//")


def test_long_names_are_cut_to_fit_their_card():
    shown = words(parsed(two_cards("W" * 120)))
    assert any(text.endswith("…") for text in shown)
    assert all(len(text) < 120 for text in shown)


def test_a_png_has_two_pixels_a_unit():
    content = export(ORDER_FLOW, "png").content
    width, height = unpack(">II", content[16:24])
    assert 1900 <= width <= 2200
    assert 800 <= height <= 1300


def test_the_dot_source_draws_the_same_picture_by_itself():
    assert b"layout=nop2" in export(ORDER_FLOW, "dot").content


def test_a_diagram_nobody_laid_out_is_laid_out():
    piled_up = ORDER_FLOW.model_copy(
        update={
            "nodes": {
                identifier: node.model_copy(update={"position": node.position.model_copy(update={"x": 0.0, "y": 0.0})})
                for identifier, node in ORDER_FLOW.nodes.items()
            }
        }
    )
    assert not is_placed(piled_up)
    boxes = boxes_of(piled_up, laid_out(piled_up))
    standing = [identifier for identifier, node in piled_up.nodes.items() if getattr(node, "parent", None) is None]
    assert not any(boxes[a].overlaps(boxes[b]) for a in standing for b in standing if a < b)
    assert boxes["shoppers"].left < boxes["gateway"].left < boxes["order_service"].left < boxes["kafka"].left
    assert set(words(parsed(piled_up))) >= {node.name for node in piled_up.nodes.values()}


def test_what_takes_too_long_to_lay_out_is_put_in_rows():
    sizes = {f"n{i}": (160.0, 74.0 + 60 * (i % 7)) for i in range(100)}
    corners = in_rows(sizes)
    boxes = [Box(*corners[identifier], *sizes[identifier]) for identifier in sizes]
    assert not any(one.overlaps(other) for one, other in combinations(boxes, 2))
    width, height = max(box.right for box in boxes), max(box.bottom for box in boxes)
    assert 0.4 < width / height < 2.5


def test_an_empty_document_has_a_picture_too():
    root = parsed(read_document({"title": "Nothing yet"}))
    assert words(root) == ["Nothing yet"]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(labels=st.text(min_size=1, max_size=120).map(lambda text: f"x{text}x")))
def test_any_document_with_any_labels_becomes_a_picture(document: Document):
    assert len(list(parsed(document).iter(f"{SVG}g"))) > len(document.nodes)
