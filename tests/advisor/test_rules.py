"""Each rule finds its mistake in a small document, and nothing in the same document without it."""

from copy import deepcopy
from typing import Any

import pytest

from apps.advisor import RULES, Finding, findings
from apps.patterns import patterns, templates
from apps.schema import read_document

Json = dict[str, Any]

SOUND: Json = {
    "eventTypes": {
        "ask": {"name": "Ask", "kind": "command"},
        "asked": {"name": "Asked"},
        "answered": {"name": "Answered"},
        "undo": {"name": "Undo", "kind": "command"},
    },
    "nodes": {
        "people": {
            "kind": "clients",
            "name": "People",
            "workload": {"kind": "poisson", "perSecond": 50},
            "sends": [{"eventType": "ask"}],
        },
        "front": {
            "kind": "service",
            "name": "Front",
            "handlers": {"h": {"on": "ask", "outcomes": [{"emits": ["asked"]}]}},
        },
        "store": {"kind": "database", "name": "Store"},
        "kafka": {"kind": "kafka", "name": "Kafka"},
        "topic": {"kind": "kafka_topic", "name": "topic", "parent": "kafka", "partitions": 8},
        "answers": {"kind": "kafka_topic", "name": "answers", "parent": "kafka"},
        "dead": {"kind": "dead_letter_queue", "name": "dead", "parent": "kafka"},
        "worker": {
            "kind": "service",
            "name": "Worker",
            "idempotent": True,
            "concurrency": 2,
            "handlers": {"h": {"on": "asked", "outcomes": [{"emits": ["answered"]}]}, "u": {"on": "undo"}},
        },
        "saga": {
            "kind": "saga",
            "name": "Saga",
            "startsOn": "asked",
            "steps": [
                {"name": "first", "succeedsOn": "answered", "compensation": "undo"},
                {"name": "second", "succeedsOn": "answered"},
            ],
        },
    },
    "edges": {
        "people-front": {"kind": "call", "source": "people", "target": "front", "timeoutMs": 3000},
        "front-store": {"kind": "read", "source": "front", "target": "store", "timeoutMs": 1000},
        "front-topic": {"kind": "publish", "source": "front", "target": "topic"},
        "topic-worker": {"kind": "subscribe", "source": "topic", "target": "worker"},
        "worker-dead": {"kind": "dead_letter", "source": "worker", "target": "dead"},
        "worker-answers": {"kind": "publish", "source": "worker", "target": "answers"},
        "topic-saga": {"kind": "subscribe", "source": "topic", "target": "saga"},
        "answers-saga": {"kind": "subscribe", "source": "answers", "target": "saga"},
        "saga-topic": {"kind": "publish", "source": "saga", "target": "topic"},
    },
}


def with_changes(changes: Json) -> Json:
    """SOUND with values set by dotted path; None removes the entry."""
    raw = deepcopy(SOUND)
    for path, value in changes.items():
        *folders, last = path.split("/")
        place = raw
        for folder in folders:
            place = place.setdefault(folder, {})
        if value is None:
            place.pop(last)
        else:
            place[last] = deepcopy(value)
    return raw


def found(changes: Json) -> list[Finding]:
    return findings(read_document(with_changes(changes)))


def test_a_sound_document_has_no_findings():
    assert found({}) == []


@pytest.mark.parametrize("name", patterns())
def test_the_patterns_follow_the_advice(name: str):
    assert findings(patterns()[name].document) == []


@pytest.mark.parametrize(
    ("rule", "node", "changes"),
    [
        ("no_dead_letter_queue", "worker", {"edges/worker-dead": None}),
        ("retries_at_once", "worker", {"nodes/worker/retry": {"backoff": "none"}}),
        ("retries_at_once", "worker", {"nodes/worker/retry": {"baseMs": 0}}),
        ("retries_in_step", "worker", {"nodes/worker/retry": {"jitter": "none"}}),
        ("not_idempotent", "worker", {"nodes/worker/idempotent": False}),
        ("more_slots_than_partitions", "worker", {"nodes/topic/partitions": 1}),
        ("overloaded", "worker", {"nodes/worker/work": {"kind": "constant", "ms": 35}}),
        ("overloaded", "front", {"nodes/store/work": {"kind": "constant", "ms": 200}, "nodes/store/concurrency": 100}),
        ("gives_up_too_early", "people-front", {"edges/people-front/timeoutMs": 900}),
        ("gives_up_too_early", "people-front", {"edges/front-store/retries": 2}),
        ("step_cannot_be_undone", "saga", {"nodes/saga/steps": [
            {"name": "first", "succeedsOn": "answered"}, {"name": "second", "succeedsOn": "answered"}]}),
        ("answer_never_comes", "saga", {"edges/answers-saga": None}),
        ("saga_never_starts", "saga", {"edges/topic-saga": None}),
        ("saga_never_starts", "saga", {"nodes/saga/startsOn": None}),
        ("undoing_never_confirmed", "saga", {"nodes/saga/steps": [
            {"name": "first", "succeedsOn": "answered", "compensation": "undo", "compensatedOn": "undo"}],
            "edges/topic-saga/eventTypes": ["asked"]}),
        ("nobody_reads", "answers", {"edges/answers-saga": None}),
        ("goes_nowhere", "front", {"edges/front-topic/eventTypes": ["answered"]}),
        ("goes_nowhere", "saga", {"edges/saga-topic": None}),
        ("never_arrives", "worker", {"edges/topic-worker/eventTypes": ["undo"]}),
        ("unused_event_type", "spare", {"eventTypes/spare": {"name": "Spare"}}),
    ],
)  # fmt: skip
def test_a_mistake_is_found_where_it_is(rule: str, node: str, changes: Json):
    assert (rule, node) in {(finding.rule, finding.node) for finding in found(changes)}


