"""Kafka's producers: partitions, batches, requests in flight."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from apps.engine import Simulation, compile_document
from apps.engine.accounts import ledger
from apps.engine.brokers.kafka.partitioner import murmur2, positive_hash
from apps.engine.brokers.kafka.partitioning import hash_of
from apps.schema.faults import Crash

from .kafka_lab import KafkaLab, kafka_document, numbers, ran

# From Kafka's own UtilsTest.testMurmur2.
VECTORS = {
    b"21": -973932308,
    b"foobar": -790332482,
    b"a-little-bit-long-string": -985981536,
    b"a-little-bit-longer-string": -1486304829,
    b"lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8": -58897971,
    b"abc": 479470107,
}


@pytest.mark.parametrize(("key", "expected"), VECTORS.items())
def test_murmur2_gives_what_kafkas_own_tests_expect(key: bytes, expected: int) -> None:
    assert murmur2(key) == expected & 0xFFFFFFFF


@given(st.integers(0, 2**31 - 1))
def test_the_kernel_hashes_the_digits_of_any_number_alike(key: int) -> None:
    # What Python runs of it: compiled it is only called by the kernel, as in the next test.
    assert getattr(hash_of, "py_func", hash_of)(key) == positive_hash(str(key))


def test_a_key_chooses_its_partition_and_keeps_its_order() -> None:
    lab = KafkaLab(kafka_document(12))
    keys = [7, 70_000, 123_456_789, 7, 70_000, 7]
    lab.send(*keys)
    found = lab.drain()
    assert {(d.key, d.partition) for d in found} == {(key, positive_hash(str(key)) % 12) for key in keys}
    assert [d.message for d in found if d.key == 7] == [1, 4, 6]


def test_records_without_a_key_stay_on_a_partition_for_a_batch() -> None:
    lab = KafkaLab(kafka_document(6, sends={"batchBytes": 1000}))
    for _ in range(300):
        lab.publish("sender", "beat")
    found = {d.message: d.partition for d in lab.drain()}
    lanes = [found[number] for number in range(1, 301)]
    runs = [lanes[start : start + 10] for start in range(0, 300, 10)]
    assert all(len(set(run)) == 1 for run in runs)
    assert len(set(lanes)) == 6


def test_without_batches_each_record_without_a_key_goes_where_chance_has_it() -> None:
    lab = KafkaLab(kafka_document(4, sends={"batchBytes": 0}))
    for _ in range(400):
        lab.publish("sender", "beat")
    counts = Counter(d.partition for d in lab.drain())
    assert min(counts.values()) > 60


def test_a_batch_goes_when_it_has_lingered() -> None:
    lab = KafkaLab(kafka_document(2, sends={"lingerMs": 50}, cluster={"brokers": 1}, topic={"replicationFactor": 1}))
    lab.send(1)
    lab.advance(0.03)
    lab.send(2)
    assert lab.drain() == []
    lab.advance(0.021)
    # All that waits for one server goes with the oldest.
    assert sorted(numbers(lab.drain())) == [1, 2]


def test_a_full_batch_does_not_wait() -> None:
    lab = KafkaLab(kafka_document(1, sends={"lingerMs": 1000, "batchBytes": 300}))
    lab.send(1, 2)
    assert lab.drain() == []
    lab.send(3)
    assert numbers(lab.drain()) == [1, 2, 3]


@pytest.mark.parametrize(("version", "waits"), [("4.0", True), ("3.9", False)])
def test_producers_linger_five_milliseconds_since_version_4(version: str, waits: bool) -> None:
    lab = KafkaLab(kafka_document(1, sends={"lingerMs": None}, cluster={"version": version}))
    lab.send(1)
    assert (lab.drain() == []) == waits
    lab.advance(0.0051)
    assert len(lab.drain()) == waits


def test_requests_beyond_those_in_flight_wait_and_go_together() -> None:
    lab = KafkaLab(kafka_document(1, sends={"maxInFlight": 2}, cluster={"latencyMs": 100}))
    for key in range(6):
        lab.send(key)
        lab.advance(0.01)
    lab.advance(0.05)
    # Two requests of one record each are there at 100 and 110 ms; what waited goes when the first is answered.
    assert numbers(lab.drain()) == [1, 2]
    lab.advance(0.08)
    assert numbers(lab.drain()) == []
    lab.advance(0.03)
    assert numbers(lab.drain()) == [3, 4, 5, 6]


def test_a_saturated_producer_fills_its_batches_and_loses_nothing() -> None:
    document = kafka_document(
        3,
        1,
        cluster={"latencyMs": 200},
        sends={"maxInFlight": 1, "batchBytes": 2000},
        workload={"kind": "poisson", "perSecond": 1000},
        worker={"work": {"kind": "constant", "ms": 0.1}},
    )
    simulation = Simulation(compile_document(document), 2)
    simulation.advance(1.0)
    before = ledger(simulation.arena).completed
    simulation.advance(5.0)
    balance = ledger(simulation.arena)
    assert balance.balanced
    # Three servers, a request of 20 records every 200 ms each: 300 a second.
    assert balance.completed - before == pytest.approx(1200, rel=0.06)
    assert simulation.arena.view("groups")["order_violations"].sum() == 0


def test_the_cluster_being_down_keeps_records_in_order_at_their_senders() -> None:
    document = kafka_document(
        4,
        2,
        workload={"kind": "poisson", "perSecond": 200},
        worker={"work": {"kind": "constant", "ms": 1}, "concurrency": 2},
    )
    simulation = Simulation(compile_document(document), 2)
    simulation.inject("down", Crash(target="kafka", at_seconds=2.0, duration_seconds=5.0))
    simulation.advance(12.0)
    balance = ledger(simulation.arena)
    assert balance.balanced
    assert balance.lost == 0
    assert balance.in_flight < 20
    assert simulation.arena.view("groups")["order_violations"].sum() == 0


def test_small_steps_change_nothing() -> None:
    document = kafka_document(
        4,
        2,
        sends={"lingerMs": 5},
        workload={"kind": "poisson", "perSecond": 300},
        worker={"work": {"kind": "exponential", "mean": 2}, "concurrency": 2},
    )
    once = Simulation(compile_document(document), 9)
    once.advance(3.0)
    assert ran(document, 3.0, 9).digest() == once.digest()
