"""A script played in the engine: the same document and the same steps, in simulated time."""

from dataclasses import astuple, replace
from typing import Any

from apps.engine.accounts import causes, requests
from apps.engine.consumption import lag_by_partition
from apps.engine.lab import Lab
from apps.schema import read_document, read_faults, read_operations

from .playing import Script

PATIENCE = 0.25
GRAIN = 0.01  # seconds: how often a poll looks again
SETTLES_IN = 15.0  # seconds: more than a session timeout and a rebalance of any script

# What the publisher hears of: endings that the lab lists by number, and one that leaves no message to list.
TOLD = ("queue full, newest refused", "refused by the broker until the sender gave up")
RETURNED = "unroutable, returned to the sender"


class EnginePlayer:
    def __init__(self, script: Script) -> None:
        self.document = read_document(script.document)
        self.lab = Lab(self.document)
        self.returned: set[int] = set()
        self.patience = script.patience or PATIENCE

    def publish(self, number: int, source: str, event_type: str, key: int | None) -> None:
        before = self.returns()
        assert self.lab.publish(source, event_type, key or 0) == number
        if self.returns() > before:
            self.returned.add(number)

    def returns(self) -> int:
        return causes(self.lab.simulation.arena).get(RETURNED, 0)

    def poll(self, service: str, instance: int) -> Any:
        deadline = self.lab.time + self.patience
        while (delivery := self.lab.poll(service, instance)) is None and self.lab.time < deadline:
            self.lab.advance(GRAIN)
        return delivery and replace(delivery, deaths=tuple(astuple(death) for death in delivery.deaths))

    def ack(self, delivery: Any) -> None:
        self.lab.ack(delivery)

    def nack(self, delivery: Any, requeue: bool) -> None:
        self.lab.nack(delivery, requeue=requeue)

    def crash(self, service: str, instance: int | None) -> None:
        self.lab.crash(service, instance)

    def restart(self, service: str, instance: int | None) -> None:
        self.lab.restart(service, instance)

    def wait(self, seconds: float) -> None:
        self.lab.advance(seconds)

    def settle(self) -> None:
        self.lab.advance(SETTLES_IN)

    def operate(self, operation: dict[str, Any]) -> None:
        (one,) = read_operations([operation], self.document)
        self.lab.simulation.operate(one)
        self.lab.advance(0.0)

    def inject(self, identifier: str, fault: dict[str, Any]) -> None:
        (one,) = read_faults([fault], self.document)
        self.lab.inject(identifier, one)

    def heal(self, identifier: str) -> None:
        self.lab.heal(identifier)

    def depth(self, channel: str) -> int:
        """Of a Kafka topic the lag of its slowest group, which counts what is taken and not committed."""
        if self.document.nodes[channel].kind != "kafka_topic":
            return self.lab.depth(channel)
        arena, index = self.lab.simulation.arena, self.lab.program.channels.index(channel)
        of_groups = [number for number, group in enumerate(arena.view("groups")) if group["channel"] == index]
        return max(sum(lag_by_partition(arena, number)) for number in of_groups)

    def reply(self, delivery: Any) -> None:
        self.lab.reply(delivery)

    def replies(self, caller: str) -> tuple[int, int, list[int]]:
        self.lab.advance(self.patience)
        counted = requests(self.lab.simulation.arena)
        return counted.answered, counted.late_replies, self.lab.waits_for(caller)

    def refused(self) -> list[int]:
        return sorted(self.returned | {number for number, _, cause in self.lab.endings() if cause in TOLD})

    def close(self) -> None:
        """Nothing runs."""
