"""A script's document on a Valkey: streams, groups, and consumers that claim as the document says.

Redis gives nothing back by itself: claiming what idles, and moving away what cannot be handled, is the client's work
and so this player's.
"""

import time
from collections import deque
from pathlib import Path
from secrets import token_hex
from typing import Any

import redis

from ..documents import edges_of, nodes_of
from ..playing import Script
from .delivery import Delivery

PATIENCE = 0.25


class RealRedisStreams:
    def __init__(self, script: Script, socket: Path) -> None:
        self.document, self.prefix = script.document, f"{script.slug}-{token_hex(3)}/"
        self.patience = script.patience or PATIENCE
        self.client = redis.Redis(unix_socket_path=str(socket), decode_responses=True)
        self.consumers: dict[tuple[str, int], Consumer] = {}
        self.down: set[tuple[str, int]] = set()
        self.created: set[str] = set()
        self.not_taken: list[int] = []
        # Blocks are full by their number of entries alone: by their bytes depends on what else a client says in them.
        self.client.config_set("stream-node-max-bytes", 0)
        for server in nodes_of(self.document, "redis").values():
            if "maxBulkBytes" in server:
                self.client.config_set("proto-max-bulk-len", server["maxBulkBytes"])
        self.began = self.now()
        for service, fields in nodes_of(self.document, "service").items():
            for edge in edges_of(self.document, "subscribe", target=service):
                if edge.get("start") != "time":
                    self.create(edge, "0" if edge.get("start") == "earliest" else "$")
            for instance in range(fields["instances"]):
                self.consumers[service, instance] = Consumer(self, service, instance)

    def create(self, edge: dict[str, Any], start: str) -> None:
        self.client.xgroup_create(self.prefix + edge["source"], group_of(edge), start, mkstream=True)
        self.created.add(edge["id"])

    def create_late(self, edge: dict[str, Any]) -> None:
        """A group that starts at a time is created when somebody first asks it for an entry."""
        if edge["id"] not in self.created:
            self.create(edge, str(int((self.began + edge["startSeconds"]) * 1000)))

    def now(self) -> float:
        seconds, micros = self.client.time()
        return float(seconds) + float(micros) / 1e6

    def publish(self, number: int, source: str, event_type: str, key: int | None) -> None:
        for edge in edges_of(self.document, "publish", source=source):
            entry = {"number": number, "type": event_type, "key": "" if key is None else key}
            if size := self.document["eventTypes"][event_type].get("sizeBytes"):
                entry["payload"] = "." * size
            try:
                self.add(edge["target"], entry)
            except redis.ConnectionError:
                # The server closes the connection while it is still being written to.
                self.not_taken.append(number)

    def add(self, stream: str, entry: dict[str, Any]) -> None:
        fields = self.document["nodes"][stream]
        self.client.xadd(
            self.prefix + stream, entry, maxlen=fields.get("maxLength"), approximate=fields.get("approximate", True)
        )

    def poll(self, service: str, instance: int) -> Delivery | None:
        return None if (service, instance) in self.down else self.consumers[service, instance].take(self.patience)

    def ack(self, delivery: Delivery) -> None:
        edge, identifier, _ = delivery.handle
        self.client.xack(self.prefix + edge["source"], group_of(edge), identifier)

    def nack(self, delivery: Delivery, requeue: bool) -> None:
        """Handing back is leaving it pending; giving up is what applications do: add to another stream, acknowledge."""
        if requeue:
            return
        for edge in edges_of(self.document, "dead_letter"):
            if edge["source"] in (delivery.channel, delivery.service):
                self.add(edge["target"], delivery.handle[2])
        self.ack(delivery)

    def crash(self, service: str, instance: int | None) -> None:
        for name, number in self.consumers:
            if name == service and instance in (None, number):
                self.down.add((name, number))
                self.consumers[name, number].came.clear()

    def restart(self, service: str, instance: int | None) -> None:
        self.down -= {key for key in self.down if key[0] == service and instance in (None, key[1])}

    def wait(self, seconds: float) -> None:
        time.sleep(seconds)

    def settle(self) -> None:
        """Nothing is shared out here."""

    def operate(self, operation: dict[str, Any]) -> None:
        assert operation["kind"] == "seek", operation
        edge = self.document["edges"][operation["target"]]
        to = {"earliest": "0", "latest": "$"}.get(operation["to"])
        if to is None:
            to = str(int((self.now() - operation["seconds"]) * 1000))
        self.client.xgroup_setid(self.prefix + edge["source"], group_of(edge), to)

    def inject(self, identifier: str, fault: dict[str, Any]) -> None:
        raise NotImplementedError(fault["kind"])

    def heal(self, identifier: str) -> None:
        raise NotImplementedError(identifier)

    def depth(self, channel: str) -> int:
        """Entries that the stream's slowest group has not been given."""
        groups = self.client.xinfo_groups(self.prefix + channel)
        return max(int(group["lag"]) for group in groups)

    def refused(self) -> list[int]:
        return self.not_taken

    def close(self) -> None:
        for stream in nodes_of(self.document, "redis_stream", "dead_letter_queue"):
            self.client.delete(self.prefix + stream)
        self.client.close()


