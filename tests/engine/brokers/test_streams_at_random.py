"""Whatever is done to a stream, in whatever order, each message ends exactly once in the ledger."""

import random
from typing import Any

import pytest

from .streams import Balanced, streamed

STREAMS: dict[str, tuple[str, dict[str, Any], dict[str, Any]]] = {
    "redis": ("redis_stream", {"claimMinIdleMs": 300, "claimIntervalMs": 50, "claimCount": 3}, {"replicas": 1}),
    "redis, trimmed": (
        "redis_stream",
        {"claimMinIdleMs": 300, "claimIntervalMs": 50, "maxLength": 5, "approximate": False},
        {"appendfsync": "no"},
    ),
    "nats, limits": ("nats_stream", {"ackWaitMs": 500, "maxDeliver": 4, "maxAgeMs": 20_000}, {}),
    "nats, oldest discarded": ("nats_stream", {"ackWaitMs": 500, "maxMessages": 5, "maxAckPending": 3}, {}),
    "nats, work queue": (
        "nats_stream",
        {"ackWaitMs": 500, "retention": "work_queue", "maxMessages": 6, "maxDeliver": 3},
        {},
    ),
    "nats, interest": ("nats_stream", {"ackWaitMs": 500, "retention": "interest", "maxMessages": 6}, {}),
}


class Monkey:
    """Does something at random, again and again."""

    def __init__(self, lab: Balanced, seed: int) -> None:
        self.lab, self.random = lab, random.Random(seed)
        self.groups = sorted(name for channel, name in lab.program.groups if channel == "stream")
        self.held: list[tuple[str, int, Any]] = []
        self.servers = int(lab.simulation.arena.view("brokers")["nodes"][lab.program.brokers.index("broker")])

    def act(self) -> None:
        often = [self.send, self.take, self.take, self.take, self.ack, self.nack, self.wait]
        seldom = [self.crash, self.restart, self.restart, self.seek, self.lose, self.regain, self.regain]
        self.random.choice(often if self.random.random() < 0.8 else seldom)()

    def someone(self) -> tuple[str, int]:
        return self.random.choice(self.groups), self.random.randrange(2)

    def send(self) -> None:
        self.lab.send(self.random.randrange(1, 5))

    def take(self) -> None:
        who = self.someone()
        delivery = self.lab.poll(*who)
        if delivery is not None:
            self.held.append((*who, delivery))

    def _let_go(self) -> Any:
        return self.held.pop(self.random.randrange(len(self.held)))[2] if self.held else None

    def ack(self) -> None:
        if (delivery := self._let_go()) is not None:
            self.lab.ack(delivery)

    def nack(self) -> None:
        if (delivery := self._let_go()) is not None:
            self.lab.nack(delivery, requeue=self.random.random() < 0.8)

    def wait(self) -> None:
        self.lab.advance(self.random.choice([0.01, 0.3, 0.6, 3.0]))

    def crash(self) -> None:
        name, number = self.someone()
        self.lab.crash(name, number)
        self.held = [one for one in self.held if one[:2] != (name, number)]

    def restart(self) -> None:
        self.lab.restart(*self.someone())

    def seek(self) -> None:
        end = int(self.lab.simulation.arena.view("logs")["end"][0])
        self.lab.seek(self.random.randrange(len(self.groups)), self.random.randrange(end + 1))

    def lose(self) -> None:
        self.lab.lose_server(self.random.randrange(self.servers))

    def regain(self) -> None:
        self.lab.regain_server(self.random.randrange(self.servers))

    def come_to_rest(self) -> None:
        """Everything works again, and everybody takes what there is until nothing comes any more."""
        for number in range(self.servers):
            self.lab.regain_server(number)
        while self.held:
            self.ack()
        for name in self.groups:
            self.lab.restart(name)
        for _ in range(40):
            self.lab.advance(0.5)
            for name in self.groups:
                for number in range(2):
                    self.lab.drain(name, number)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("name", STREAMS)
def test_each_message_ends_once(name: str, seed: int) -> None:
    kind, stream, server = STREAMS[name]
    groups = {"worker": 2} if stream.get("retention") == "work_queue" else {"auditor": 2, "worker": 2}
    lab = Balanced(streamed(kind, stream, server=server, workers=groups))
    monkey = Monkey(lab, seed)
    for _ in range(150):
        monkey.act()
    monkey.come_to_rest()
    assert lab.account("published") > 0
    assert lab.account("in_flight") == 0
    messages = lab.simulation.arena.view("messages")
    assert int(lab.simulation.arena.state["free_count"][0]) >= len(messages) - 4  # all but timers are free
