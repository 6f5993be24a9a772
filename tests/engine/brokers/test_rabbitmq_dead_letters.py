"""Dead letters and their x-death. What RabbitMQ's page on dead letter exchanges says."""

from typing import Any

import pytest

from apps.engine.brokers.rabbitmq.reading import deaths
from apps.engine.replay import play
from apps.schema.faults import Crash, Fault, MemoryAlarm
from tests.engine.brokers.rabbitmq_lab import (
    Part,
    RabbitLab,
    bound,
    buried,
    dies,
    document,
    exchange,
    node,
    queue,
    reads,
    sends,
    service,
    worked,
)

DELAYED = (
    *(exchange("retries", "direct"), exchange("back", "direct")),
    *(queue("work"), queue("waiting", messageTtlMs=250)),
    *(bound("retries", "waiting", "again"), bound("back", "work", "again")),
    *(dies("work", "retries", routingKey="again"), dies("waiting", "back")),
    *(sends("work"), service("worker"), reads()),
)
"""A delayed retry: rejected messages wait in a queue without consumers until they expire back."""


def test_a_rejected_message_is_dead_lettered_with_its_reason() -> None:
    lab = RabbitLab(*worked(), *buried())
    lab.publish_many(2)
    lab.nack(lab.take(), requeue=False)
    letter = lab.take("undertaker")
    assert (letter.message, lab.deaths(letter)) == (1, [("work", "rejected", 1)])
    assert lab.causes() == {"rejected": 1}


def test_a_dead_letter_queue_that_nobody_reads_shows_why_each_is_there() -> None:
    lab = RabbitLab(*worked(), node("dead", "dead_letter_queue"), dies("work", "dead"))
    lab.publish_many(1)
    lab.nack(lab.take(), requeue=False)
    kept = int(lab.channel("dead")["stored_head"])
    assert deaths(lab.simulation.arena, kept) == [(lab.program.channels.index("work"), "rejected", 1)]


def test_deaths_are_counted_for_each_queue_and_reason_the_newest_first() -> None:
    lab = RabbitLab(*DELAYED)
    lab.publish_many(1)
    for round_number in (1, 2, 3):
        lab.nack(lab.take(), requeue=False)
        lab.advance(0.3)
        held = lab.take()
        assert lab.deaths(held) == [("waiting", "expired", round_number), ("work", "rejected", round_number)]
        assert not held.redelivered
        lab.nack(held)


@pytest.mark.parametrize("reader", [(), (service("undertaker"), reads("undertaker", "grave"))])
@pytest.mark.parametrize(
    "work",
    [
        {"queueType": "classic"},
        {"queueType": "quorum"},
        {"queueType": "quorum", "overflow": "reject-publish", "deadLetterStrategy": "at-least-once"},
    ],
)
@pytest.mark.parametrize("fault", [None, Crash(target="rabbit"), MemoryAlarm(target="rabbit")])
def test_wherever_a_dead_letter_cannot_go_it_is_accounted_for(
    reader: tuple[Part, ...], work: dict[str, Any], fault: Fault | None
) -> None:
    """To a full queue that refuses, and meanwhile a broker that is down or blocks its publishers."""
    lab = RabbitLab(
        *(*worked(**work), exchange("limbo", "fanout"), dies("work", "limbo"), bound("limbo", "grave")),
        *(queue("grave", maxLength=1, overflow="reject-publish"), *reader),
    )
    lab.publish_many(5)
    for _ in range(3):
        lab.nack(lab.take(), requeue=False)
    held = lab.take()
    if fault is not None:
        lab.inject("fault", fault)
    lab.nack(held, requeue=False)
    lab.advance(40.0)
    if fault is not None:
        lab.heal("fault")
    lab.advance(200.0)


def test_a_dead_letter_that_gets_lost_on_its_way_leaves_its_record_alone() -> None:
    """No fault strikes the way of a dead letter today; what is sent may get lost all the same, says `publish`."""
    lab = RabbitLab(
        *(*worked(), exchange("limbo", "fanout"), dies("work", "limbo")),
        *(queue("one"), queue("two"), bound("limbo", "one"), bound("limbo", "two")),
    )
    lab.publish_many(2)
    lab.edge("work-limbo")["loss"] = 1.0
    lab.simulation.arena.state[0]["disturbed"] = 1
    lab.nack(lab.take(), requeue=False)
    lab.advance(1.0)
    assert lab.causes() == {"rejected": 1, "lost on the network": 2}
    assert [lab.depth(grave) for grave in ("one", "two")] == [0, 0]


def test_a_cycle_without_a_rejection_drops_the_message() -> None:
    lab = RabbitLab(
        *(exchange("round", "fanout"), queue("first", messageTtlMs=400), queue("second", messageTtlMs=150)),
        *(exchange("about", "fanout"), dies("first", "round"), bound("round", "second"), dies("second", "about")),
        *(bound("about", "first"), sends("first")),
    )
    lab.publish_many(3)
    lab.advance(1.0)
    assert lab.depth("first") == lab.depth("second") == 0
    assert lab.causes() == {"time to live over": 3, "dead letter cycle": 3}


