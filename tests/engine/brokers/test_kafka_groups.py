"""Kafka's consumer groups: who owns which partition, and what a rebalance costs."""

import pytest

from apps.engine import Simulation, compile_document
from apps.engine.accounts import ledger
from apps.schema.faults import Crash, RebalanceStorm
from apps.schema.operations import Scale

from .kafka_lab import KafkaLab, kafka_document, numbers, ran

WORK = {"kind": "constant", "ms": 10}
STEADY = {"kind": "constant", "perSecond": 100}


def partitions_of(lab: KafkaLab, instances: int) -> list[int]:
    """How many partitions each instance is given."""
    return [len({delivery.partition for delivery in lab.drain(number)}) for number in range(instances)]


@pytest.mark.parametrize("assignor", ["eager", "cooperative"])
@pytest.mark.parametrize(("members", "partitions"), [(2, 4), (3, 4), (3, 2)])
def test_members_share_the_partitions_and_those_too_many_idle(assignor: str, members: int, partitions: int) -> None:
    lab = KafkaLab(kafka_document(partitions, members, reads={"assignor": assignor}))
    lab.send(*range(40))
    shares = partitions_of(lab, members)
    assert sum(shares) == partitions
    assert max(shares) - min(shares) <= 1


@pytest.mark.parametrize("assignor", ["eager", "cooperative"])
def test_the_member_that_is_left_takes_over_when_the_session_of_the_lost_one_has_run_out(assignor: str) -> None:
    lab = KafkaLab(kafka_document(4, 2, reads={"assignor": assignor}))
    lab.send(*range(8))
    mine = numbers(lab.drain(0))
    lost = numbers(lab.drain(1, ack=False))
    assert sorted(mine + lost) == list(range(1, 9))
    lab.crash("worker", 1)
    lab.advance(1.0)
    assert lab.drain(0) == []
    lab.advance(1.0)
    assert sorted(numbers(lab.drain(0))) == sorted(lost)


def test_a_restarted_member_waits_for_the_session_of_its_predecessor() -> None:
    lab = KafkaLab(kafka_document())
    lab.send(1, 2)
    lab.drain(ack=False)
    lab.crash("worker")
    lab.restart("worker")
    lab.advance(0.9)
    assert lab.poll("worker") is None
    lab.advance(0.8)
    assert numbers(lab.drain()) == [1, 2]


def test_a_member_that_comes_back_gets_its_share_again() -> None:
    for assignor in ("eager", "cooperative"):
        lab = KafkaLab(kafka_document(4, 2, reads={"assignor": assignor}))
        lab.crash("worker", 1)
        lab.advance(3.0)
        lab.send(*range(20))
        assert partitions_of(lab, 2) == [4, 0]
        lab.restart("worker", 1)
        lab.advance(3.0)
        lab.send(*range(20))
        assert partitions_of(lab, 2) == [2, 2]


def stopped_while_one_joins(assignor: str) -> list[int]:
    """Partitions that a member owns which had them all, from the moment another joins, every 50 ms."""
    lab = KafkaLab(kafka_document(4, 2, reads={"assignor": assignor}))
    lab.crash("worker", 1)
    lab.advance(3.0)
    lab.restart("worker", 1)
    owned = []
    for _ in range(8):
        owned.append(int((lab.readers()["consumer"] == 0).sum()))
        lab.advance(0.05)
    return owned


def test_an_eager_rebalance_stops_everybody_and_a_cooperative_one_only_what_moves() -> None:
    eager = stopped_while_one_joins("eager")
    assert eager[0] == 0
    assert eager[-1] == 2
    cooperative = stopped_while_one_joins("cooperative")
    assert cooperative[0] == 4
    assert min(cooperative) == cooperative[-1] == 2


def test_too_many_records_a_poll_for_the_poll_interval_make_a_group_rebalance_without_end() -> None:
    document = kafka_document(
        cluster={"autoCommitIntervalMs": 100, "maxPollIntervalMs": 2000, "maxPollRecords": 500},
        worker={"concurrency": 1, "work": {"kind": "constant", "ms": 30}},
        workload=STEADY,
    )
    simulation = ran(document, 60.0)
    state = simulation.arena.view("kafka_groups")[0]
    assert state["rebalances"] > 10
    account = simulation.arena.view("channel_accounts")
    assert account["duplicate_effects"].sum() > 0.5 * account["completed"].sum()


def test_fewer_records_a_poll_cure_it() -> None:
    document = kafka_document(
        cluster={"autoCommitIntervalMs": 100, "maxPollIntervalMs": 2000, "maxPollRecords": 50},
        worker={"concurrency": 1, "work": {"kind": "constant", "ms": 30}},
        workload=STEADY,
    )
    simulation = ran(document, 60.0)
    assert simulation.arena.view("kafka_groups")[0]["rebalances"] == 0


@pytest.mark.parametrize("assignor", ["eager", "cooperative"])
def test_nothing_is_lost_over_crashes_under_load(assignor: str) -> None:
    document = kafka_document(
        6,
        3,
        cluster={"autoCommitIntervalMs": 1000},
        reads={"assignor": assignor},
        worker={"concurrency": 2, "work": WORK, "failurePercent": 5, "retry": {"mode": "requeue", "maxRetries": 5}},
        workload=STEADY,
    )
    simulation = Simulation(compile_document(document), 3)
    for number in range(6):
        simulation.advance(5.0 * number + 1.0)
        simulation.inject(f"crash-{number}", Crash(target="worker", at_seconds=5.0 * number + 2, duration_seconds=1.0))
    simulation.advance(60.0)
    balance = ledger(simulation.arena)
    assert balance.balanced
    assert balance.lost == balance.dropped == balance.expired == 0
    assert balance.redelivered > 0
    assert balance.in_flight < 50


@pytest.mark.parametrize("assignor", ["eager", "cooperative"])
def test_a_rebalance_storm_keeps_a_group_from_its_work(assignor: str) -> None:
    def completed(storm: bool) -> int:
        document = kafka_document(
            4,
            2,
            cluster={"rebalanceMs": 500},
            reads={"assignor": assignor},
            worker={"concurrency": 2, "work": WORK},
            workload={"kind": "constant", "perSecond": 350},
        )
        simulation = Simulation(compile_document(document), 3)
        if storm:
            simulation.inject("storm", RebalanceStorm(target="topic", every_seconds=1.0))
        simulation.advance(10.0)
        balance = ledger(simulation.arena)
        assert balance.balanced
        return balance.completed

    # Eager: for half of the time nobody begins a batch. Cooperative: for half of the time half of them.
    calm, stormy = completed(False), completed(True)
    assert stormy < (0.75 if assignor == "eager" else 0.85) * calm
    assert stormy > (0.4 if assignor == "eager" else 0.6) * calm


def test_an_instance_that_is_scaled_away_finishes_and_leaves_without_anything_coming_twice() -> None:
    document = kafka_document(
        6,
        3,
        worker={"concurrency": 2, "work": WORK},
        workload=STEADY,
    )
    simulation = Simulation(compile_document(document), 3)
    for instances, until in ((1, 2.0), (3, 4.0), (2, 6.0), (3, 6.005), (1, 9.0)):
        simulation.advance(until)
        simulation.operate(Scale(target="worker", instances=instances))
    simulation.advance(15.0)
    balance = ledger(simulation.arena)
    assert balance.balanced
    assert balance.duplicate_deliveries == 0
    assert balance.in_flight < 10
    members = simulation.arena.view("kafka_members")["phase"].tolist()
    assert members == [1, 0, 0]
