"""Nodes that go down, brokers that block. What RabbitMQ's pages on queue types, clustering and alarms say."""

from apps.schema.faults import BrokerNodeLoss, Crash, MemoryAlarm, NetworkPartition
from tests.engine.brokers.rabbitmq_lab import (
    RabbitLab,
    bound,
    buried,
    dies,
    exchange,
    queue,
    reads,
    sends,
    service,
    worked,
)


def fail(lab: RabbitLab, *nodes: int) -> None:
    for number in nodes:
        lab.inject(f"node-{number}", BrokerNodeLoss(target="rabbit", broker=number))


def recover(lab: RabbitLab, *nodes: int) -> None:
    for number in nodes:
        lab.heal(f"node-{number}")


def test_a_quorum_queue_lives_while_more_than_half_of_its_replicas_do() -> None:
    lab = RabbitLab(queue(queueType="quorum"), sends(), nodes=3)
    fail(lab, 1)
    lab.publish_many(1)
    assert lab.depth("work") == 1
    fail(lab, 2)
    lab.publish_many(1)
    assert lab.depth("work") == 1
    recover(lab, 1)
    lab.advance(1.0)
    assert lab.depth("work") == 2


def test_a_queue_of_one_replica_is_away_with_its_node() -> None:
    lab = RabbitLab(queue("a"), queue("b"), sends("a", "to-a"), sends("b", "to-b"), nodes=2)
    fail(lab, 0)
    lab.publish("to-a", "placed")
    lab.publish("to-b", "placed")
    assert (lab.depth("a"), lab.depth("b")) == (0, 1)
    lab.advance(31.0)
    assert lab.causes() == {"broker down until the sender gave up": 1}


def test_who_does_not_wait_for_confirms_loses_what_the_broker_does_not_take() -> None:
    lab = RabbitLab(queue(), sends(confirms=False), nodes=1)
    fail(lab, 0)
    lab.publish_many(1)
    assert lab.causes() == {"sent without confirmation while the broker was down": 1}


def test_a_crash_loses_what_was_not_written_and_not_waited_for() -> None:
    lab = RabbitLab(queue(), sends(source="confirmed"), sends(source="careless", confirms=False), nodes=1)
    lab.publish("careless", "placed")
    lab.advance(1.0)
    for source in ("careless", "confirmed"):
        lab.publish(source, "placed")
    fail(lab, 0)
    assert lab.causes() == {"broker crashed before it was written": 1}
    assert lab.depth("work") == 2


def test_a_classic_queue_loses_its_transient_messages_with_its_node_and_a_quorum_queue_does_not() -> None:
    for queue_type, left in (("classic", 1), ("quorum", 3)):
        lab = RabbitLab(queue(queueType=queue_type), sends(), sends(source="brief", persistent=False), nodes=1)
        for source in ("brief", "sender", "brief"):
            lab.publish(source, "placed")
        fail(lab, 0)
        recover(lab, 0)
        assert lab.depth("work") == left


def test_consumers_of_a_lost_node_get_everything_again_and_what_they_work_on_is_done_twice() -> None:
    lab = RabbitLab(queue(), sends(), service("worker"), reads(), nodes=1)
    lab.publish_many(40)
    held = [lab.take() for _ in range(20)]
    fail(lab, 0)
    assert lab.poll("worker") is None
    recover(lab, 0)
    for one in held:
        lab.ack(one)
    assert lab.drain() == list(range(1, 41))
    row = lab.view("channel_accounts")[lab.program.channels.index("work")]
    assert (int(row["completed"]), int(row["duplicate_effects"])) == (40, 20)


def test_what_only_the_node_knew_stays_with_who_works_on_it() -> None:
    lab = RabbitLab(queue(), sends(persistent=False), service("worker"), reads(), nodes=1)
    lab.publish_many(4)
    handled, dropped = lab.take(), lab.take()
    fail(lab, 0)
    recover(lab, 0)
    lab.ack(handled)
    lab.nack(dropped)
    assert lab.drain() == []
    assert lab.causes() == {"broker crashed before it was written": 3}


def test_a_consumer_connects_to_another_node_when_its_own_goes() -> None:
    lab = RabbitLab(queue(queueType="quorum"), sends(), service("worker", 3), reads(prefetch=1), nodes=3)
    lab.publish_many(3)
    lab.ack(lab.take(instance=0))
    fail(lab, 1)
    lab.advance(0.0)
    again = lab.take(instance=0)
    assert (again.message, again.redelivered, again.deliveries) == (2, True, 2)


