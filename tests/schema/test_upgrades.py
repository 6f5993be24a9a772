"""What older versions of the document said keeps its meaning: version 1 by requeue, version 2 by a delivery limit,
autoscaling without a window, clocks that nothing goes by."""

from copy import deepcopy
from typing import Any

import pytest

from apps.schema import DocumentInvalid, dump_document, read_document
from apps.schema.document import SCHEMA_VERSION
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
    "raw",
    [
        {},
        {"nodes": []},
        {"nodes": {"a": 1, "b": {"kind": "service", "retry": 3}}, "edges": {"e": None}},
        {"nodes": {"a": {"kind": "service"}}, "edges": {"e": {"kind": "subscribe", "source": [], "target": "a"}}},
        {"nodes": {"q": {"kind": "rabbitmq_queue", "parent": []}, "r": {"kind": "rabbitmq_queue", "parent": "q"}}},
        {"nodes": {"q": {"kind": "rabbitmq_queue", "parent": "r", "deliveryLimit": []}, "r": None}},
        {"nodes": {"s": {"kind": "service", "autoscaling": []}, "t": {"kind": "service", "autoscaling": {}}}},
        {"scenarios": {"s": {"faults": [1, {"kind": "clock_skew", "target": []}], "monkeys": [3]}, "t": 1}},
        {"experiments": {"e": {"method": []}, "f": {"method": {"faults": 1}}, "g": None}, "scenarios": []},
    ],
)
@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_whatever_stands_there_the_upgrade_does_not_stumble(version: int, raw: dict[str, Any]):
    assert upgraded({"schemaVersion": version, **raw})["schemaVersion"] == SCHEMA_VERSION


LEFT_OUT = "left out"


def rabbitmq(version: str | None, limit: Any, schema_version: int = 2) -> dict[str, Any]:
    broker = {"kind": "rabbitmq", "name": "Rabbit", **({"version": version} if version else {})}
    queue = {"kind": "rabbitmq_queue", "name": "Work", "parent": "rabbit"}
    nodes = {"rabbit": broker, "work": queue if limit == LEFT_OUT else {**queue, "deliveryLimit": limit}}
    return {"schemaVersion": schema_version, "nodes": nodes}


@pytest.mark.parametrize("schema_version", [1, 2])
@pytest.mark.parametrize("version", [None, "3.13", "4.0", "4.3"])
@pytest.mark.parametrize(("limit", "meant"), [(LEFT_OUT, 20), (20, 20), (7, 7), (None, -1)])
def test_a_delivery_limit_of_version_2_is_what_it_was_on_every_version_of_the_broker(
    schema_version: int, version: str | None, limit: Any, meant: int
):
    document = read_document(rabbitmq(version, limit, schema_version))
    assert document.nodes["work"].limit_of_deliveries(document.nodes["rabbit"].version) == meant
    again = read_document(dump_document(document))
    assert again == document


@pytest.mark.parametrize(("version", "usual"), [("3.13", -1), ("4.0", 20), ("4.3", 20)])
@pytest.mark.parametrize("limit", [LEFT_OUT, None])
def test_from_version_3_on_a_limit_that_is_left_out_is_the_brokers_own(version: str, usual: int, limit: Any):
    work = read_document(rabbitmq(version, limit, 3)).nodes["work"]
    assert work.delivery_limit is None
    assert work.limit_of_deliveries(version) == usual


SCALED = {"kind": "service", "name": "Work", "autoscaling": {"maxInstances": 3}}


@pytest.mark.parametrize(("schema_version", "window"), [(1, 0.0), (2, 0.0), (3, 300.0)])
def test_autoscaling_of_version_2_has_no_stabilisation_window(schema_version: int, window: float):
    document = read_document({"schemaVersion": schema_version, "nodes": {"work": SCALED}})
    assert document.nodes["work"].autoscaling.scale_down_stabilization_seconds == window


def skewed(schema_version: int) -> dict[str, Any]:
    """Clocks of a producer, of a projection, which remembers, and of two services that go by none."""
    faults = [{"kind": "clock_skew", "target": name} for name in ("shop", "plain", "view", "for-good")]
    faults.append({"kind": "crash", "target": "plain"})
    nodes: dict[str, Any] = {
        "shop": {"kind": "clients", "name": "Shop"},
        "kafka": {"kind": "kafka", "name": "Kafka"},
        "topic": {"kind": "kafka_topic", "name": "Topic", "parent": "kafka"},
        "plain": {"kind": "service", "name": "Plain"},
        "view": {"kind": "projection", "name": "View"},
        "for-good": {"kind": "service", "name": "G", "idempotent": True, "idempotencyWindowSeconds": None},
    }
    edges = {
        "in": {"kind": "publish", "source": "shop", "target": "topic"},
        **{
            f"to-{name}": {"kind": "subscribe", "source": "topic", "target": name}
            for name in ("plain", "view", "for-good")
        },
    }
    return {
        "schemaVersion": schema_version,
        "nodes": nodes,
        "edges": edges,
        "scenarios": {"one": {"name": "One", "faults": faults}},
        "experiments": {"two": {"name": "Two", "method": {"faults": faults}}},
    }


@pytest.mark.parametrize("schema_version", [1, 2])
def test_clock_skew_of_version_2_is_left_out_where_it_changed_nothing(schema_version: int):
    document = read_document(skewed(schema_version))
    for faults in (document.scenarios["one"].faults, document.experiments["two"].method.faults):
        assert [(one.kind, one.target) for one in faults] == [
            ("clock_skew", "shop"),
            ("clock_skew", "view"),
            ("crash", "plain"),
        ]


def test_from_version_3_on_clock_skew_that_changes_nothing_is_refused():
    with pytest.raises(DocumentInvalid) as caught:
        read_document(skewed(3))
    assert {problem.path for problem in caught.value.problems} == {
        f"{where}.faults.{index}.target" for where in ("scenarios.one", "experiments.two.method") for index in (1, 3)
    }


def test_a_monkey_of_version_2_that_could_only_skew_clocks_where_there_are_none_is_left_out():
    monkeys = [{"kinds": ["clock_skew"]}, {"kinds": ["clock_skew", "slow"]}]
    raw = {"schemaVersion": 2, "nodes": {"work": {"kind": "service", "name": "Work"}}}
    raw["scenarios"] = {"one": {"name": "One", "monkeys": monkeys}}
    (monkey,) = read_document(raw).scenarios["one"].monkeys
    assert monkey.kinds == ["clock_skew", "slow"]
