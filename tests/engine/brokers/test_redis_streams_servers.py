"""What Redis loses: trimmed entries, writes that were not on disk, writes that were not replicated."""

from typing import Any

from .streams import Balanced, streamed

CLAIMS = {"claimMinIdleMs": 300, "claimIntervalMs": 50}


def lab(stream: dict[str, Any] | None = None, server: dict[str, Any] | None = None, **workers: int) -> Balanced:
    return Balanced(
        streamed("redis_stream", {**CLAIMS, **(stream or {})}, server=server, workers=workers or {"worker": 2})
    )


def test_an_exact_limit_trims_what_nobody_has_read() -> None:
    redis = lab({"maxLength": 2, "approximate": False})
    redis.send(6)
    assert redis.depth("stream") == 2
    assert redis.drain() == [5, 6]
    assert redis.causes == {"trimmed": 4}


def test_trimming_counts_for_each_group_that_has_not_read() -> None:
    redis = lab({"maxLength": 2, "approximate": False}, auditor=1, worker=1)
    redis.send(2)
    assert redis.drain("worker") == [1, 2]
    redis.send(2)
    assert redis.drain("auditor") == redis.drain("worker") == [3, 4]
    assert redis.causes == {"trimmed": 2}


def test_an_approximate_limit_trims_whole_nodes_of_100_entries() -> None:
    redis = lab({"maxLength": 5})
    redis.send(104)
    assert redis.depth("stream") == 104
    redis.send(1)
    assert redis.depth("stream") == 5
    assert redis.drain() == [101, 102, 103, 104, 105]


def test_pending_entries_that_were_trimmed_are_claimed_in_vain() -> None:
    redis = lab({"maxLength": 2, "approximate": False})
    redis.send(1)
    redis.take(instance=0)
    redis.send(3)
    redis.crash("worker", 0)
    redis.advance(0.4)
    assert redis.drain(instance=1) == [3, 4]
    assert redis.causes == {"trimmed": 2}


def test_an_entry_trimmed_while_it_is_worked_on_can_still_be_acknowledged() -> None:
    redis = lab({"maxLength": 2, "approximate": False})
    redis.send(1)
    held = redis.take(instance=0)
    redis.send(3)
    redis.advance(0.4)
    assert redis.drain(instance=1) == [3, 4]
    redis.ack(held)
    assert redis.account("completed") == 3
    assert redis.causes == {"trimmed": 1}


def test_a_log_that_forgets_what_everybody_has_read_still_gives_what_is_pending() -> None:
    redis = lab({"history": 0})
    redis.send(1)
    redis.take(instance=0)
    redis.send(200)
    assert len(redis.drain(instance=1)) == 200
    redis.crash("worker", 0)
    redis.advance(0.4)
    assert redis.drain(instance=1) == [1]


def test_nobody_reads_or_writes_while_the_only_server_is_down() -> None:
    redis = lab(server={"appendfsync": "always"})
    redis.send(2)
    redis.advance(1.0)
    redis.lose_server()
    redis.send(1)
    assert redis.drain() == []
    redis.advance(3.0)
    redis.regain_server()
    redis.advance(0.2)
    assert redis.drain() == [1, 2, 3]


def test_senders_give_up_in_the_end() -> None:
    redis = lab(server={"deliveryTimeoutMs": 1000})
    redis.lose_server()
    redis.send(2)
    redis.advance(2.0)
    assert redis.causes == {"broker down until the sender gave up": 2}


def test_a_crash_takes_what_the_file_did_not_have() -> None:
    redis = lab(server={"appendfsync": "everysec"})
    redis.send(5)
    redis.advance(1.5)
    for _ in range(1000):
        redis.publish("sender", "placed", after=0.001)
    redis.lose_server()
    redis.regain_server()
    lost = redis.causes["broker crashed before it was written"]
    assert 0 < lost < 1000
    assert redis.drain() == list(range(1, 1006 - lost))
    redis.send(1)
    assert redis.drain() == [1006]


def test_nothing_is_lost_if_every_write_is_synced() -> None:
    redis = lab(server={"appendfsync": "always"})
    redis.send(5)
    redis.lose_server()
    redis.regain_server()
    assert redis.drain() == [1, 2, 3, 4, 5]


def test_a_lost_entry_that_was_worked_on_is_done_all_the_same() -> None:
    redis = lab(server={"replicas": 1, "replicationMs": 500, "failoverMs": 1000})
    redis.send(3)
    held = redis.take(instance=0)
    failed = redis.take(instance=1)
    redis.lose_server()
    redis.advance(1.0)
    redis.ack(held)
    redis.nack(failed)
    assert redis.account("completed") == 1
    assert redis.causes == {"failed over before replication": 2}
    redis.advance(1.0)
    assert redis.drain(instance=0) == redis.drain(instance=1) == []


def test_a_failover_loses_what_was_not_replicated() -> None:
    redis = lab(server={"replicas": 1, "replicationMs": 100, "failoverMs": 1000})
    redis.send(2)
    redis.advance(0.2)
    redis.send(3)
    redis.advance(0.05)
    redis.lose_server(0)
    redis.advance(0.9)
    assert redis.drain() == []
    redis.advance(0.2)
    assert redis.drain() == [1, 2]
    assert redis.causes == {"failed over before replication": 3}


def test_the_master_that_comes_back_follows_the_new_one() -> None:
    redis = lab(server={"replicas": 1, "replicationMs": 0, "failoverMs": 1000})
    redis.send(2)
    redis.lose_server(0)
    redis.advance(1.0)
    redis.regain_server(0)
    assert redis.drain() == [1, 2]
    redis.lose_server(0)
    redis.send(1)
    assert redis.drain() == [3]


def test_without_a_replica_that_is_up_nobody_takes_over() -> None:
    redis = lab(server={"replicas": 1, "failoverMs": 1000, "appendfsync": "always"})
    redis.send(1)
    redis.lose_server(1)
    redis.lose_server(0)
    redis.advance(2.0)
    assert redis.drain() == []
    redis.regain_server(0)
    assert redis.drain() == [1]


def test_a_replica_that_comes_back_while_the_master_is_away_takes_over() -> None:
    redis = lab(server={"replicas": 1, "replicationMs": 0, "failoverMs": 1000})
    redis.send(1)
    redis.lose_server(1)
    redis.lose_server(0)
    redis.advance(5.0)
    redis.regain_server(1)
    assert redis.drain() == []
    redis.advance(1.1)
    assert redis.drain() == [1]