def test_a_broker_that_is_down_gives_nothing_out() -> None:
    lab = RabbitLab(*worked())
    lab.publish_many(2)
    held = lab.take()
    lab.inject("down", Crash(target="rabbit"))
    lab.ack(held)
    lab.publish_many(1)
    assert lab.poll("worker") is None
    lab.heal("down")
    lab.advance(0.2)
    assert lab.drain() == [1, 2, 3]


def test_an_alarm_holds_publishers_up_confirms_or_not_until_they_give_up() -> None:
    lab = RabbitLab(queue(), sends(), sends(source="careless", confirms=False), deliveryTimeoutMs=10_000)
    lab.inject("alarm", MemoryAlarm(target="rabbit"))
    lab.publish_many(1)
    lab.publish("careless", "placed")
    lab.advance(5.0)
    assert (lab.depth("work"), lab.causes()) == (0, {})
    lab.heal("alarm")
    lab.advance(0.2)
    assert lab.depth("work") == 2
    lab.inject("alarm", MemoryAlarm(target="rabbit"))
    lab.publish_many(1)
    lab.advance(10.2)
    assert lab.causes() == {"refused by the broker until the sender gave up": 1}


def test_an_alarm_does_not_hold_dead_letters_up() -> None:
    lab = RabbitLab(
        *worked(), exchange("graves", "fanout"), dies("work", "graves"), bound("graves", "grave"), queue("grave")
    )
    lab.publish_many(1)
    lab.inject("alarm", MemoryAlarm(target="rabbit"))
    lab.nack(lab.take(), requeue=False)
    assert lab.depth("grave") == 1


def test_a_dead_letter_is_lost_with_its_grave_at_most_once_and_waits_for_it_at_least_once() -> None:
    def after(**strategy: str) -> int:
        lab = RabbitLab(
            *worked(queueType="quorum", overflow="reject-publish", **strategy),
            *(exchange("graves", "fanout"), dies("work", "graves"), bound("graves", "grave"), queue("grave")),
            nodes=3,
        )
        lab.publish_many(1)
        held = lab.take()
        fail(lab, 0)
        lab.advance(0.0)
        lab.nack(lab.poll("worker") or held, requeue=False)
        lab.advance(100.0)
        recover(lab, 0)
        lab.advance(1.0)
        return lab.depth("grave")

    assert after() == 0
    assert after(deadLetterStrategy="at-least-once") == 1


def test_messages_in_a_dead_letter_queue_survive_the_broker() -> None:
    lab = RabbitLab(*worked(), *buried(), nodes=1)
    lab.publish_many(1)
    lab.nack(lab.take(), requeue=False)
    fail(lab, 0)
    assert lab.drain("undertaker") == [1]


def test_a_consumer_that_is_cut_off_by_the_network_goes_on_for_nothing() -> None:
    lab = RabbitLab(queue(), sends(), service("worker"), reads(), service("other"), reads("other"))
    lab.publish_many(6)
    held = [lab.take(), lab.take()]
    lab.inject("cut", NetworkPartition(target="work-worker"))
    lab.ack(held[0])
    assert lab.drain("other") == [1, 3, 5, 2, 4, 6]
    lab.ack(held[1])
    row = lab.view("channel_accounts")[lab.program.channels.index("work")]
    assert (int(row["completed"]), int(row["duplicate_effects"])) == (6, 2)
    lab.heal("cut")
    lab.publish_many(2)
    assert sorted(lab.drain("worker") + lab.drain("other")) == [7, 8]


def test_a_consumer_cut_off_twice_while_it_works_leaves_nothing_behind() -> None:
    lab = RabbitLab(queue(), sends(), service("worker"), reads(), consumerTimeoutMs=60_000)
    lab.publish_many(3)
    held = [lab.take()]
    lab.advance(61.0)
    held.append(lab.take())
    lab.inject("cut", NetworkPartition(target="work-worker"))
    lab.heal("cut")
    held.append(lab.take())
    assert [one.message for one in held] == [1, 1, 1]
    for one in held:
        lab.ack(one)
    assert lab.drain() == [2, 3]
