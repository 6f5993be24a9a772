"""The registry of formats, and the document itself as one of them."""

import pytest
from hypothesis import given, settings

from apps.exchange import FORMATS, UnknownFormat, export
from apps.exchange.registry import file_stem
from apps.patterns import templates
from apps.schema import Document, read_document_text
from tests.documents.strategies import documents

ORDER_FLOW = templates()["order_flow"].document


def test_the_formats_are_those_that_are_offered():
    assert set(FORMATS) == {"svg", "png", "dot", "json", "compose"}


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_says_what_it_is(name: str):
    exported = export(ORDER_FLOW, name)
    assert exported.content
    assert exported.filename == f"e-commerce-order-flow{FORMATS[name].suffix}"
    assert "/" in exported.media_type


@pytest.mark.parametrize("name", templates())
def test_an_exported_template_imports_as_the_same_document(name: str):
    document = templates()[name].document
    assert read_document_text(export(document, "json").content) == document


@settings(max_examples=40, deadline=None)
@given(documents())
def test_any_exported_document_imports_as_the_same(document: Document):
    assert read_document_text(export(document, "json").content) == document


def test_an_unknown_format_is_answered_with_those_there_are():
    with pytest.raises(UnknownFormat, match="svg, png, dot, json, compose"):
        export(ORDER_FLOW, "gif")


def test_an_unknown_theme_is_answered_with_those_there_are():
    with pytest.raises(UnknownFormat, match="light, dark"):
        export(ORDER_FLOW, "svg", "sepia")


@pytest.mark.parametrize(
    ("title", "stem"),
    [
        ("E-commerce order flow", "e-commerce-order-flow"),
        ("../../etc/passwd", "etc-passwd"),
        ('a"; filename="b.exe', "a-filename-b-exe"),
        ("Bücher\r\nX: y", "bucher-x-y"),
        ("注文", "diagram"),
        ("x" * 120, "x" * 80),
    ],
)
def test_a_file_name_is_safe_whatever_the_title(title: str, stem: str):
    assert file_stem(title) == stem
