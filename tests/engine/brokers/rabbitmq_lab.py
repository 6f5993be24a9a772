"""A RabbitMQ to play by hand. After every step its ledger must balance and its lists must hold what they count."""

from typing import Any

import numpy as np

from apps.engine.accounts import causes, ledger
from apps.engine.lab import Delivery, Lab
from apps.engine.layout import FREE, HAS_DIED, ORPHAN
from apps.schema import Document, read_document

Part = tuple[str, str, dict[str, Any]]


def node(identifier: str, kind: str, **fields: Any) -> Part:
    return "nodes", identifier, {"kind": kind, "name": identifier, **fields}


def queue(identifier: str = "work", **fields: Any) -> Part:
    return node(identifier, "rabbitmq_queue", **{"queueType": "classic", **fields})


def exchange(identifier: str, exchange_type: str = "topic", **fields: Any) -> Part:
    return node(identifier, "rabbitmq_exchange", exchangeType=exchange_type, **fields)


def service(identifier: str, instances: int = 1, **fields: Any) -> Part:
    """Takes as much as it is given, so that only the broker's own limits show."""
    return node(identifier, "service", instances=instances, concurrency=100, **fields)


def edge(kind: str, source: str, target: str, **fields: Any) -> Part:
    return "edges", f"{source}-{target}", {"kind": kind, "source": source, "target": target, **fields}


def sends(target: str = "work", source: str = "sender", **fields: Any) -> Part:
    return edge("publish", source, target, **fields)


def reads(reader: str = "worker", channel: str = "work", **fields: Any) -> Part:
    return edge("subscribe", channel, reader, **fields)


def bound(source: str, target: str, key: str = "#", **fields: Any) -> Part:
    return edge("subscribe", source, target, bindingKey=key, latencyMs=0, **fields)


def dies(source: str, target: str, **fields: Any) -> Part:
    return edge("dead_letter", source, target, **fields)


def worked(**fields: Any) -> tuple[Part, ...]:
    """The queue `work` with one consumer that holds one message at a time."""
    return queue(**fields), sends(), service("worker"), reads(prefetch=1)


def buried(of: str = "work") -> tuple[Part, ...]:
    """A dead letter queue, and who reads it."""
    return node("dead", "dead_letter_queue"), dies(of, "dead"), service("undertaker"), reads("undertaker", "dead")


def document(*parts: Part, event_types: dict[str, Any] | None = None, **broker: Any) -> Document:
    """Every sender that an edge names is there; a second edge between the same two nodes gets a number."""
    made: dict[str, Any] = {"title": "RabbitMQ", "eventTypes": {}, "nodes": {}, "edges": {}}
    made["nodes"]["rabbit"] = {"kind": "rabbitmq", "name": "rabbit", "latencyMs": 0, **broker}
    for area, identifier, body in parts:
        if body["kind"].startswith("rabbitmq_"):
            body = {**body, "parent": "rabbit"}
        unique, number = identifier, 2
        while unique in made[area]:
            unique, number = f"{identifier}-{number}", number + 1
        made[area][unique] = body
    for body in [one for one in made["edges"].values() if one["kind"] == "publish"]:
        trace = {"kind": "trace", "name": body["source"], "points": []}
        made["nodes"].setdefault(body["source"], trace)
    for identifier, fields in (event_types or {"placed": {}}).items():
        made["eventTypes"][identifier] = {"name": identifier, **fields}
    return read_document(made)


class RabbitLab(Lab):
    def __init__(self, *parts: Part, event_types: dict[str, Any] | None = None, **broker: Any) -> None:
        super().__init__(document(*parts, event_types=event_types, **broker))

    def advance(self, seconds: float) -> None:
        super().advance(seconds)
        if hasattr(self, "published"):
            check(self)

    def publish_many(self, count: int, source: str = "sender", event_type: str = "placed") -> None:
        for _ in range(count):
            self.publish(source, event_type)

    def drain(self, reader: str = "worker", instance: int = 0) -> list[int]:
        """Takes and acknowledges until nothing comes; the numbers of the messages."""
        numbers = []
        while (delivery := self.poll(reader, instance)) is not None:
            numbers.append(delivery.message)
            self.ack(delivery)
        return numbers

    def take(self, reader: str = "worker", instance: int = 0) -> Delivery:
        delivery = self.poll(reader, instance)
        assert delivery is not None
        return delivery

    def deaths(self, delivery: Delivery) -> list[tuple[str, str, int]]:
        return [(one.channel, one.reason, one.count) for one in delivery.deaths]

    def causes(self) -> dict[str, int]:
        return causes(self.simulation.arena)

    def view(self, section: str) -> Any:
        return self.simulation.arena.view(section)

    def channel(self, name: str) -> Any:
        return self.view("channels")[self.program.channels.index(name)]

    def edge(self, name: str) -> Any:
        return self.view("edges")[self.program.edges.index(name)]

    @property
    def broker(self) -> int:
        return self.program.brokers.index("rabbit")


def check(lab: Lab) -> None:
    arena = lab.simulation.arena
    assert ledger(arena).balanced
    messages = arena.view("messages")
    for row in arena.view("rabbitmq_queues"):
        levels = arena.view("rabbitmq_levels")[row["first_level"] : row["first_level"] + row["levels"]]
        standing = [_list(messages, int(level["head"]), int(level["waiting"])) for level in levels]
        for level, members in zip(levels, standing, strict=True):
            assert not members or members[-1] == int(level["tail"])
        everything = [m for members in standing for m in members]
        assert len(everything) == len(set(everything)) == int(row["waiting"])
        assert sum(int(messages["payload"][m]) for m in everything) == int(row["size"])
        assert int(arena.view("groups")[row["group"]]["waiting"]) >= int(row["waiting"])
    for row in arena.view("rabbitmq_members"):
        held = _list(messages, int(row["head"]), int(row["unacknowledged"]))
        assert not held or held[-1] == int(row["tail"])
        assert int(row["untaken"]) in (-1, *held)
    for m in np.flatnonzero((messages["marks"] & ORPHAN) != 0):
        other = int(messages["parent"][m])
        assert other < 0 or (int(messages["parent"][other]) == m and messages["kind"][other] != FREE)
    state = arena.state[0]
    assert int(np.count_nonzero(messages["kind"] == FREE)) == int(state["free_count"])
    dead = messages[(messages["kind"] != FREE) & ((messages["marks"] & HAS_DIED) != 0)]
    lines = sum(_length(arena.view("deaths"), int(row)) for row in dead["extra"])
    assert lines + int(state["free_death_count"]) == len(arena.view("deaths"))


def _list(messages: Any, first: int, count: int) -> list[int]:
    members = []
    while len(members) < count:
        assert first >= 0
        members.append(first)
        first = int(messages["next"][first])
    assert first == -1
    return members


def _length(deaths: Any, row: int) -> int:
    count = 0
    while row >= 0:
        count += 1
        row = int(deaths["next"][row])
    return count
