"""Anything in any order: after every step the ledger balances and every list holds what it counts (`rabbitmq_lab`)."""

import random

import pytest

from apps.engine.lab import Delivery
from apps.schema.faults import BrokerNodeLoss, Fault, MemoryAlarm, NetworkPartition
from apps.schema.operations import Purge
from tests.engine.brokers.rabbitmq_lab import RabbitLab, bound, dies, exchange, node, queue, reads, sends, service

NODES = 3
FAULTS: list[Fault] = [
    *(BrokerNodeLoss(target="rabbit", broker=number) for number in range(NODES)),
    *(NetworkPartition(target=edge) for edge in ("one-a", "two-b", "three-c")),
    MemoryAlarm(target="rabbit"),
]


def random_lab(dice: random.Random) -> RabbitLab:
    """Three queues that dead-letter through exchanges into each other and into a dead letter queue."""
    version = dice.choice(["3.13", "4.0", "4.3"])
    queues = []
    for name in ("one", "two", "three"):
        quorum = dice.random() < 0.5
        settings = {
            "queueType": "quorum" if quorum else "classic",
            "messageTtlMs": dice.choice([None, 0, 300, 2000]),
            "maxLength": dice.choice([None, 0, 3, 10]),
            "maxLengthBytes": dice.choice([None, 2000]),
            "overflow": dice.choice(["drop-head", "reject-publish"] + ["reject-publish-dlx"] * (not quorum)),
            "singleActiveConsumer": dice.random() < 0.3,
            "replicas": dice.choice([1, 3]),
        }
        if quorum:
            settings["deliveryLimit"] = dice.choice([None if version == "3.13" else -1, 1, 3])
            settings["deadLetterStrategy"] = dice.choice(["at-most-once", "at-least-once"])
        else:
            settings["maxPriority"] = dice.choice([0, 2])
        queues.append(queue(name, **settings))
    return RabbitLab(
        *queues,
        *(exchange("in", "fanout"), exchange("graves", "topic"), node("dead", "dead_letter_queue")),
        *(bound("in", "one"), bound("in", "two"), bound("graves", "two"), bound("graves", "three")),
        *(dies("one", "graves"), dies("two", "graves", routingKey="again")),
        dies("three", dice.choice(["dead", "in"])),
        *(sends("in"), sends("two", "other", ttlMs=dice.choice([None, 100]), confirms=False, priority=7)),
        sends("one", "third", persistent=False, priority=1),
        *(service("a", 2), reads("a", "one", prefetch=dice.choice([0, 2]), handBack=dice.choice(["nack", "reject"]))),
        *(service("b", 2), reads("b", "two", prefetch=1, acknowledge=dice.choice(["manual", "automatic"]))),
        *(service("c", 1), reads("c", "three"), service("d", 1), reads("d", "dead")),
        nodes=NODES,
        version=version,
        consumerTimeoutMs=60_000,
        deliveryTimeoutMs=5_000,
    )


class Player:
    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        self.lab = random_lab(self.dice)
        self.held: list[Delivery] = []
        self.faults: set[str] = set()
        self.instances = {"a": 2, "b": 2, "c": 1, "d": 1}

    def step(self) -> None:
        dice, lab = self.dice, self.lab
        service_name = dice.choice("abcd")
        instance = dice.randrange(self.instances[service_name])
        draw = dice.random()
        if draw < 0.35:
            lab.publish(dice.choice(["sender", "other", "third"]), "placed")
        elif draw < 0.60:
            taken = lab.poll(service_name, instance)
            self.held += [] if taken is None else [taken]
        elif draw < 0.80 and self.held:
            delivery = self.held.pop(dice.randrange(len(self.held)))
            if dice.random() < 0.4:
                lab.ack(delivery)
            else:
                lab.nack(delivery, dice.random() < 0.5)
        elif draw < 0.88:
            lab.advance(dice.choice([0.05, 0.3, 2.5, 61.0]))
        elif draw < 0.93:
            self.held = [one for one in self.held if self.holder(one) not in lab._consumers(service_name, instance)]
            lab.crash(service_name, instance)
            lab.restart(service_name, instance)
        elif draw < 0.99:
            fault: Fault = dice.choice(FAULTS)
            name = fault.model_dump_json()
            if name in self.faults:
                lab.heal(name)
            else:
                lab.inject(name, fault)
            self.faults ^= {name}
        else:
            lab.operate(Purge(target="two"))

    def holder(self, delivery: Delivery) -> int:
        return int(self.lab.view("messages")["consumer"][delivery.record])


@pytest.mark.parametrize("seed", range(12))
def test_whatever_happens_every_message_is_accounted_for(seed: int) -> None:
    player = Player(seed)
    for _ in range(400):
        player.step()
    assert player.lab.published > 50


def test_the_same_steps_leave_the_same_bits() -> None:
    def digest() -> str:
        player = Player(99)
        for _ in range(300):
            player.step()
        return player.lab.simulation.digest()

    assert digest() == digest()
