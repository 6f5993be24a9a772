"""The accounts of a run: ledgers that add up, groups, causes, and how far behind read models are."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.engine import Simulation, accounts, compile_document
from apps.engine.layout import CAUSES
from apps.engine.replay import play
from apps.engine.results import results
from apps.schema import Document
from apps.schema.faults import Crash, FaultBase
from apps.schema.frames import Ledger
from apps.schema.results import Results
from tests.documents.strategies import documents_with_faults
from tests.engine.small import constant, document, exponential, queue, service, source, topic

UNTIL = 3.0
COUNTED = tuple(name for name in Ledger.model_fields if name != "balanced")
BAD = ("dead_lettered", "expired", "dropped", "lost")
BAD_OUTCOME = {name: accounts.OUTCOMES[outcome] for name, outcome in CAUSES}


def adds_up(found: Results) -> None:
    """Types, channels and the whole say the same, and every bad end has a cause."""
    channels = [node.ledger for node in found.nodes.values() if node.ledger]
    for name in COUNTED:
        whole = getattr(found.ledger, name)
        assert sum(getattr(one, name) for one in found.ledger_by_type.values()) == whole
        assert sum(getattr(one, name) for one in channels) == whole
    assert all(one.balanced for one in [found.ledger, *channels, *found.ledger_by_type.values()])
    for ledger, causes in [(found.ledger, found.causes)] + [
        (node.ledger, node.causes) for node in found.nodes.values() if node.ledger
    ]:
        for outcome in BAD:
            assert sum(n for cause, n in causes.items() if BAD_OUTCOME[cause] == outcome) == getattr(ledger, outcome)
    # What nobody subscribes to is counted and not listed: it would push out what went wrong.
    listed = sum(getattr(found.ledger, outcome) for outcome in BAD) - found.causes.get("nobody reads it", 0)
    assert len(found.endings) == min(200, listed)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents_with_faults(until=UNTIL), st.integers(0, 2**32))
def test_types_channels_and_causes_add_up_to_the_ledger_at_any_moment(
    drawn: tuple[Document, list[FaultBase]], seed: int
) -> None:
    design, faults = drawn
    simulation = Simulation(compile_document(design), seed)
    for number, fault in enumerate(faults):
        simulation.inject(f"f{number}", fault)  # type: ignore[arg-type]
    for until in (0.01, 1.3, UNTIL):
        simulation.advance(until, 100_000)
        adds_up(results(simulation))


def test_bad_endings_say_what_ended_where_and_why() -> None:
    failing = service(constant(5), failurePercent=40, retry={"maxRetries": 2, "backoff": "none"})
    found, _ = play(queue(50.0, failing), until=40.0)
    adds_up(found)
    assert found.causes == {"retries used up": found.ledger.dead_lettered}
    assert found.nodes["queue"].causes == found.causes
    last = found.endings[-1]
    assert (last.event_type, last.channel, last.cause) == ("event", "queue", "retries used up")
    assert last.outcome == "dead_lettered"
    assert last.attempts == 3
    assert last.sent < last.time <= 40.0
    assert [one.time for one in found.endings] == sorted(one.time for one in found.endings)


def test_a_group_reports_its_lag_by_partition_and_how_old_it_is() -> None:
    slow, cluster = service(constant(20), instances=4), {"sessionTimeoutMs": 6000}
    found, _ = play(topic(400.0, 4, slow, **cluster), until=30.0)
    adds_up(found)
    (group,) = found.groups
    assert (group.channel, group.name, group.edges) == ("topic", "consumer", ["subscribe"])
    # 400 come and 200 go each second, so half of what came waits, for half of the time.
    assert group.waiting == pytest.approx(6000, rel=0.1)
    assert group.seconds_behind == pytest.approx(15.0, rel=0.15)
    assert len(group.lag_by_partition) == 4
    assert sum(group.lag_by_partition) == group.lag >= group.waiting
    assert group.in_process == 4


def test_a_group_that_has_handled_everything_is_not_behind() -> None:
    nodes = {"start": {"kind": "schedule", "everySeconds": 5, "batch": 10, "sends": [{"eventType": "event"}]}}
    raw = topic(1.0, 2, service(constant(1))).model_dump(mode="json", by_alias=True)
    design = document({**raw["nodes"], "source": nodes["start"]}, raw["edges"])
    found, _ = play(design, until=9.0)
    (group,) = found.groups
    assert group.arrived > 0
    assert (group.waiting, group.in_process, group.seconds_behind) == (0, 0, 0.0)


def cqrs(view: dict[str, object]) -> Document:
    nodes = {
        "source": source(20.0),
        "kafka": {"kind": "kafka"},
        "topic": {"kind": "kafka_topic", "parent": "kafka", "partitions": 1},
        "view": {"kind": "projection", **view},
    }
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "topic"},
        "subscribe": {"kind": "subscribe", "source": "topic", "target": "view"},
    }
    return document(nodes, edges)


def test_a_read_model_says_how_many_seconds_it_is_behind() -> None:
    healthy, _ = play(cqrs({"work": constant(5)}), until=40.0)
    assert healthy.nodes["view"].consistency is not None
    assert healthy.nodes["view"].consistency.seconds_behind < 0.1
    assert healthy.nodes["view"].consistency.applied == healthy.edges["subscribe"].latency.model_copy(
        update={"mean_interval": None}
    )
    faults = [Crash(target="view", at_seconds=30)]
    stopped, _ = play(cqrs({"work": constant(5)}), until=40.0, faults=faults)
    behind = stopped.nodes["view"].consistency
    assert behind is not None
    # What was handled since the last commit, at 25 s, will be read again: it counts as not applied.
    assert behind.seconds_behind == pytest.approx(15.0, abs=0.5)
    assert behind.events_behind == pytest.approx(300, rel=0.3)
    assert healthy.nodes["source"].consistency is None


def test_instances_are_reported_as_they_are_now_and_on_average() -> None:
    scaled = service(
        constant(100),
        autoscaling={"minInstances": 1, "maxInstances": 6, "targetLag": 20, "everySeconds": 1, "cooldownSeconds": 2},
    )
    found, _ = play(topic(40.0, 6, scaled, autoCommitIntervalMs=1000), until=60.0)
    instances = found.nodes["consumer"].instances
    assert instances is not None
    assert instances.autoscaled_between == (1, 6)
    assert 1 <= instances.wanted <= 6
    assert 2.0 < instances.mean_up < 6.0
    crashed, _ = play(
        queue(10.0, service(constant(1), instances=4)),
        until=40.0,
        faults=[Crash(target="consumer", at_seconds=10, duration_seconds=20)],
    )
    instances = crashed.nodes["consumer"].instances
    assert instances is not None
    assert (instances.up, instances.mean_up) == (4, pytest.approx(2.0))


def test_competing_consumers_of_one_key_break_its_order_and_it_is_counted() -> None:
    raw = queue(200.0, service(exponential(20), concurrency=8)).model_dump(mode="json", by_alias=True)
    raw["eventTypes"]["event"]["keyCount"] = 2
    found, _ = play(Document.model_validate(raw), until=20.0)
    assert found.groups[0].order_violations > 100
    ordered, _ = play(topic(100.0, 4, service(exponential(5), concurrency=4)), until=20.0)
    assert ordered.groups[0].order_violations == 0


CHANNELS = {
    "kafka": "kafka_topic",
    "rabbitmq": "rabbitmq_queue",
    "sqs": "sqs_queue",
    "redis": "redis_stream",
    "nats": "nats_stream",
}


@pytest.mark.parametrize("broker", CHANNELS)
def test_one_consumer_with_an_edge_for_each_type_gets_both_types(broker: str) -> None:
    """They are one group: whichever of the two is given a message, it is the same service that handles it."""
    sender = {**source(60.0), "sends": [{"eventType": name} for name in ("order", "payment", "notice")]}
    nodes = {
        "source": sender,
        "broker": {"kind": broker},
        "channel": {"kind": CHANNELS[broker], "parent": "broker"},
        "consumer": service(constant(1), concurrency=4),
    }
    edges: dict[str, Any] = {"publish": {"kind": "publish", "source": "source", "target": "channel"}}
    for name in ("order", "payment"):
        edges[name] = {"kind": "subscribe", "source": "channel", "target": "consumer", "eventTypes": [name]}
    types = {name: {"name": name} for name in ("order", "payment", "notice")}
    results, _ = play(document(nodes, edges, types), until=30.0)
    assert results.ledger.balanced
    for name in ("order", "payment"):
        ledger = results.ledger_by_type[name]
        assert ledger.completed == pytest.approx(ledger.published, abs=5)
        assert ledger.dropped == 0
    assert results.ledger_by_type["notice"].completed == 0