def group_of(edge: dict[str, Any]) -> str:
    return str(edge.get("group") or edge["target"])


class Consumer:
    """Claims every so often what others left lying, and otherwise reads what is new."""

    def __init__(self, player: RealRedisStreams, service: str, instance: int) -> None:
        self.player, self.service, self.instance = player, service, instance
        self.name = f"{service}-{instance}"
        self.edges = edges_of(player.document, "subscribe", target=service)
        self.came: deque[Delivery] = deque()
        self.claims_at = {edge["id"]: self.next_claim(edge) for edge in self.edges}

    def next_claim(self, edge: dict[str, Any]) -> float:
        return time.monotonic() + self.claim_setting(edge, "claimIntervalMs", 5000) / 1000

    def claim_setting(self, edge: dict[str, Any], name: str, default: int) -> int:
        return int(self.player.document["nodes"][edge["source"]].get(name, default))

    def take(self, patience: float) -> Delivery | None:
        deadline = time.monotonic() + patience
        while True:
            for edge in self.edges:
                self.player.create_late(edge)
                self.claim(edge)
                if not self.came:
                    self.read(edge)
            if self.came:
                return self.came.popleft()
            if time.monotonic() > deadline:
                return None
            time.sleep(0.01)

    def claim(self, edge: dict[str, Any]) -> None:
        if time.monotonic() < self.claims_at[edge["id"]]:
            return
        self.claims_at[edge["id"]] = self.next_claim(edge)
        answer = self.player.client.xautoclaim(
            self.player.prefix + edge["source"],
            group_of(edge),
            self.name,
            self.claim_setting(edge, "claimMinIdleMs", 60_000),
            count=self.claim_setting(edge, "claimCount", 100),
        )
        self.keep(edge, answer[1])

    def read(self, edge: dict[str, Any]) -> None:
        stream = self.player.prefix + edge["source"]
        answer = self.player.client.xreadgroup(group_of(edge), self.name, {stream: ">"}, count=1)
        for _, entries in answer.items() if isinstance(answer, dict) else answer:
            self.keep(edge, entries)

    def keep(self, edge: dict[str, Any], entries: list[tuple[str, dict[str, str]]]) -> None:
        for identifier, entry in entries:
            pending = self.player.client.xpending_range(
                self.player.prefix + edge["source"], group_of(edge), identifier, identifier, 1
            )
            self.came.append(
                Delivery(
                    message=int(entry["number"]),
                    event_type=entry["type"],
                    key=int(entry["key"]) if entry["key"] else None,
                    channel=edge["source"],
                    service=self.service,
                    instance=self.instance,
                    handle=(edge, identifier, entry),
                    deliveries=pending[0]["times_delivered"],
                )
            )