QUEUED: Json = {
    "nodes/rabbit": {"kind": "rabbitmq", "name": "Rabbit"},
    "nodes/jobs": {"kind": "rabbitmq_queue", "name": "jobs", "parent": "rabbit", "messageTtlMs": 60000},
    "edges/front-topic": {"kind": "publish", "source": "front", "target": "jobs"},
    "edges/topic-worker": {"kind": "subscribe", "source": "jobs", "target": "worker", "prefetch": 4},
}
SQS: Json = {
    "nodes/aws": {"kind": "sqs", "name": "AWS"},
    "nodes/jobs": {"kind": "sqs_queue", "name": "jobs", "parent": "aws"},
    "edges/front-topic": {"kind": "publish", "source": "front", "target": "jobs"},
    "edges/topic-worker": {"kind": "subscribe", "source": "jobs", "target": "worker"},
}
STREAMED: Json = {
    "nodes/redis": {"kind": "redis", "name": "Redis"},
    "nodes/jobs": {"kind": "redis_stream", "name": "jobs", "parent": "redis", "maxLength": 1000},
    "edges/front-topic": {"kind": "publish", "source": "front", "target": "jobs"},
    "edges/topic-worker": {"kind": "subscribe", "source": "jobs", "target": "worker"},
}
HOT: Json = {"eventTypes/asked": {"name": "Asked", "keyDistribution": {"kind": "hot_key", "percent": 60}}}
BUSY_WORKER: Json = {"nodes/worker/work": {"kind": "constant", "ms": 50}}
BUSY_FRONT: Json = {"nodes/front/work": {"kind": "constant", "ms": 100}}


