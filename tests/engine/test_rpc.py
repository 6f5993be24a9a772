"""Calls through a RabbitMQ queue: reply-to and correlation id."""

from typing import Any

import numpy as np
import pytest

from apps.engine import Simulation, compile_document
from apps.engine.accounts import causes, ledger, requests
from apps.engine.layout import AWAITED, REPLY
from apps.engine.replay import play
from apps.engine.tracing import trace
from apps.schema import Document, read_document
from apps.schema.faults import (
    Crash,
    CrashBeforeAck,
    Duplicate,
    Fault,
    MemoryAlarm,
    NetworkPartition,
)
from apps.schema.operations import Redrive
from apps.schema.results import Results
from tests.engine.small import constant, document, exponential, service, source


def asking(
    per_second: float = 20.0,
    work_ms: float = 5.0,
    queue: dict[str, Any] | None = None,
    slots: int = 1,
    worker: dict[str, Any] | None = None,
    more: tuple[dict[str, Any], dict[str, Any]] = ({}, {}),
    **call: Any,
) -> Document:
    """source -> caller -> queue -> worker, whose reply the caller waits for. Every way takes a millisecond or two."""
    nodes = {
        "source": source(per_second, kind="constant"),
        "caller": service(constant(0), concurrency=100),
        "rabbit": {"kind": "rabbitmq", "latencyMs": 2},
        "queue": {"kind": "rabbitmq_queue", "parent": "rabbit", "queueType": "classic", **(queue or {})},
        "worker": service(constant(work_ms), concurrency=slots, **(worker or {})),
    }
    edges = {
        "begin": {"kind": "call", "source": "source", "target": "caller", "latencyMs": 0, "timeoutMs": 60_000},
        "ask": {"kind": "call", "source": "caller", "target": "queue", "latencyMs": 1, "timeoutMs": 500, **call},
        "read": {"kind": "subscribe", "source": "queue", "target": "worker", "prefetch": slots, "latencyMs": 1},
    }
    return document({**nodes, **more[0]}, {**edges, **more[1]})


def ran(asked: Document, until: float = 10.0, *faults: Fault) -> tuple[Results, Simulation]:
    """Played to the end, with nothing left over that stands for a call that is over."""
    results, simulation = play(asked, until=until, faults=list(faults))
    assert results.ledger.balanced
    assert results.requests.balanced
    arena = simulation.arena
    waiting = int(np.count_nonzero(arena.view("messages")["kind"] == AWAITED))
    assert waiting <= results.requests.in_flight
    assert (arena.view("bulkheads")["in_use"] >= 0).all()
    return results, simulation


def test_the_reply_comes_back_over_the_broker() -> None:
    results, _ = ran(asking())
    assert results.edges["ask"].count == results.requests.answered - results.edges["begin"].count
    # There: 1 ms of the call, 2 of the broker, 1 of the delivery; 5 of work; back: 2 of the broker, 1 of the call.
    latency = results.edges["ask"].latency
    assert latency is not None
    assert latency.mean_ms == pytest.approx(12.0, abs=0.3)
    assert results.ledger.completed == results.ledger.published == results.edges["ask"].count


def test_one_worker_behind_the_queue_is_a_queue_of_theory() -> None:
    """M/M/1: 50/s asked for, 100/s answered, so an answer takes 1 / (100 - 50) s."""
    nodes = {
        "source": source(50.0),
        "rabbit": {"kind": "rabbitmq", "latencyMs": 0},
        "queue": {"kind": "rabbitmq_queue", "parent": "rabbit"},
        "worker": service(exponential(10)),
    }
    edges = {
        "ask": {"kind": "call", "source": "source", "target": "queue", "latencyMs": 0, "timeoutMs": 60_000},
        "read": {"kind": "subscribe", "source": "queue", "target": "worker", "latencyMs": 0},
    }
    results, _ = ran(document(nodes, edges), 4_000.0)
    latency = results.edges["ask"].latency
    assert latency is not None
    assert latency.mean_ms == pytest.approx(20.0, rel=0.03)
    assert latency.p99_ms == pytest.approx(20.0 * 4.605, rel=0.06)


def test_the_caller_holds_its_slot_meanwhile() -> None:
    asked = asking(work_ms=50.0, slots=10)
    results, _ = ran(asked, 20.0)
    assert (results.nodes["caller"].utilisation or 0.0) * 100 == pytest.approx(20 * 0.057, rel=0.05)


