"""A stream played by hand: documents with a sender, one stream and manual workers, and a table that must balance."""

from typing import Any

import numpy as np

from apps.engine.accounts import causes, ledger, ledgers_by_type
from apps.engine.kernel.dispatch import seek
from apps.engine.kernel.faults import set_node
from apps.engine.kernel.operating import purge
from apps.engine.lab import Delivery, Lab
from apps.schema import Document, read_document

KINDS = {"redis_stream": "redis", "nats_stream": "nats"}


def streamed(
    kind: str,
    stream: dict[str, Any],
    server: dict[str, Any] | None = None,
    workers: dict[str, int] | None = None,
    dead_letters: bool = False,
    only: dict[str, str] | None = None,
    **reading: Any,
) -> Document:
    """sender -> stream -> each worker (a group of that many instances), no latency. `only`: the event type it reads."""
    parent = KINDS[kind]
    nodes: dict[str, Any] = {
        "sender": {"kind": "trace", "points": []},
        "broker": {"kind": parent, "latencyMs": 0, **(server or {})},
        "stream": {"kind": kind, "parent": "broker", **stream},
    }
    edges: dict[str, Any] = {"send": {"kind": "publish", "source": "sender", "target": "stream"}}
    for name, instances in (workers or {"worker": 1}).items():
        nodes[name] = {"kind": "service", "instances": instances, "concurrency": 100}
        edges[f"read-{name}"] = {"kind": "subscribe", "source": "stream", "target": name, "latencyMs": 0, **reading}
        if only:
            edges[f"read-{name}"]["eventTypes"] = [only[name]]
    if dead_letters:
        nodes["dead"] = {"kind": "dead_letter_queue", "parent": "broker"}
        nodes["undertaker"] = {"kind": "service", "concurrency": 100}
        edges["bury"] = {"kind": "dead_letter", "source": "worker", "target": "dead"}
        edges["dig"] = {"kind": "subscribe", "source": "dead", "target": "undertaker"}
    named = {identifier: {"name": identifier, **node} for identifier, node in nodes.items()}
    types = {one: {"name": one} for one in {"placed", *(only or {}).values()}}
    return read_document({"eventTypes": types, "nodes": named, "edges": edges})


class Balanced(Lab):
    """A lab that checks the ledger after every step."""

    def advance(self, seconds: float) -> None:
        super().advance(seconds)
        assert ledger(self.simulation.arena).balanced
        assert all(one.balanced for one in ledgers_by_type(self.simulation.arena))

    def send(self, count: int) -> list[int]:
        return [self.publish("sender", "placed", key=number) for number in range(count)]

    def take(self, service: str = "worker", instance: int = 0) -> Delivery:
        delivery = self.poll(service, instance)
        assert delivery is not None
        return delivery

    def drain(self, service: str = "worker", instance: int = 0) -> list[int]:
        """Takes and acknowledges until nothing comes; the numbers of what came."""
        numbers = []
        while (delivery := self.poll(service, instance)) is not None:
            numbers.append(delivery.message)
            self.ack(delivery)
        return numbers

    def seek(self, group: int, offset: int) -> None:
        seek(self.simulation.arena.address, group, offset)
        self.advance(0.0)

    def purge(self) -> None:
        purge(self.simulation.arena.address, self.program.channels.index("stream"))
        self.advance(0.0)

    def lose_server(self, number: int = 0) -> None:
        self._set_server(number, 1)

    def regain_server(self, number: int = 0) -> None:
        self._set_server(number, 0)

    def _set_server(self, number: int, down: int) -> None:
        with np.errstate(over="ignore"):
            set_node(self.simulation.arena.address, self.program.brokers.index("broker"), number, down)
        self.advance(0.0)

    @property
    def causes(self) -> dict[str, int]:
        return causes(self.simulation.arena)

    def account(self, name: str) -> int:
        return int(getattr(ledger(self.simulation.arena), name))
