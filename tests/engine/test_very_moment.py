"""What a change brings about at its very moment belongs to that moment, also where a run ends there."""

import pytest

from apps.engine import Simulation, compile_document
from apps.schema import Document
from apps.schema.operations import Seek
from tests.engine.small import constant, document, service, source, topic


def event_store() -> Document:
    nodes = {
        "source": source(100.0),
        "store": {"kind": "event_store"},
        "view": {"kind": "projection", "work": constant(1)},
    }
    edges = {
        "write": {"kind": "write", "source": "source", "target": "store"},
        "subscribe": {"kind": "subscribe", "source": "store", "target": "view"},
    }
    return document(nodes, edges)


@pytest.mark.parametrize("design", [topic(100.0, 4, service(constant(1), concurrency=4)), event_store()])
def test_an_advance_to_the_moment_of_a_change_leaves_nothing_undone(design: Document) -> None:
    ends = []
    for times in (1, 2):
        simulation = Simulation(compile_document(design), 1)
        simulation.operate(Seek(target="subscribe", at_seconds=6.0))
        for _ in range(times):
            simulation.advance(6.0)
        ends.append(simulation.digest())
    assert ends[0] == ends[1]
