"""What lies in a channel, read or not: as many as its account says, each where it is."""

from collections import Counter
from typing import Any

import pytest

from apps.engine import Simulation, accounts, compile_document
from apps.engine.held import held_messages
from apps.schema import read_document
from apps.schema.faults import Crash
from apps.schema.operations import Redrive
from tests.engine.small import constant, document, queue, service, source, topic
from tests.engine.test_dead_letter_queues import graveyard


def in_flight(simulation: Simulation, channel: str) -> int:
    index = simulation.program.channels.index(channel)
    return int(accounts.in_flight_by_channel(simulation.arena)[index])


def test_a_dead_letter_queue_that_is_read_shows_what_waits_and_what_its_reader_has() -> None:
    simulation = graveyard(1_000.0)
    held = held_messages(simulation, "dead", 500)
    assert held.total == len(held.messages) == in_flight(simulation, "dead") > 90
    states = Counter(one.state for one in held.messages)
    assert states["delivered"] == 1
    assert states["waiting"] == held.waiting == held.total - 1
    assert {one.holder for one in held.messages if one.state == "delivered"} == {"undertaker"}
    assert {one.died_in for one in held.messages} == {"queue"}
    assert all(one.reason for one in held.messages)
    assert [one.position for one in held.messages] == list(range(held.total))
    waiting = [one.sent for one in held.messages if one.state == "waiting"]
    assert waiting == sorted(waiting)


def test_what_a_redrive_leaves_is_what_the_reader_has() -> None:
    simulation = graveyard(1_000.0)
    assert held_messages(simulation, "dead", 10).redrivable
    simulation.operate(Redrive(target="dead"))
    held = held_messages(simulation, "dead", 10)
    assert [one.state for one in held.messages] == ["delivered"]
    assert not held.redrivable


def test_a_list_ends_where_it_is_asked_to_and_still_counts_all() -> None:
    held = held_messages(graveyard(1_000.0), "dead", 7)
    assert len(held.messages) == 7
    assert held.total > 90


def test_a_dead_letter_keeps_its_attempts_longer_than_its_reason_is_remembered() -> None:
    failing = service(constant(1), failurePercent=100, retry={"maxRetries": 2, "baseMs": 1, "jitter": "none"})
    simulation = Simulation(compile_document(queue(100.0, failing, kind="constant")), 1)
    simulation.advance(13.0)
    held = held_messages(simulation, "dead", 5_000)
    forgotten = [one for one in held.messages if one.reason is None]
    assert held.total == len(held.messages) > len(simulation.arena.view("endings"))
    assert len(forgotten) > 100
    assert {one.attempts for one in held.messages} == {3}


def queue_of(kind: str, broker: str, **settings: Any) -> Simulation:
    nodes: dict[str, Any] = {
        "source": source(50.0, kind="constant"),
        "broker": {"kind": broker},
        "channel": {"kind": kind, "parent": "broker"},
        "consumer": service(constant(200.0)),
    }
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "channel"},
        "subscribe": {"kind": "subscribe", "source": "channel", "target": "consumer", **settings},
    }
    return Simulation(compile_document(document(nodes, edges)), 1)


@pytest.mark.parametrize(
    ("kind", "broker"),
    [
        ("rabbitmq_queue", "rabbitmq"),
        ("sqs_queue", "sqs"),
        ("kafka_topic", "kafka"),
        ("redis_stream", "redis"),
        ("nats_stream", "nats"),
    ],
)
def test_each_brokers_channel_shows_all_that_its_account_has_in_flight(kind: str, broker: str) -> None:
    simulation = queue_of(kind, broker)
    for moment in (2.0, 6.0):
        simulation.advance(moment)
        held = held_messages(simulation, "channel", 1_000)
        assert held.total == len(held.messages) == in_flight(simulation, "channel") > 50
        assert {one.holder for one in held.messages if one.state == "delivered"} == {"consumer"}
        assert held.waiting == sum(one.state == "waiting" for one in held.messages)
        assert not held.redrivable
        if moment == 2.0:
            simulation.inject("crash", Crash(target="consumer", duration_seconds=1.0))


def test_a_topic_shows_only_what_its_group_wants() -> None:
    drawn = topic(20.0, 2, service(constant(500.0))).model_dump(by_alias=True)
    drawn["eventTypes"] = {"event": {"name": "Event"}, "other": {"name": "Other"}}
    drawn["nodes"]["source"]["sends"] = [{"eventType": "event"}, {"eventType": "other"}]
    drawn["edges"]["subscribe"]["eventTypes"] = ["event"]
    simulation = Simulation(compile_document(read_document(drawn)), 1)
    simulation.advance(3.0)
    held = held_messages(simulation, "topic", 1_000)
    assert held.total == len(held.messages) == in_flight(simulation, "topic") > 10
    assert {one.event_type for one in held.messages} == {"event"}