def test_a_late_reply_is_dropped_and_counted_and_never_taken_for_another() -> None:
    results, _ = ran(asking(per_second=5.0, work_ms=150.0, timeoutMs=100.0, retries=1))
    assert results.edges["ask"].timed_out >= results.edges["ask"].count - 2
    assert results.requests.answered == 0
    assert results.edges["ask"].late_replies > 0
    assert results.edges["ask"].late_replies == results.requests.late_replies
    assert results.edges["ask"].latency is None


def test_who_asks_again_gets_the_reply_to_that_request_alone() -> None:
    """The first request is answered 20 ms too late, when its caller waits for the second one."""
    points = [{"at": 0.0, "eventType": "event"}]
    asked = asking(work_ms=100.0, slots=5, timeoutMs=80.0, retries=3)
    raw = asked.model_dump(mode="json", by_alias=True)
    raw["nodes"]["source"] = {"kind": "trace", "name": "source", "points": points}
    results, _ = ran(read_document(raw))
    assert (results.edges["ask"].count, results.edges["ask"].timed_out) == (4, 4)
    assert results.edges["ask"].late_replies == 4
    assert results.requests.answered == 0


def test_requests_wait_in_the_queue_like_any_message() -> None:
    results, simulation = ran(asking(per_second=100.0, work_ms=100.0, queue={"maxLength": 3}, timeoutMs=1_000))
    assert results.nodes["queue"].waiting <= 4
    assert causes(simulation.arena)["queue full, oldest dropped"] > 500
    # One at work, one in its client, three in the queue: all of them are answered within the timeout.
    assert results.edges["ask"].late_replies == 0


def test_a_request_that_expires_is_not_answered() -> None:
    results, simulation = ran(asking(per_second=100.0, work_ms=100.0, ttlMs=150, timeoutMs=1_000))
    assert causes(simulation.arena)["time to live over, no dead letter queue"] > 500
    assert results.edges["ask"].timed_out > 500
    assert results.edges["ask"].late_replies == 0


def test_a_rejected_request_is_dead_lettered_and_not_answered() -> None:
    dead = (
        {"dead": {"kind": "dead_letter_queue", "parent": "rabbit"}},
        {"die": {"kind": "dead_letter", "source": "queue", "target": "dead"}},
    )
    results, _ = ran(asking(worker={"failurePercent": 100.0, "retry": {"maxRetries": 0}}, more=dead))
    assert results.ledger.dead_lettered == results.edges["ask"].count - results.ledger.in_flight
    assert results.edges["ask"].timed_out == results.edges["ask"].count - results.requests.in_flight // 2
    assert results.requests.answered == 0


def test_who_reads_a_dead_letter_exchange_s_queue_answers_too() -> None:
    """Reply-to and correlation id stay with a message that is dead-lettered."""
    rescue = (
        {
            "graves": {"kind": "rabbitmq_exchange", "parent": "rabbit", "exchangeType": "fanout"},
            "rescued": {"kind": "rabbitmq_queue", "parent": "rabbit"},
            "rescuer": service(constant(5)),
        },
        {
            "die": {"kind": "dead_letter", "source": "queue", "target": "graves"},
            "bind": {"kind": "subscribe", "source": "graves", "target": "rescued"},
            "rescue": {"kind": "subscribe", "source": "rescued", "target": "rescuer"},
        },
    )
    results, _ = ran(asking(worker={"failurePercent": 100.0, "retry": {"maxRetries": 0}}, more=rescue))
    assert results.nodes["rescuer"].completed == pytest.approx(200, abs=2)
    assert results.edges["ask"].timed_out == 0
    assert results.edges["ask"].late_replies == 0


def buried(reader: dict[str, Any] | None = None) -> tuple[dict[str, Any], dict[str, Any]]:
    nodes: dict[str, Any] = {"dead": {"kind": "dead_letter_queue", "parent": "rabbit"}}
    edges: dict[str, Any] = {"die": {"kind": "dead_letter", "source": "queue", "target": "dead"}}
    if reader is not None:
        nodes["undertaker"] = reader
        edges["bury"] = {"kind": "subscribe", "source": "dead", "target": "undertaker", "latencyMs": 0}
    return nodes, edges


