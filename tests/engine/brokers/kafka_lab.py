"""A cluster, a topic and a group to play by hand; the ledger is held balanced after every step."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from apps.engine import Simulation, compile_document
from apps.engine.accounts import causes, ledger
from apps.engine.kernel.dispatch import fail_node, recover_node, seek
from apps.engine.lab import Delivery, Lab
from apps.schema import Document, read_document

EACH = {"autoCommitIntervalMs": 0}
"""Offsets are committed with every record."""
QUICK = {"sessionTimeoutMs": 1500, "heartbeatIntervalMs": 300, "rebalanceMs": 100}
ALONE = {"lingerMs": 0}


def kafka_document(
    partitions: int = 1,
    instances: int = 1,
    cluster: dict[str, Any] | None = None,
    topic: dict[str, Any] | None = None,
    sends: dict[str, Any] | None = None,
    reads: dict[str, Any] | None = None,
    worker: dict[str, Any] | None = None,
    workload: dict[str, Any] | None = None,
) -> Document:
    """sender -> topic -> worker. The cluster commits with every record, is quick to rebalance, and adds no latency."""
    sender = {"kind": "clients", "workload": workload, "sends": [{"eventType": "placed"}]}
    nodes: dict[str, dict[str, Any]] = {
        "sender": sender if workload else {"kind": "trace", "points": []},
        "kafka": {"kind": "kafka", "latencyMs": 0, **EACH, **QUICK, **(cluster or {})},
        "topic": {"kind": "kafka_topic", "parent": "kafka", "partitions": partitions, **(topic or {})},
        "worker": {"kind": "service", "instances": instances, "concurrency": 1000, **(worker or {})},
    }
    edges = {
        "sends": {"kind": "publish", "source": "sender", "target": "topic", **ALONE, **(sends or {})},
        "reads": {"kind": "subscribe", "source": "topic", "target": "worker", "start": "earliest", **(reads or {})},
    }
    types = {"placed": {"name": "placed", "sizeBytes": 100}, "beat": {"name": "beat", "key": "", "sizeBytes": 100}}
    named = {name: {"name": name, **node} for name, node in nodes.items()}
    return read_document({"eventTypes": types, "nodes": named, "edges": edges})


class KafkaLab(Lab):
    """Adds what only logs have; every step checks that the ledger balances."""

    def advance(self, seconds: float) -> None:
        super().advance(seconds)
        balance = ledger(self.simulation.arena)
        assert balance.balanced, balance

    def send(self, *keys: int) -> None:
        for key in keys:
            self.publish("sender", "placed", key=key)

    def drain(self, instance: int = 0, ack: bool = True, service: str = "worker") -> list[Delivery]:
        """Everything that comes, acknowledged one by one or held."""
        found: list[Delivery] = []
        while (delivery := self.poll(service, instance)) is not None:
            found.append(delivery)
            if ack:
                self.ack(delivery)
        return found

    def take(self, count: int, instance: int = 0) -> list[Delivery]:
        found = [self.poll("worker", instance) for _ in range(count)]
        assert all(found)
        return [one for one in found if one]

    def seek(self, offset: int) -> None:
        self.simulation.make_room()
        with np.errstate(over="ignore"):
            seek(self.simulation.arena.address, 0, offset)
        self.advance(0.0)

    def lose_server(self, number: int) -> None:
        self.simulation.make_room()
        fail_node(self.simulation.arena.address, 1, number)
        self.advance(0.0)

    def bring_back_server(self, number: int) -> None:
        self.simulation.make_room()
        recover_node(self.simulation.arena.address, 1, number)
        self.advance(0.0)

    def causes(self) -> dict[str, int]:
        return causes(self.simulation.arena)

    def readers(self) -> Any:
        return self.simulation.arena.view("readers")

    def lag(self) -> int:
        """End of the logs less what is committed."""
        logs = self.simulation.arena.view("logs")
        return int(sum(logs["end"][reader["log"]] - reader["committed"] for reader in self.readers()))


def numbers(deliveries: Iterable[Delivery]) -> list[int]:
    return [one.message for one in deliveries]


def ran(document: Document, until: float, seed: int = 1) -> Simulation:
    """Simulated in slices, the ledger balanced after each."""
    simulation = Simulation(compile_document(document), seed)
    for slice_end in np.linspace(0.0, until, 41)[1:]:
        simulation.advance(float(slice_end))
        balance = ledger(simulation.arena)
        assert balance.balanced, balance
    return simulation
