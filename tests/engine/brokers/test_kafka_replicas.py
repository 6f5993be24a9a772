"""Kafka's replicas: what a lost server costs, and what acknowledgements are worth."""

import pytest

from apps.engine import Simulation, compile_document
from apps.engine.accounts import ledger
from apps.engine.kernel.dispatch import fail_node, recover_node
from apps.schema.faults import BrokerNodeLoss, LeaderLoss

from .kafka_lab import KafkaLab, kafka_document, numbers

TIMES = {"failureDetectionMs": 2000, "electionMs": 100, "replicationMs": 50, "latencyMs": 60}


def lab(acks: str = "all", cluster: dict[str, object] | None = None, **topic: object) -> KafkaLab:
    """Three servers; the one partition is led by server 0."""
    one = KafkaLab(kafka_document(cluster={**TIMES, **(cluster or {})}, topic=topic, sends={"acks": acks}))
    one.send(0)
    one.advance(0.1)
    assert numbers(one.drain()) == [1]
    return one


@pytest.mark.parametrize(("acks", "lost"), [("all", 0), ("1", 1), ("0", 1)])
def test_what_only_the_lost_leader_had_is_lost_unless_all_replicas_acknowledge(acks: str, lost: int) -> None:
    one = lab(acks)
    one.send(1)
    one.advance(0.03)
    # The leader has it since 10 ms after it was sent, the others would have at 60 ms.
    one.lose_server(0)
    one.advance(5.0)
    assert one.causes() == ({"leader lost before replication": 1} if lost else {})
    assert numbers(one.drain()) == ([] if lost else [2])


@pytest.mark.parametrize("acks", ["all", "1"])
def test_a_partition_is_unavailable_until_another_leader_is_elected(acks: str) -> None:
    one = lab(acks)
    one.lose_server(0)
    one.advance(0.5)
    one.send(1, 2, 3)
    one.advance(1.0)
    assert one.drain() == []
    one.advance(1.0)
    assert numbers(one.drain()) == [2, 3, 4]


def test_nobody_waits_for_the_acknowledgement_of_a_partition_without_leader_that_was_not_asked_for() -> None:
    one = lab("0")
    one.lose_server(0)
    one.advance(0.5)
    one.send(1)
    one.advance(5.0)
    assert one.causes() == {"sent without confirmation while the broker was down": 1}


def test_a_lost_follower_holds_up_a_partition_until_it_is_known_to_be_lost() -> None:
    one = lab()
    one.lose_server(1)
    one.send(1)
    one.advance(1.9)
    assert one.drain() == []
    one.advance(0.3)
    assert numbers(one.drain()) == [2]


def test_too_few_replicas_in_sync_refuse_until_the_sender_gives_up() -> None:
    one = lab(minInsyncReplicas=2, cluster={"deliveryTimeoutMs": 10_000})
    one.lose_server(1)
    one.lose_server(2)
    one.advance(3.0)
    one.send(1)
    one.advance(8.0)
    assert one.causes() == {}
    one.advance(3.0)
    assert one.causes() == {"refused by the broker until the sender gave up": 1}


def test_senders_succeed_again_once_enough_replicas_are_in_sync() -> None:
    one = lab(minInsyncReplicas=2)
    one.lose_server(1)
    one.lose_server(2)
    one.advance(3.0)
    one.send(1, 2)
    one.advance(3.0)
    one.bring_back_server(2)
    one.advance(1.0)
    assert numbers(one.drain()) == [2, 3]


def test_one_acknowledgement_of_the_leader_needs_no_replicas_in_sync() -> None:
    one = lab("1", minInsyncReplicas=2)
    one.lose_server(1)
    one.lose_server(2)
    one.advance(3.0)
    one.send(1)
    one.advance(1.0)
    assert numbers(one.drain()) == [2]


def lose_all(one: KafkaLab) -> None:
    """The followers go first; the leader takes a record alone; then it goes too, and a follower comes back."""
    one.lose_server(1)
    one.lose_server(2)
    one.advance(3.0)
    one.send(1)
    one.advance(1.0)
    one.lose_server(0)
    one.advance(3.0)
    one.bring_back_server(1)
    one.advance(3.0)


def test_without_a_replica_in_sync_a_partition_is_offline_until_one_is_back() -> None:
    one = lab()
    lose_all(one)
    assert one.drain() == []
    one.bring_back_server(0)
    one.advance(3.0)
    assert numbers(one.drain()) == [2]
    assert one.causes() == {}


def test_unclean_election_brings_a_partition_back_without_its_newest_records() -> None:
    one = lab(uncleanLeaderElection=True)
    lose_all(one)
    assert one.drain() == []
    assert one.causes() == {"leader lost before replication": 1}
    one.send(2, 3)
    one.advance(1.0)
    assert [(d.message, d.offset) for d in one.drain()] == [(3, 1), (4, 2)]


def test_order_survives_an_election_under_load() -> None:
    document = kafka_document(
        6,
        3,
        cluster=TIMES,
        workload={"kind": "poisson", "perSecond": 300},
        worker={"concurrency": 2, "work": {"kind": "constant", "ms": 2}},
        sends={"lingerMs": 5},
    )
    simulation = Simulation(compile_document(document), 5)
    for number in range(3):
        simulation.advance(10.0 * number + 2.0)
        fail_node(simulation.arena.address, 1, number)
        simulation.advance(10.0 * number + 8.0)
        recover_node(simulation.arena.address, 1, number)
    simulation.advance(40.0)
    balance = ledger(simulation.arena)
    assert balance.balanced
    assert balance.lost == 0
    assert balance.in_flight < 50
    assert simulation.arena.view("groups")["order_violations"].sum() == 0
    assert int(simulation.arena.view("kafka_topics")["care"][0]) == 0


def test_a_partition_whose_leader_loses_it_is_led_by_another_after_the_election() -> None:
    one = lab()
    one.inject("loss", LeaderLoss(target="topic", partition=0))
    one.send(1)
    one.advance(0.09)
    assert one.drain() == []
    one.advance(0.3)
    assert numbers(one.drain()) == [2]
    partition = one.simulation.arena.view("kafka_partitions")[0]
    assert (int(partition["leader"]), int(partition["in_sync"])) == (1, 2)
    one.heal("loss")
    one.advance(1.0)
    assert (int(partition["leader"]), int(partition["in_sync"])) == (1, 3)


def test_the_loss_of_a_server_as_a_fault_is_the_same() -> None:
    one = lab()
    one.inject("loss", BrokerNodeLoss(target="kafka", broker=0))
    one.send(1)
    one.advance(2.0)
    assert one.drain() == []
    one.advance(1.0)
    assert numbers(one.drain()) == [2]