def moved_back(timeout_ms: float, reader: dict[str, Any] | None = None, **queue: Any) -> Simulation:
    """Two seconds of requests that all fail; mended after three, and what has died is moved back."""
    worker = {"failurePercent": 100.0, "retry": {"maxRetries": 0}}
    asked = asking(worker=worker, queue=queue, more=buried(reader), timeoutMs=timeout_ms)
    simulation = Simulation(compile_document(asked), 1)
    simulation.advance(2.0)
    simulation.inject("quiet", Crash(target="source"))
    simulation.advance(3.0)
    simulation.arena.view("handlers")["failure"] = 0.0
    assert requests(simulation.arena).answered == 0
    simulation.operate(Redrive(target="dead"))
    simulation.advance(10.0)
    assert ledger(simulation.arena).balanced
    return simulation


def asked_and_late(simulation: Simulation) -> tuple[int, int, int]:
    """How often the caller asked, how often it gave up, and what came too late."""
    edges, replies = (simulation.arena.view(section) for section in ("edges", "rabbitmq_replies"))
    ask = edges[simulation.program.edges.index("ask")]
    return int(ask["count"]), int(ask["timed_out"]), int(replies["late"][0])


@pytest.mark.parametrize("reader", [None, service(constant(60_000))], ids=["kept", "waiting for a reader"])
def test_a_request_that_is_moved_back_from_a_dead_letter_queue_is_answered(reader: dict[str, Any] | None) -> None:
    """A shovel keeps reply-to and correlation id. A reader that is at work on a letter keeps that one."""
    count, given_up, late = asked_and_late(moved_back(60_000, reader))
    assert count > 35
    assert (given_up, late) == (0, 0)


def test_one_that_is_moved_back_too_late_is_answered_in_vain() -> None:
    count, given_up, late = asked_and_late(moved_back(500))
    assert given_up == late == count > 35


def test_a_caller_does_not_hear_that_there_was_no_room_for_what_is_moved_back() -> None:
    simulation = moved_back(60_000, maxLength=1, overflow="reject-publish")
    assert causes(simulation.arena)["queue full, newest refused"] > 10
    assert int(simulation.arena.view("edges")["failed"].sum()) == 0


def test_who_reads_a_dead_letter_queue_answers_nobody() -> None:
    worker = {"failurePercent": 100.0, "retry": {"maxRetries": 0}}
    results, _ = ran(asking(worker=worker, more=buried(service(constant(5)))))
    assert results.nodes["undertaker"].completed > 190
    assert results.requests.answered == 0
    assert results.edges["ask"].late_replies == 0


def test_a_publisher_that_waits_for_confirms_hears_at_once_that_the_queue_is_full() -> None:
    full = {"maxLength": 1, "overflow": "reject-publish"}
    results, _ = ran(asking(per_second=100.0, work_ms=100.0, queue=full))
    assert results.edges["ask"].refused > 500
    assert results.edges["ask"].timed_out < 10
    blind, _ = ran(asking(per_second=100.0, work_ms=100.0, queue=full, confirms=False))
    assert blind.edges["ask"].refused == 0
    assert blind.edges["ask"].timed_out > 500


def test_a_crash_before_the_reply_means_that_the_request_is_answered_later() -> None:
    crash = Crash(target="worker", at_seconds=1.008, duration_seconds=0.1)
    results, _ = ran(asking(work_ms=10.0, timeoutMs=2_000), 10.0, crash)
    assert results.ledger.redelivered >= 1
    assert results.edges["ask"].timed_out == results.edges["ask"].late_replies == 0


def test_a_crash_between_reply_and_acknowledgement_means_two_replies() -> None:
    strike = CrashBeforeAck(target="worker", percent=50.0, at_seconds=0.0)
    results, _ = ran(asking(), 10.0, strike)
    again = results.ledger.redelivered
    assert again > 50
    assert results.edges["ask"].late_replies == pytest.approx(again, abs=2)
    assert results.edges["ask"].timed_out == 0


def test_a_duplicate_of_a_request_is_answered_as_well() -> None:
    results, _ = ran(asking(), 10.0, Duplicate(target="queue", percent=100.0, at_seconds=0.0))
    assert results.ledger.published == 2 * results.edges["ask"].count
    assert results.edges["ask"].late_replies == pytest.approx(results.edges["ask"].count, abs=2)
    assert results.edges["ask"].timed_out == 0


def test_a_caller_that_crashed_has_lost_its_replies() -> None:
    crash = Crash(target="caller", at_seconds=5.0, duration_seconds=1.0)
    results, _ = ran(asking(per_second=100.0, work_ms=200.0, slots=100, timeoutMs=60_000), 10.0, crash)
    # What was asked in the last fifth of a second is answered to nobody.
    assert results.edges["ask"].late_replies == pytest.approx(20, abs=3)


