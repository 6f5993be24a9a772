"""What version 1 called requeue keeps its meaning in version 2."""

from copy import deepcopy
from typing import Any

import pytest

from apps.schema import read_document
from apps.schema.upgrades import upgraded


def document(*channels: str, retry: dict[str, Any] | None = None) -> dict[str, Any]:
    brokers = {"sqs_queue": "sqs", "kafka_topic": "kafka"}
    nodes: dict[str, Any] = {"work": {"kind": "service", "name": "Work", **({"retry": retry} if retry else {})}}
    edges: dict[str, Any] = {}
    for index, kind in enumerate(channels):
        nodes[f"b{index}"] = {"kind": brokers[kind], "name": "Broker"}
        nodes[f"c{index}"] = {"kind": kind, "name": "Channel", "parent": f"b{index}"}
        edges[f"e{index}"] = {"kind": "subscribe", "source": f"c{index}", "target": "work"}
    return {"schemaVersion": 1, "nodes": nodes, "edges": edges}


@pytest.mark.parametrize("retry", [None, {"maxRetries": 2}, {"mode": "requeue"}])
@pytest.mark.parametrize(
    ("channels", "mode"),
    [
        ((), "retry_topic"),
        (("kafka_topic",), "retry_topic"),
        (("sqs_queue", "kafka_topic"), "retry_topic"),
        (("sqs_queue", "sqs_queue"), "requeue"),
    ],
)
def test_requeue_becomes_a_retry_topic_except_where_only_sqs_is_read(
    channels: tuple[str, ...], mode: str, retry: dict[str, Any] | None
):
    assert read_document(document(*channels, retry=retry)).nodes["work"].retry.mode == mode


def test_in_place_stays_in_place():
    assert read_document(document("sqs_queue", retry={"mode": "in_place"})).nodes["work"].retry.mode == "in_place"


def test_the_document_that_was_given_is_left_as_it_was():
    given = document("sqs_queue", retry={"mode": "requeue"})
    before = deepcopy(given)
    upgraded(given)
    assert given == before


@pytest.mark.parametrize(
    "raw", [{}, {"nodes": []}, {"nodes": {"a": 1, "b": {"kind": "service", "retry": 3}}, "edges": {"e": None}},
            {"nodes": {"a": {"kind": "service"}}, "edges": {"e": {"kind": "subscribe", "source": [], "target": "a"}}}]
)  # fmt: skip
def test_whatever_stands_there_the_upgrade_does_not_stumble(raw: dict[str, Any]):
    assert upgraded({"schemaVersion": 1, **raw})["schemaVersion"] == 2
