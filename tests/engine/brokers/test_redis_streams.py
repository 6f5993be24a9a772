"""Redis Streams, entry by entry: groups, what stays pending, claims."""

from typing import Any

from apps.schema.faults import NetworkPartition

from .streams import Balanced, streamed

CLAIMS = {"claimMinIdleMs": 300, "claimIntervalMs": 50}


def lab(workers: dict[str, int] | None = None, **settings: Any) -> Balanced:
    dead_letters = settings.pop("dead_letters", False)
    return Balanced(
        streamed("redis_stream", {**CLAIMS, **settings}, workers=workers or {"worker": 2}, dead_letters=dead_letters)
    )


def test_consumers_of_a_group_share_the_entries_in_order() -> None:
    redis = lab()
    redis.send(4)
    assert [redis.take(instance=number).message for number in (0, 1, 1, 0)] == [1, 2, 3, 4]
    assert redis.poll("worker") is None


def test_each_group_is_given_every_entry() -> None:
    redis = lab({"auditor": 1, "worker": 1})
    redis.send(3)
    assert redis.drain("worker") == redis.drain("auditor") == [1, 2, 3]
    assert redis.account("completed") == 6


def test_what_a_lost_consumer_had_stays_pending_until_it_is_claimed() -> None:
    redis = lab()
    redis.send(3)
    redis.take(instance=0)
    redis.take(instance=0)
    redis.crash("worker", 0)
    assert redis.drain(instance=1) == [3]
    redis.advance(0.2)
    assert redis.drain(instance=1) == []
    redis.advance(0.2)
    claimed = redis.take(instance=1)
    assert (claimed.message, claimed.deliveries, claimed.redelivered) == (1, 2, True)
    redis.ack(claimed)
    assert redis.drain(instance=1) == [2]


def test_an_entry_that_is_worked_on_too_long_is_done_twice() -> None:
    redis = lab()
    redis.send(1)
    slow = redis.take(instance=0)
    redis.advance(0.4)
    again = redis.take(instance=1)
    assert again.message == slow.message
    redis.ack(again)
    redis.ack(slow)
    assert redis.account("completed") == 1
    assert redis.account("duplicate_effects") == 1
    redis.advance(1.0)
    assert redis.drain(instance=0) == redis.drain(instance=1) == []


def test_acknowledged_late_is_acknowledged_for_whoever_has_claimed_it() -> None:
    redis = lab()
    redis.send(1)
    slow = redis.take(instance=0)
    redis.advance(0.4)
    redis.take(instance=1)
    redis.ack(slow)
    redis.advance(1.0)
    assert redis.drain(instance=0) == redis.drain(instance=1) == []
    assert redis.account("completed") == 1


def test_a_consumer_claims_its_own_entries_too() -> None:
    redis = lab({"worker": 1})
    redis.send(1)
    redis.take()
    redis.advance(0.4)
    again = redis.take()
    assert (again.message, again.deliveries) == (1, 2)


def test_an_entry_handed_back_stays_pending_until_it_is_claimed() -> None:
    redis = lab({"worker": 1})
    redis.send(3)
    redis.nack(redis.take())
    assert redis.drain() == [2, 3]
    redis.advance(0.4)
    assert redis.drain() == [1]


def test_a_claim_takes_no_more_than_its_count() -> None:
    redis = lab(claimCount=2, claimIntervalMs=1000)
    redis.send(6)
    for _ in range(5):
        redis.take(instance=0)
    redis.crash("worker", 0)
    redis.advance(1.2)
    assert redis.drain(instance=1) == [1, 2, 6]
    redis.advance(1.0)
    assert redis.drain(instance=1) == [3, 4]


def test_claimed_entries_of_a_consumer_that_is_lost_too_are_claimed_by_the_next() -> None:
    redis = lab({"worker": 3})
    redis.send(3)
    for _ in range(3):
        redis.take(instance=0)
    redis.crash("worker", 0)
    redis.advance(0.4)
    assert redis.take(instance=1).message == 1
    redis.crash("worker", 1)
    redis.advance(0.4)
    assert redis.drain(instance=2) == [1, 2, 3]
    assert redis.account("completed") == 3


