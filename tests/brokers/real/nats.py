"""A script's document on a NATS server: a stream for each channel, a durable pull consumer for each service."""

import asyncio
import time
from collections.abc import Coroutine
from datetime import UTC, datetime, timedelta
from secrets import token_hex
from typing import Any

import nats
from nats.errors import MaxPayloadError
from nats.errors import TimeoutError as NothingCame
from nats.js.api import AckPolicy, ConsumerConfig, DeliverPolicy, DiscardPolicy, RetentionPolicy, StreamConfig
from nats.js.errors import APIError

from ..documents import edges_of, nodes_of
from ..playing import Script
from .delivery import Delivery

PATIENCE = 0.25
RETENTION = {
    "limits": RetentionPolicy.LIMITS,
    "interest": RetentionPolicy.INTEREST,
    "work_queue": RetentionPolicy.WORK_QUEUE,
}

LATE = ("time", "sequence")
"""Starts of consumers that are made when somebody first asks them for a message."""


class RealNats:
    def __init__(self, script: Script, port: int) -> None:
        self.document, self.patience = script.document, script.patience or PATIENCE
        self.prefix = f"{script.slug}-{token_hex(3)}"
        self.loop = asyncio.new_event_loop()
        self.down: set[tuple[str, int]] = set()
        self.not_taken: list[int] = []
        self.duplicating: dict[str, str] = {}  # fault -> edge
        self.began = datetime.now(UTC)
        self.readers: dict[str, Any] = {}  # subscribe edge -> pull subscription
        self.client = self.run(nats.connect(f"nats://127.0.0.1:{port}"))
        self.stream = self.client.jetstream()
        try:
            for identifier in nodes_of(self.document, "nats_stream", "dead_letter_queue"):
                self.run(self.stream.add_stream(self.stream_config(identifier)))
            for edge in self.subscriptions():
                if edge.get("start") not in LATE:
                    self.consume(edge, self.start_of(edge))
        except BaseException:
            self.disconnect()
            raise

    def run(self, doing: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(doing)

    def subscriptions(self) -> list[dict[str, Any]]:
        return [
            edge
            for service in nodes_of(self.document, "service")
            for edge in edges_of(self.document, "subscribe", target=service)
        ]

    def stream_name(self, identifier: str) -> str:
        return f"{self.prefix}-{identifier}"

    def stream_config(self, identifier: str) -> StreamConfig:
        fields = self.document["nodes"][identifier]
        age = fields.get("maxAgeMs")
        return StreamConfig(
            name=self.stream_name(identifier),
            subjects=[f"{self.stream_name(identifier)}.>"],
            retention=RETENTION[fields.get("retention", "limits")],
            max_msgs=fields.get("maxMessages") or -1,
            max_msg_size=fields.get("maxMessageBytes") or -1,
            max_age=age / 1000 if age else 0,
            discard=DiscardPolicy.NEW if fields.get("discard") == "new" else DiscardPolicy.OLD,
            # Not longer than the messages live, or the server refuses the stream.
            duplicate_window=min(fields.get("duplicateWindowMs", 120_000), age or 120_000) / 1000,
        )

    def start_of(self, edge: dict[str, Any]) -> dict[str, Any]:
        if edge.get("start") == "sequence":
            return {"deliver_policy": DeliverPolicy.BY_START_SEQUENCE, "opt_start_seq": edge["startSequence"]}
        if edge.get("start") == "time":
            at = self.began + timedelta(seconds=edge["startSeconds"])
            return {"deliver_policy": DeliverPolicy.BY_START_TIME, "opt_start_time": at.isoformat()}
        # What the server does when nothing is said, and all that it allows for a work queue.
        return {"deliver_policy": DeliverPolicy.NEW if edge.get("start") == "latest" else DeliverPolicy.ALL}

    def consume(self, edge: dict[str, Any], start: dict[str, Any]) -> None:
        fields = self.document["nodes"][edge["source"]]
        name, stream = edge.get("group") or edge["target"], self.stream_name(edge["source"])
        kinds = edge.get("eventTypes") or []
        config = ConsumerConfig(
            durable_name=name,
            ack_policy=AckPolicy.EXPLICIT,
            ack_wait=fields.get("ackWaitMs", 30_000) / 1000,
            max_deliver=fields.get("maxDeliver") or -1,
            max_ack_pending=fields.get("maxAckPending", 1000),
            filter_subject=f"{stream}.{kinds[0]}" if kinds else None,
            **start,
        )
        self.run(self.stream.add_consumer(stream, config))
        self.readers[edge["id"]] = self.run(self.stream.pull_subscribe_bind(name, stream=stream))

    def publish(self, number: int, source: str, event_type: str, key: int | None) -> None:
        for edge in edges_of(self.document, "publish", source=source):
            if edge.get("eventTypes") and event_type not in edge["eventTypes"]:
                continue
            headers = {"Nats-Msg-Id": str(number), "number": str(number), "key": "" if key is None else str(key)}
            for _ in range(2 if edge["id"] in self.duplicating.values() else 1):
                payload = b"." * self.document["eventTypes"][event_type].get("sizeBytes", 0)
                self.send(number, f"{self.stream_name(edge['target'])}.{event_type}", payload, headers)

    publish_again = publish  # by its number the server knows it

    def send(self, number: int, subject: str, payload: bytes, headers: dict[str, str]) -> None:
        try:
            self.run(self.stream.publish(subject, payload, headers=headers))
        except MaxPayloadError:
            self.not_taken.append(number)
        except APIError as refused:
            if not any(words in str(refused) for words in ("maximum messages", "message size exceeds maximum")):
                raise
            self.not_taken.append(number)

    def poll(self, service: str, instance: int) -> Delivery | None:
        if (service, instance) in self.down:
            return None
        deadline = time.monotonic() + self.patience
        while True:
            edges = edges_of(self.document, "subscribe", target=service)
            for edge in edges:
                if edge["id"] not in self.readers:
                    self.consume(edge, self.start_of(edge))
                wait = max(deadline - time.monotonic(), 0.02) / len(edges)
                try:
                    (got,) = self.run(self.readers[edge["id"]].fetch(1, timeout=wait))
                except NothingCame:
                    continue
                return self.delivery(edge, got, service, instance)
            if time.monotonic() > deadline:
                return None

    def delivery(self, edge: dict[str, Any], got: Any, service: str, instance: int) -> Delivery:
        key = got.headers["key"]
        return Delivery(
            message=int(got.headers["number"]),
            event_type=got.subject.removeprefix(self.stream_name(edge["source"]) + "."),
            key=int(key) if key else None,
            channel=edge["source"],
            service=service,
            instance=instance,
            handle=got,
            offset=got.metadata.sequence.stream,
            deliveries=got.metadata.num_delivered,
        )

    def ack(self, delivery: Delivery) -> None:
        self.run(delivery.handle.ack_sync())

    def nack(self, delivery: Delivery, requeue: bool) -> None:
        self.run(delivery.handle.nak() if requeue else delivery.handle.term())
        self.run(self.client.flush())

    def crash(self, service: str, instance: int | None) -> None:
        count = self.document["nodes"][service]["instances"]
        self.down |= {(service, number) for number in range(count) if instance in (None, number)}

    def restart(self, service: str, instance: int | None) -> None:
        self.down -= {key for key in self.down if key[0] == service and instance in (None, key[1])}

    def wait(self, seconds: float) -> None:
        self.run(asyncio.sleep(seconds))

    def settle(self) -> None:
        """Nothing is shared out here."""

    def operate(self, operation: dict[str, Any]) -> None:
        if operation["kind"] == "purge":
            self.run(self.stream.purge_stream(self.stream_name(operation["target"])))
            return
        assert operation["kind"] == "seek", operation
        # A JetStream consumer cannot be moved: it is deleted and made again with another start.
        (edge,) = [one for one in self.subscriptions() if one["id"] == operation["target"]]
        start: dict[str, Any] = {"deliver_policy": DeliverPolicy.ALL}
        if operation["to"] == "latest":
            start = {"deliver_policy": DeliverPolicy.NEW}
        elif operation["to"] == "seconds_ago":
            then = datetime.now(UTC) - timedelta(seconds=operation["seconds"])
            start = {"deliver_policy": DeliverPolicy.BY_START_TIME, "opt_start_time": then.isoformat()}
        stream, name = self.stream_name(edge["source"]), edge.get("group") or edge["target"]
        self.run(self.stream.delete_consumer(stream, name))
        self.consume(edge, start)

    def inject(self, identifier: str, fault: dict[str, Any]) -> None:
        assert (fault["kind"], fault["percent"]) == ("duplicate", 100), fault
        self.duplicating[identifier] = fault["target"]

    def heal(self, identifier: str) -> None:
        del self.duplicating[identifier]

    def depth(self, channel: str) -> int:
        """What the slowest consumer of the stream has not been given."""
        stream = self.stream_name(channel)
        names = [edge.get("group") or edge["target"] for edge in self.subscriptions() if edge["source"] == channel]
        return max(int(self.run(self.stream.consumer_info(stream, name)).num_pending or 0) for name in names)

    def refused(self) -> list[int]:
        return self.not_taken

    def close(self) -> None:
        for identifier in nodes_of(self.document, "nats_stream", "dead_letter_queue"):
            self.run(self.stream.delete_stream(self.stream_name(identifier)))
        self.disconnect()

    def disconnect(self) -> None:
        self.run(self.client.close())
        self.loop.close()
