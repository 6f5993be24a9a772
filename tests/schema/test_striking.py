"""What a fault or an operation may strike: the part it names has to be there."""

from typing import Any

import pytest

from apps.engine.fault_words import words
from apps.schema import DocumentInvalid, read_document, read_faults, read_operations
from apps.schema.faults import FAULT_KINDS
from apps.schema.striking import fault_problem, operation_problem

Json = dict[str, Any]
DOCUMENT = read_document(
    {
        "nodes": {
            "shop": {"kind": "clients", "name": "Shop"},
            "kafka": {"kind": "kafka", "name": "Kafka"},
            "topic": {"kind": "kafka_topic", "name": "Topic", "parent": "kafka", "partitions": 4},
            "aws": {"kind": "sqs", "name": "AWS"},
            "queue": {"kind": "sqs_queue", "name": "Queue", "parent": "aws"},
            "rabbit": {"kind": "rabbitmq", "name": "Rabbit"},
            "work": {"kind": "service", "name": "Work", "instances": 2},
            "for-good": {"kind": "service", "name": "For good", "idempotent": True, "idempotencyWindowSeconds": None},
            "for-a-time": {"kind": "service", "name": "For a time", "idempotent": True},
            "dead": {"kind": "dead_letter_queue", "name": "Dead"},
        },
        "edges": {
            "in": {"kind": "publish", "source": "shop", "target": "topic"},
            "out": {"kind": "subscribe", "source": "topic", "target": "work"},
            "other": {"kind": "subscribe", "source": "queue", "target": "work"},
        },
    }
)


def fault_refused(fault: Json) -> str:
    with pytest.raises(DocumentInvalid) as caught:
        read_faults([fault], DOCUMENT)
    (problem,) = caught.value.problems
    return problem.problem


def operation_refused(operation: Json) -> str:
    with pytest.raises(DocumentInvalid) as caught:
        read_operations([operation], DOCUMENT)
    (problem,) = caught.value.problems
    return problem.problem


@pytest.mark.parametrize(
    ("fault", "limit"),
    [
        ({"kind": "crash", "target": "work", "instance": 2}, "has 2: at most 1"),
        ({"kind": "slow", "target": "work", "instance": 7}, "has 2: at most 1"),
        ({"kind": "leader_loss", "target": "topic", "partition": 4}, "has 4: at most 3"),
        ({"kind": "crash", "target": "kafka", "instance": 0}, "has no instances"),
        ({"kind": "zone_loss", "target": "moon"}, "nothing stands in any"),
        ({"kind": "broker_node_loss", "target": "aws"}, "does not apply to SQS and SNS"),
        ({"kind": "memory_alarm", "target": "kafka"}, "does not apply to Kafka"),
        ({"kind": "rebalance_storm", "target": "other"}, "does not apply to an edge from SQS queue"),
        ({"kind": "clock_skew", "target": "work"}, "changes nothing at Work: it publishes to no Kafka topic"),
        ({"kind": "clock_skew", "target": "for-good"}, "changes nothing at For good"),
        ({"kind": "clock_skew", "target": "queue"}, "does not apply to SQS queue"),
    ],
)
def test_a_part_that_is_not_there_is_named_with_the_limit(fault: Json, limit: str):
    assert limit in fault_refused(fault)


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "crash", "target": "work", "instance": 1},
        {"kind": "leader_loss", "target": "topic", "partition": 3},
        {"kind": "rebalance_storm", "target": "out"},
        {"kind": "duplicate", "target": "in"},
        {"kind": "throttle", "target": "aws"},
        {"kind": "clock_skew", "target": "shop"},
        {"kind": "clock_skew", "target": "for-a-time"},
        {"kind": "memory_alarm", "target": "rabbit"},
    ],
)
def test_a_part_that_is_there_can_be_struck(fault: Json):
    (read,) = read_faults([fault], DOCUMENT)
    assert read.kind == fault["kind"]


@pytest.mark.parametrize("probability", [0, 1.5, -1])
def test_a_probability_outside_its_limits_is_refused(probability: float):
    fault_refused({"kind": "crash", "target": "work", "probability": probability})


@pytest.mark.parametrize("kind", FAULT_KINDS)
def test_every_fault_that_can_strike_something_is_said_in_words(kind: str):
    targets = [*DOCUMENT.nodes, *DOCUMENT.edges]
    faults = [FAULT_KINDS[kind].model(target=target) for target in targets]
    struck = [fault for fault in faults if fault_problem(DOCUMENT, fault) is None]
    assert struck or FAULT_KINDS[kind].zones
    assert all(words(DOCUMENT, fault) for fault in struck)


@pytest.mark.parametrize(
    "operation",
    [
        {"kind": "seek", "target": "out", "to": "earliest"},
        {"kind": "redrive", "target": "dead"},
        {"kind": "scale", "target": "work", "instances": 5},
        {"kind": "purge", "target": "queue"},
    ],
)
def test_an_operation_is_read(operation: Json):
    (read,) = read_operations({"operations": [operation]}, DOCUMENT)
    assert operation_problem(DOCUMENT, read) is None


@pytest.mark.parametrize(
    ("operation", "reason"),
    [
        ({"kind": "seek", "target": "other"}, "an edge from SQS queue"),
        ({"kind": "seek", "target": "in"}, "an edge of kind publish"),
        ({"kind": "scale", "target": "topic"}, "does not apply to Topic"),
        ({"kind": "purge", "target": "nothing"}, "neither a node nor an edge"),
        ({"kind": "redrive", "target": "dead", "perSecond": 501}, "less than or equal to 500"),
    ],
)
def test_an_operation_that_cannot_be_done_is_refused(operation: Json, reason: str):
    assert reason in operation_refused(operation)