def test_entries_claimed_and_not_begun_in_time_are_done_by_both() -> None:
    redis = lab({"worker": 3})
    redis.send(3)
    for _ in range(3):
        redis.take(instance=0)
    redis.crash("worker", 0)
    redis.advance(0.4)
    held = redis.take(instance=1)
    redis.advance(0.4)
    assert redis.drain(instance=2) == [1, 2, 3]
    redis.ack(held)
    assert redis.drain(instance=1) == [2, 3]
    assert (redis.account("completed"), redis.account("duplicate_effects")) == (3, 3)


def test_the_application_moves_what_it_gives_up_to_another_stream() -> None:
    redis = lab({"worker": 1}, dead_letters=True)
    redis.send(2)
    redis.nack(redis.take(), requeue=False)
    assert redis.drain("undertaker") == [1]
    redis.advance(1.0)
    assert redis.drain() == [2]
    assert redis.causes == {"rejected": 1}


def test_without_a_dead_letter_stream_it_is_dropped() -> None:
    redis = lab({"worker": 1})
    redis.send(1)
    redis.nack(redis.take(), requeue=False)
    redis.advance(1.0)
    assert redis.drain() == []
    assert redis.causes == {"retries used up, no dead letter queue": 1}


def test_a_group_waits_at_its_place_while_nobody_reads() -> None:
    redis = lab({"worker": 1})
    redis.send(1)
    assert redis.drain() == [1]
    redis.crash("worker")
    redis.send(3)
    assert redis.depth("stream") == 3
    redis.restart("worker")
    assert redis.drain() == [2, 3, 4]


def test_a_group_that_is_set_back_is_given_what_is_pending_only_once_more() -> None:
    redis = lab()
    redis.send(2)
    held = redis.take(instance=0)
    redis.crash("worker", 0)
    redis.seek(0, 0)
    again = redis.take(instance=1)
    assert (again.message, again.deliveries) == (held.message, 1)
    redis.ack(again)
    assert redis.drain(instance=1) == [2]
    redis.advance(1.0)
    assert redis.drain(instance=1) == []
    assert (redis.account("completed"), redis.account("duplicate_effects")) == (2, 0)


def test_a_group_that_is_set_ahead_skips_what_it_has_not_read_and_keeps_what_is_pending() -> None:
    redis = lab({"worker": 1})
    redis.send(3)
    redis.nack(redis.take())
    redis.seek(0, 3)
    assert redis.causes == {"skipped by a seek": 2}
    redis.advance(0.4)
    assert redis.drain() == [1]


def test_consumers_that_are_cut_off_finish_what_they_have_and_others_do_it_again() -> None:
    redis = Balanced(streamed("redis_stream", CLAIMS, workers={"near": 1, "far": 1}, group="both"))
    redis.send(3)
    held = redis.take("far")
    redis.inject("cut", NetworkPartition(target="read-far"))
    assert redis.drain("near") == [2, 3]
    redis.advance(0.4)
    assert redis.drain("near") == [1]
    redis.ack(held)
    assert (redis.account("completed"), redis.account("duplicate_effects")) == (3, 1)


def test_an_acknowledgement_that_does_not_get_through_acknowledges_nothing() -> None:
    redis = Balanced(streamed("redis_stream", CLAIMS, workers={"near": 1, "far": 1}, group="both"))
    redis.send(1)
    held = redis.take("far")
    redis.inject("cut", NetworkPartition(target="read-far"))
    redis.ack(held)
    redis.advance(0.4)
    assert redis.drain("near") == [1]
    assert (redis.account("completed"), redis.account("duplicate_effects")) == (1, 1)


def test_what_a_consumer_takes_that_only_another_of_its_group_wants_is_thrown_away() -> None:
    only = {"near": "placed", "far": "paid"}
    redis = Balanced(streamed("redis_stream", CLAIMS, workers={"near": 1, "far": 1}, only=only, group="both"))
    redis.publish("sender", "paid")
    redis.publish("sender", "placed")
    assert redis.drain("near") == [2]
    assert redis.causes == {"nobody reads it": 1}
