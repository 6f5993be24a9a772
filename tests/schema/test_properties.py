"""Whatever valid document is drawn: it reads, writes and reads again as the same, and text in it stays text."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.schema import Document, dump_document, fault_problem, read_document, read_document_text
from apps.schema.edges import Subscribe
from apps.schema.faults import FaultBase
from apps.schema.nodes import CONTAINERS, SOURCES
from tests.documents.strategies import documents, documents_with_faults

several = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@several
@given(documents())
def test_reading_what_was_written_gives_the_same(document: Document):
    assert read_document(dump_document(document)) == document


@several
@given(documents(labels=st.text(min_size=1, max_size=100).map(lambda text: f"x{text}x")))
def test_also_by_way_of_text_whatever_the_labels(document: Document):
    assert read_document_text(json.dumps(dump_document(document), ensure_ascii=False)) == document


@several
@given(documents())
def test_drawn_documents_are_connected(document: Document):
    """All but the first nodes are led to by an edge, if anything before them could lead there."""
    ends = {end for edge in document.edges.values() for end in (edge.source, edge.target)}
    lonely = [identifier for identifier in document.nodes if identifier not in ends]
    for identifier in lonely:
        assert document.nodes[identifier].kind in {*CONTAINERS, *SOURCES, "database", "event_store", "projection",
            "rabbitmq_queue", "sqs_queue", "dead_letter_queue"}, identifier  # fmt: skip
    assert any(node.kind in SOURCES for node in document.nodes.values())


@several
@given(documents_with_faults())
def test_drawn_faults_can_strike(drawn: tuple[Document, list[FaultBase]]):
    document, faults = drawn
    assert all(fault_problem(document, fault) is None for fault in faults)
    assert [fault.at_seconds for fault in faults] == sorted(fault.at_seconds for fault in faults)


@pytest.mark.parametrize(
    "label", ["<script>alert(1)</script>", "<b>x</b>", "\\N \\G", "a:b", "' OR 1=1 --", "{{ x }}", "${x}", "注文 🛒"]
)
def test_a_label_is_kept_letter_by_letter(label: str):
    document = read_document({"title": label, "nodes": {"a": {"kind": "service", "name": label}}})
    assert document.title == document.nodes["a"].name == label


def test_a_label_loses_only_the_blanks_around_it():
    assert read_document({"title": "  Orders  "}).title == "Orders"


def test_defaults_are_written_out_so_that_they_stay_when_they_change():
    edge = Subscribe(source="a", target="b").model_dump(mode="json")
    assert edge["bindingKey"] == "#"
    assert edge["latencyMs"] == 1.0