@pytest.mark.parametrize("crash_of_the_source", [False, True])
def test_a_source_may_ask_too(crash_of_the_source: bool) -> None:
    nodes = {
        "source": source(20.0, kind="constant"),
        "rabbit": {"kind": "rabbitmq"},
        "queue": {"kind": "rabbitmq_queue", "parent": "rabbit"},
        "worker": service(constant(100), concurrency=100),
    }
    edges = {
        "ask": {"kind": "call", "source": "source", "target": "queue"},
        "read": {"kind": "subscribe", "source": "queue", "target": "worker"},
    }
    crashes = [Crash(target="source", at_seconds=5.0, duration_seconds=1.0)] if crash_of_the_source else []
    results, _ = ran(document(nodes, edges), 10.0, *crashes)
    assert results.requests.answered > 150
    assert (results.edges["ask"].late_replies > 0) == crash_of_the_source


def test_nothing_passes_while_the_broker_is_down() -> None:
    down = Crash(target="rabbit", at_seconds=5.0, duration_seconds=2.0)
    results, _ = ran(asking(per_second=100.0, work_ms=8.0), 20.0, down)
    assert results.edges["ask"].timed_out > 100
    assert results.edges["ask"].lost_replies >= 1
    # What waited at the caller is delivered when the broker is back, and answered too late.
    assert results.edges["ask"].late_replies > 50


def test_replies_wait_while_the_broker_blocks_publishers() -> None:
    alarm = MemoryAlarm(target="rabbit", at_seconds=5.0, duration_seconds=2.0)
    results, simulation = ran(asking(per_second=50.0, work_ms=50.0, slots=100, timeoutMs=10_000), 20.0, alarm)
    assert results.edges["ask"].timed_out == results.edges["ask"].lost_replies == 0
    assert results.edges["ask"].latency is not None
    assert results.edges["ask"].latency.max_ms == pytest.approx(2_060, abs=150)
    assert not (simulation.arena.view("messages")["kind"] == REPLY).sum() > 5


def test_a_reply_does_not_pass_a_cut_connection() -> None:
    caller = NetworkPartition(target="ask", at_seconds=5.0, duration_seconds=1.0)
    results, _ = ran(asking(per_second=100.0, work_ms=100.0, slots=50), 10.0, caller)
    assert results.edges["ask"].lost_replies > 5
    answerer = NetworkPartition(target="read", at_seconds=5.0, duration_seconds=1.0)
    results, _ = ran(asking(per_second=100.0, work_ms=100.0, slots=50, timeoutMs=5_000), 10.0, answerer)
    assert results.edges["ask"].lost_replies > 0
    assert results.edges["ask"].timed_out == 0


def test_bulkhead_and_circuit_breaker_guard_these_calls_too() -> None:
    guarded = asking(
        per_second=100.0,
        work_ms=2_000.0,
        maxConcurrent=20,
        circuitBreaker={"failures": 5, "openMs": 3_000},
    )
    results, simulation = ran(guarded, 20.0)
    assert results.edges["ask"].refused > 1_000
    assert int(simulation.arena.view("bulkheads")["in_use"].max()) <= 20


def test_records_are_used_again_and_replies_still_find_their_own() -> None:
    """Many requests in few records, some late: what is taken comes within the timeout of its own request."""
    asked = asking(per_second=400.0, work_ms=12.0, slots=5, timeoutMs=40.0)
    simulation = Simulation(compile_document(asked), 3)
    simulation.advance(20.0)
    assert requests(simulation.arena).balanced
    assert ledger(simulation.arena).balanced
    assert requests(simulation.arena).late_replies > 500
    results, _ = ran(asked, 20.0)
    latency = results.edges["ask"].latency
    assert latency is not None
    assert latency.max_ms <= 40.0 * 1.02


def test_the_history_of_a_request_tells_of_its_reply() -> None:
    raw = asking().model_dump(mode="json", by_alias=True)
    raw["nodes"]["source"] = {"kind": "trace", "name": "source", "points": [{"at": 0.0, "eventType": "event"}]}
    found = trace(read_document(raw), 0, until=1.0)
    told = [(step.what, step.node, step.edge) for step in found.steps]
    assert ("published", "caller", "ask") in told
    assert ("replied", "worker", "ask") in told
    assert ("answered", "worker", "ask") in told
    assert told.index(("replied", "worker", "ask")) < [one[0] for one in told].index("acknowledged")
