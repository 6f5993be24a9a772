"""Kafka's offsets: what is committed, and what comes again."""

from apps.engine.lab import Delivery

from .kafka_lab import KafkaLab, kafka_document, numbers

LATEST = {"start": "latest"}


def lab(**settings: object) -> KafkaLab:
    return KafkaLab(kafka_document(**settings))  # type: ignore[arg-type]


def restarted(one: KafkaLab) -> None:
    """Crash, restart, and everybody knows his partitions again."""
    one.crash("worker")
    one.restart("worker")
    one.advance(3.0)


def test_after_a_crash_without_a_commit_everything_comes_again() -> None:
    one = lab(partitions=4)
    one.send(*range(8))
    first = one.drain(ack=False)
    restarted(one)
    again = one.drain()
    assert sorted(numbers(again)) == sorted(numbers(first)) == list(range(1, 9))
    assert all(delivery.redelivered for delivery in again)
    assert not any(delivery.redelivered for delivery in first)


def test_after_a_commit_only_what_follows_comes_again() -> None:
    one = lab()
    one.send(*range(8))
    held = one.take(4)
    one.ack(held[0])
    one.ack(held[1])
    restarted(one)
    assert one.lag() == 6
    assert numbers(one.drain()) == [3, 4, 5, 6, 7, 8]
    assert one.lag() == 0


def test_committing_a_record_covers_those_before_it() -> None:
    one = lab()
    one.send(*range(8))
    one.ack(one.take(4)[2])
    restarted(one)
    assert numbers(one.drain()) == [4, 5, 6, 7, 8]
    assert one.causes()["acknowledged before it was handled"] == 2


def test_what_was_handled_since_the_last_automatic_commit_comes_again() -> None:
    one = lab(cluster={"autoCommitIntervalMs": 600})
    one.send(*range(8))
    for delivery in one.take(2):
        one.ack(delivery)
    one.advance(1.0)
    one.take(1)
    restarted(one)
    assert numbers(one.drain()) == [3, 4, 5, 6, 7, 8]


def test_an_idle_member_has_committed_by_its_interval() -> None:
    one = lab(cluster={"autoCommitIntervalMs": 600})
    one.send(1, 2, 3)
    one.drain()
    one.advance(0.3)
    one.crash("worker")
    one.restart("worker")
    one.advance(3.0)
    assert numbers(one.drain()) == [1, 2, 3]
    one.advance(1.0)
    restarted(one)
    assert one.drain() == []


def test_a_group_that_never_committed_begins_where_its_reset_policy_says() -> None:
    one = lab(reads=LATEST, partitions=4)
    one.send(*range(8))
    one.crash("worker")
    one.send(1, 2)
    one.restart("worker")
    one.advance(3.0)
    assert one.drain() == []
    one.send(3)
    assert numbers(one.drain()) == [11]
    assert one.causes() == {"skipped by a seek": 10}


def test_a_record_that_is_handed_back_by_seeking_comes_again_with_those_behind_it() -> None:
    one = lab()
    one.send(*range(8))
    held = one.take(3)
    one.nack(held[1])
    assert numbers(one.drain()) == [2, 3, 4, 5, 6, 7, 8]


def test_a_record_that_is_refused_for_good_is_passed_over() -> None:
    one = lab()
    one.send(1, 2, 3)
    (first,) = one.take(1)
    one.nack(first, requeue=False)
    assert numbers(one.drain()) == [2, 3]
    assert one.causes() == {"retries used up, no dead letter queue": 1}


def test_a_group_set_to_the_beginning_replays_in_the_same_order() -> None:
    one = lab(partitions=4)
    one.send(*range(8))
    first = one.drain()
    assert one.lag() == 0
    one.seek(0)
    assert one.lag() == one.depth("topic") == 8
    again = one.drain()
    for partition in range(4):
        assert [d for d in numbers(again) if d in lane(first, partition)] == lane(first, partition)


def lane(deliveries: list[Delivery], partition: int) -> list[int]:
    return numbers(one for one in deliveries if one.partition == partition)


def test_a_group_set_to_the_end_skips_what_it_has_not_read() -> None:
    one = lab(partitions=4)
    one.send(*range(8))
    one.seek(1 << 40)
    assert one.depth("topic") == 0
    assert one.drain() == []
    one.send(1, 2, 3)
    assert sorted(numbers(one.drain())) == [9, 10, 11]
    assert one.causes() == {"skipped by a seek": 8}


def test_what_is_held_while_the_group_is_set_back_does_not_move_it() -> None:
    one = lab()
    one.send(1, 2, 3)
    held = one.take(3)
    one.seek(0)
    for delivery in held:
        one.ack(delivery)
    assert one.lag() == 3
    assert numbers(one.drain()) == [1, 2, 3]


def test_lag_is_the_end_of_the_log_less_what_is_committed() -> None:
    one = lab()
    one.send(*range(8))
    assert one.lag() == 8
    held = one.take(5)
    assert one.lag() == 8
    one.ack(held[0])
    one.ack(held[1])
    assert one.lag() == 6
    one.ack(held[4])
    assert one.lag() == 3


def test_retention_by_time_deletes_read_or_not() -> None:
    one = lab(topic={"retentionMs": 10_000})
    one.send(1, 2, 3)
    one.advance(5.0)
    one.send(4)
    one.advance(6.0)
    assert one.causes() == {"retention over": 3}
    assert numbers(one.drain()) == [4]
    one.advance(20.0)
    one.seek(0)
    assert one.drain() == []


def test_retention_by_size_deletes_the_oldest() -> None:
    one = lab(topic={"retentionBytes": 350})
    one.send(*range(6))
    one.advance(1.0)
    assert numbers(one.drain()) == [4, 5, 6]
    assert one.causes() == {"retention over": 3}


def test_a_group_whose_offset_retention_has_deleted_goes_on_at_the_end_with_latest() -> None:
    one = lab(topic={"retentionMs": 10_000}, reads=LATEST)
    one.send(1, 2)
    one.advance(5.0)
    one.send(3, 4)
    one.advance(6.0)
    assert one.drain() == []
    assert one.causes() == {"retention over": 2, "skipped by a seek": 2}
    one.send(5)
    assert numbers(one.drain()) == [5]