def test_a_dead_letter_keeps_its_routing_key_unless_the_queue_names_one() -> None:
    def letters(*named: Part) -> tuple[list[int], list[int]]:
        lab = RabbitLab(
            *(exchange("orders"), exchange("graves", "direct"), queue("work"), queue("left"), queue("right")),
            *(bound("orders", "work"), bound("graves", "left", "paid"), bound("graves", "right", "placed"), *named),
            *(sends("orders"), service("worker"), reads()),
            *(service("lefty"), reads("lefty", "left"), service("righty"), reads("righty", "right")),
            event_types={"paid": {}, "placed": {}},
        )
        for event_type in ("placed", "paid"):
            lab.publish("sender", event_type)
            lab.nack(lab.take(), requeue=False)
        return lab.drain("lefty"), lab.drain("righty")

    assert letters(dies("work", "graves")) == ([2], [1])
    assert letters(dies("work", "graves", routingKey="paid")) == ([1, 2], [])


def test_the_time_to_live_of_a_message_does_not_go_along() -> None:
    lab = RabbitLab(
        queue(),
        queue("grave"),
        exchange("graves", "fanout"),
        dies("work", "graves"),
        bound("graves", "grave"),
        sends(ttlMs=100),
    )
    lab.publish_many(1)
    lab.advance(1000.0)
    assert lab.depth("grave") == 1


def test_a_dead_letter_that_no_queue_takes_is_dropped() -> None:
    lab = RabbitLab(*worked(), exchange("graves", "direct"), dies("work", "graves"), queue("grave"))
    lab.publish_many(1)
    lab.nack(lab.take(), requeue=False)
    assert lab.causes() == {"unroutable": 1}


def test_at_least_once_it_stays_with_its_queue_and_counts_there() -> None:
    careful = {"queueType": "quorum", "deadLetterStrategy": "at-least-once", "overflow": "reject-publish"}
    lab = RabbitLab(*worked(**careful, maxLength=1), exchange("graves", "direct"), dies("work", "graves"))
    lab.publish_many(1)
    lab.nack(lab.take(), requeue=False)
    assert lab.causes() == {}
    lab.publish_many(4)
    assert lab.causes() == {"queue full, newest refused": 2}


def test_a_full_grave_loses_letters_at_most_once_and_holds_them_up_at_least_once() -> None:
    def undertaken(**strategy: str) -> tuple[list[int], dict[str, int]]:
        lab = RabbitLab(
            *worked(queueType="quorum", **strategy),
            *(exchange("graves", "fanout"), dies("work", "graves"), bound("graves", "grave")),
            *(
                queue("grave", maxLength=1, overflow="reject-publish"),
                service("undertaker"),
                reads("undertaker", "grave", prefetch=1),
            ),
        )
        lab.publish_many(5)
        for _ in range(5):
            lab.nack(lab.take(), requeue=False)
        taken = []
        for _ in range(5):
            held = lab.poll("undertaker")
            if held is not None:
                taken.append(held.message)
                lab.ack(held)
            lab.advance(181.0)  # what was refused is tried again every three minutes
        return taken, lab.causes()

    careless, ends = undertaken(overflow="reject-publish")
    assert (careless, ends["queue full, newest refused"]) == ([1, 2], 3)
    careful, ends = undertaken(overflow="reject-publish", deadLetterStrategy="at-least-once")
    assert (sorted(careful), ends) == ([1, 2, 3, 4, 5], {"rejected": 5})
    fallen_back, _ = undertaken(deadLetterStrategy="at-least-once")
    assert fallen_back == [1, 2]


def test_priorities_go_along() -> None:
    lab = RabbitLab(
        *(queue(maxPriority=5), sends(source="low"), sends(source="high", priority=3), service("worker"), reads()),
        *(
            exchange("graves", "fanout"),
            dies("work", "graves"),
            bound("graves", "grave"),
            queue("grave", maxPriority=5),
        ),
        *(service("undertaker"), reads("undertaker", "grave")),
    )
    lab.crash("undertaker")
    for source in ("low", "high"):
        lab.publish(source, "placed")
        lab.nack(lab.take(), requeue=False)
    lab.restart("undertaker")
    assert lab.drain("undertaker") == [2, 1]


def test_a_service_that_runs_out_of_retries_rejects_the_message() -> None:
    sender = node("sender", "clients", workload={"kind": "constant", "perSecond": 100}, sends=[{"eventType": "placed"}])
    for mode in ("requeue", "retry_topic", "in_place"):
        retry = {"maxRetries": 2, "mode": mode, "backoff": "none"}
        worker = node("worker", "service", work={"kind": "constant", "ms": 1}, failurePercent=50, retry=retry)
        results, _ = play(document(queue(), sender, worker, sends(), reads(prefetch=1), *buried()), until=50.0)
        total = results.ledger
        assert total.balanced
        assert results.nodes["worker"].dead_lettered == total.dead_lettered
        assert abs(total.dead_lettered / 5000 - 0.125) < 0.02, mode
