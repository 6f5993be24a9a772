"""A lab for SQS whose books are checked after every step, and the documents that its scripts stand on."""

from typing import Any

from apps.engine.accounts import ledger, ledgers_by_channel
from apps.engine.arena import Arena
from apps.engine.brokers.sqs.records import AGAIN, DELAYED, FIFO, FLIGHT, FRESH
from apps.engine.lab import Delivery, Lab
from apps.engine.layout import DELIVERING
from apps.schema import Document
from tests.engine.small import document, service

Nodes = dict[str, Any]
TIMEOUT = 1.0
LATER = 1.1
"""Seconds after which a visibility timeout of `queue` is over."""


def check_books(arena: Arena) -> None:
    """Raises AssertionError unless every message is accounted for and every list of every queue holds what it says."""
    assert ledger(arena).balanced
    assert all(one.balanced for one in ledgers_by_channel(arena))
    for index in range(len(arena.view("sqs_queues"))):
        _check_queue(arena, index)


def _check_queue(arena: Arena, index: int) -> None:
    messages, lists = arena.view("messages"), arena.view("sqs_lists")
    queue = arena.view("sqs_queues")[index]
    lines = {purpose: _chain(arena, lists[queue["lists"] + purpose]) for purpose in (FRESH, AGAIN, FLIGHT, DELAYED)}
    untils = [float(messages["until"][m]) for m in lines[FLIGHT]]
    assert untils == sorted(untils)
    waiting = len(lines[FRESH]) + len(lines[AGAIN])
    if queue["kind"] == FIFO:
        first, count = int(queue["first_message_group"]), int(queue["message_groups"])
        for group in arena.view("sqs_groups")[first : first + count]:
            visible = _chain(arena, lists[group["list"]])
            numbers = [int(messages["extra"][m]) for m in visible]
            assert numbers == sorted(numbers)
            assert bool(group["ready"]) == bool(visible and not group["flying"])
            waiting += len(visible) + len(_held(messages, int(group["held_head"])))
    row = arena.view("groups")[queue["group"]]
    consumers = arena.view("consumers")[row["first_consumer"] : row["first_consumer"] + row["consumers"]]
    for own in consumers["own"]:
        waiting += len(_held(messages, int(arena.view("sqs_clients")["head"][own])))
    numbers = range(int(row["first_consumer"]), int(row["first_consumer"] + row["consumers"]))
    under_way = (messages["kind"] == DELIVERING) & [int(k) in numbers for k in messages["consumer"]]
    subscriptions = arena.view("subscriptions")
    retries = int(subscriptions["retry_waiting"][subscriptions["group"] == queue["group"]].sum())
    assert int(row["waiting"]) == waiting + int(under_way.sum()) + retries


def _chain(arena: Arena, line: Any) -> list[int]:
    found: list[int] = []
    messages = arena.view("messages")
    m = int(line["head"]) if line["count"] else -1
    while m >= 0:
        assert int(messages["prev"][m]) == (found[-1] if found else -1)
        found.append(m)
        m = int(messages["next"][m])
    assert len(found) == int(line["count"])
    assert not found or found[-1] == int(line["tail"])
    return found


def _held(messages: Any, head: int) -> list[int]:
    found = []
    while head >= 0:
        found.append(head)
        head = int(messages["child"][head])
    return found


class Play(Lab):
    def advance(self, seconds: float) -> None:
        super().advance(seconds)
        check_books(self.simulation.arena)

    def send(self, *keys: int, source: str = "source", size: int | None = None) -> None:
        for key in keys:
            self.publish(source, "event", key, size)

    def take(self, name: str = "worker", instance: int = 0) -> Delivery:
        delivery = self.poll(name, instance)
        assert delivery is not None
        return delivery

    def drain(self, name: str = "worker", instance: int = 0) -> list[int]:
        """Takes and deletes until nothing comes any more; the numbers of the messages."""
        found = []
        while (delivery := self.poll(name, instance)) is not None:
            found.append(delivery.message)
            self.ack(delivery)
        return found

    def hold(self, name: str = "worker", instance: int = 0) -> list[int]:
        """Takes until nothing comes any more, and deletes nothing."""
        found = []
        while (delivery := self.poll(name, instance)) is not None:
            found.append(delivery.message)
        return found


def worker(instances: int = 2, **settings: Any) -> Nodes:
    return service({"kind": "constant", "ms": 1}, instances, concurrency=1000, **settings)


def queue(
    dead: bool = False,
    more_edges: Nodes | None = None,
    nodes: Nodes | None = None,
    event_types: tuple[str, ...] = ("event",),
    **settings: Any,
) -> Document:
    """source -> queue -> worker, a visibility timeout of a second, one message a receive."""
    values = {"visibilityTimeoutMs": TIMEOUT * 1000, "receiveBatch": 1, **settings}
    made = {
        "source": {"kind": "trace", "points": []},
        "aws": {"kind": "sqs", "latencyMs": 0},
        "queue": {"kind": "sqs_queue", "parent": "aws", **values},
        "worker": worker(),
        **(nodes or {}),
    }
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "queue"},
        "subscribe": {"kind": "subscribe", "source": "queue", "target": "worker", "latencyMs": 0},
        **(more_edges or {}),
    }
    if dead:
        made["dead"] = {"kind": "dead_letter_queue"}
        edges["dead-letter"] = {"kind": "dead_letter", "source": "queue", "target": "dead"}
    return document(made, edges, {name: {"name": name, "keyCount": 50} for name in event_types})


def played(dead: bool = False, **settings: Any) -> Play:
    return Play(queue(dead, **settings))