@pytest.mark.parametrize(
    ("rule", "place", "base", "mistake"),
    [
        ("retries_overwhelm", "people-front", BUSY_FRONT, {"edges/people-front/retries": 2}),
        ("works_for_nobody", "front", {**BUSY_FRONT, "nodes/front/queueLimit": 20}, {"nodes/front/queueLimit": 10_000}),
        ("gives_up_before_the_work", "people-front", {}, {"nodes/front/work": {"kind": "constant", "ms": 4000}}),
        ("hot_partition", "topic", HOT, BUSY_WORKER),
        ("backlog_without_limit", "jobs", QUEUED, {"nodes/jobs/messageTtlMs": None, **BUSY_WORKER}),
        ("handed_out_again_too_soon", "jobs", SQS, {"nodes/jobs/visibilityTimeoutMs": 50}),
        ("handed_out_again_too_soon", "jobs", STREAMED, {"nodes/jobs/claimMinIdleMs": 40}),
        ("polls_too_seldom", "worker", {}, {"nodes/kafka/maxPollIntervalMs": 4000}),
        ("blocks_its_partition", "worker", {}, {"nodes/worker/retry": {"mode": "in_place", "maxRetries": 50}}),
        ("acknowledged_before_the_work", "topic-worker", QUEUED, {"edges/topic-worker/acknowledge": "automatic"}),
        ("published_without_proof", "front-topic", QUEUED, {"edges/front-topic/confirms": False}),
        ("published_without_proof", "front-topic", {}, {"edges/front-topic/acks": "1"}),
        ("kept_in_memory_only", "front-topic", {**QUEUED, "nodes/jobs/queueType": "classic"},
            {"edges/front-topic/persistent": False}),
        ("kept_in_memory_only", "redis", STREAMED, {"nodes/redis/appendfsync": "no"}),
        ("larger_than_its_broker_takes", "front-topic", {}, {"edges/front-topic/maxRequestBytes": 500}),
        ("larger_than_its_broker_takes", "front-topic", QUEUED, {"nodes/rabbit/maxMessageBytes": 500}),
        ("larger_than_its_broker_takes", "front-topic", {}, {"eventTypes/asked/sizeBytes": 2_000_000}),
        ("takes_all_that_waits", "topic-worker", QUEUED, {"edges/topic-worker/prefetch": 0}),
    ],
)  # fmt: skip
def test_a_mistake_is_found_that_is_not_there_without_it(rule: str, place: str, base: Json, mistake: Json):
    assert rule not in {finding.rule for finding in found(base)}
    assert (rule, place) in {(finding.rule, finding.node) for finding in found({**base, **mistake})}


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("retries_at_once", {"nodes/worker/retry": {"backoff": "none"}}),
        ("retries_at_once", {"nodes/worker/retry": {"baseMs": 0}}),
        ("retries_in_step", {"nodes/worker/retry": {"jitter": "none"}}),
        ("not_idempotent", {"nodes/worker/idempotent": False}),
        ("gives_up_too_early", {"edges/people-front/timeoutMs": 900}),
        ("retries_overwhelm", {**BUSY_FRONT, "edges/people-front/retries": 2}),
        ("works_for_nobody", {**BUSY_FRONT, "nodes/front/queueLimit": 10_000}),
        ("handed_out_again_too_soon", {**SQS, "nodes/jobs/visibilityTimeoutMs": 50}),
        ("polls_too_seldom", {"nodes/kafka/maxPollIntervalMs": 4000}),
        ("blocks_its_partition", {"nodes/worker/retry": {"mode": "in_place", "maxRetries": 50}}),
        ("acknowledged_before_the_work", {**QUEUED, "edges/topic-worker/acknowledge": "automatic"}),
        ("published_without_proof", {"edges/front-topic/acks": "0"}),
        ("kept_in_memory_only", {**STREAMED, "nodes/redis/appendfsync": "no"}),
        ("larger_than_its_broker_takes", {"edges/front-topic/maxRequestBytes": 500}),
        ("larger_than_its_broker_takes", {"nodes/topic/maxMessageBytes": 500}),
        ("takes_all_that_waits", {**QUEUED, "edges/topic-worker/prefetch": 0}),
    ],
)
def test_what_a_finding_would_change_mends_it(rule: str, changes: Json):
    raw = with_changes(changes)
    (finding,) = (one for one in findings(read_document(raw)) if one.rule == rule)
    assert finding.fix
    assert finding.changes
    for change in finding.changes:
        place = raw
        for part in change.path[:-1]:
            place = place.setdefault(part, {})
        place[change.path[-1]] = change.value
    assert rule not in {one.rule for one in findings(read_document(raw))}


def test_one_stuck_dependency_takes_the_slots_of_what_does_not_need_it():
    lesson = templates()["timeout_cascade"].document
    (finding,) = findings(lesson)
    assert finding.node == "shared-storefront-checkout"
    assert "20/s" in finding.words
    assert "all 32 slots" in finding.words


def test_every_finding_says_what_in_words():
    for finding in found({"edges/worker-dead": None, "nodes/worker/idempotent": False}):
        assert len(finding.words) > 20
        assert finding.severity in ("warn", "hint")


def test_warnings_come_before_hints():
    severities = [
        finding.severity for finding in found({"nodes/worker/idempotent": False, "nodes/topic/partitions": 1})
    ]
    assert severities == sorted(severities, key=["warn", "hint"].index)
    assert set(severities) == {"warn", "hint"}


def test_a_dead_letter_edge_from_the_channel_counts_too():
    changes = {"edges/worker-dead": None, "edges/d": {"kind": "dead_letter", "source": "topic", "target": "dead"}}
    assert found(changes) == []


def test_the_utilisation_is_the_declared_rate_times_the_work():
    (finding,) = found({"nodes/worker/work": {"kind": "constant", "ms": 36}})
    assert "90%" in finding.words
    assert "50 messages/s" in finding.words


def test_retries_count_into_the_utilisation():
    # 30 ms and half of all attempts failing, up to 3 retries: 1.875 attempts, so 141 % instead of 75 %.
    (finding,) = found({"nodes/worker/work": {"kind": "constant", "ms": 30}, "nodes/worker/failurePercent": 50})
    assert "141%" in finding.words


def test_partitions_limit_what_slots_can_do():
    rules = {
        finding.rule
        for finding in found({"nodes/topic/partitions": 1, "nodes/worker/work": {"kind": "constant", "ms": 19}})
    }
    assert "overloaded" in rules


def test_each_rule_is_registered_once():
    assert len({rule.__name__ for rule in RULES}) == len(RULES)
