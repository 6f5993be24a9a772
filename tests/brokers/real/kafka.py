"""A script's document on Tansu: topics, one group for each subscription, consumers by confluent-kafka.

A consumer that is dropped without being closed says nothing to its group, as when its machine is lost.
"""

import gc
import time
from collections import deque
from typing import Any

from confluent_kafka import Consumer, Producer, TopicPartition
from confluent_kafka.admin import AdminClient, NewTopic

from ..documents import edges_of, nodes_of
from ..playing import Script
from .delivery import Delivery

PATIENCE = 0.6
SETTLED_WITHIN = 20.0
ASSIGNORS = {"cooperative": "cooperative-sticky", "eager": "range"}


class RealKafka:
    def __init__(self, script: Script, port: int) -> None:
        self.document, self.prefix = script.document, f"{script.slug}."
        self.patience = script.patience or PATIENCE
        self.server = {"bootstrap.servers": f"127.0.0.1:{port}", "log_level": 0}
        (self.cluster,) = nodes_of(self.document, "kafka").values()
        self.members: dict[tuple[str, int], Member] = {}
        self.admin = AdminClient(self.server)
        self.topics = {
            identifier: fields.get("partitions", 1)
            for identifier, fields in nodes_of(self.document, "kafka_topic", "dead_letter_queue").items()
        }
        wanted = [NewTopic(self.prefix + name, partitions, 1) for name, partitions in self.topics.items()]
        for made in self.admin.create_topics(wanted).values():
            made.result()
        # Of the Java client's partitioners this library has the one for keys; without a key it takes any.
        self.producer = Producer({**self.server, "partitioner": "murmur2_random", "linger.ms": 0})
        for service, fields in nodes_of(self.document, "service").items():
            for instance in range(fields["instances"]):
                self.restart(service, instance)
        self.settle()

    def publish(self, number: int, source: str, event_type: str, key: int | None) -> None:
        for edge in edges_of(self.document, "publish", source=source):
            if not edge.get("eventTypes") or event_type in edge["eventTypes"]:
                self.produce(edge["target"], number, event_type, None if key is None else str(key))

    def produce(self, topic: str, number: int, event_type: str, key: str | None) -> None:
        self.producer.produce(self.prefix + topic, f"{number} {event_type}", key)
        assert self.producer.flush(10) == 0

    def poll(self, service: str, instance: int) -> Delivery | None:
        deadline = time.monotonic() + self.patience
        while time.monotonic() < deadline:
            self.pump()
            member = self.members.get((service, instance))
            if member and member.came:
                return member.came.popleft()
        return None

    def pump(self) -> None:
        """Every member must be heard of: one that is not polled keeps its group from sharing out."""
        for member in list(self.members.values()):
            member.pump()

    def ack(self, delivery: Delivery) -> None:
        position = delivery.handle
        member = self.members.get((delivery.service, delivery.instance))
        if member is None:
            return
        after = TopicPartition(position.topic, position.partition, position.offset + 1)
        if self.cluster.get("autoCommitIntervalMs", 5000):
            member.consumer.store_offsets(offsets=[after])
        else:
            member.consumer.commit(offsets=[after], asynchronous=False)

    def nack(self, delivery: Delivery, requeue: bool) -> None:
        """Handing back is seeking back; giving up is what applications do: send to another topic, commit."""
        if requeue:
            member = self.members[delivery.service, delivery.instance]
            member.consumer.seek(delivery.handle)
            member.came = deque(d for d in member.came if d.partition != delivery.partition)
            return
        for edge in edges_of(self.document, "dead_letter"):
            if edge["source"] in (delivery.channel, delivery.service):
                key = None if delivery.key is None else str(delivery.key)
                self.produce(edge["target"], delivery.message, delivery.event_type, key)
        self.ack(delivery)

    def crash(self, service: str, instance: int | None) -> None:
        for name, number in list(self.members):
            if name == service and instance in (None, number):
                del self.members[name, number]
        gc.collect()

    def restart(self, service: str, instance: int | None) -> None:
        if instance is None:
            for number in range(self.document["nodes"][service]["instances"]):
                self.restart(service, number)
        else:
            self.members[service, instance] = Member(self, service, instance)

    def wait(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self.pump()
            time.sleep(0.01)

    def settle(self) -> None:
        deadline = time.monotonic() + SETTLED_WITHIN
        while not self.shared_out():
            assert time.monotonic() < deadline, f"groups not settled after {SETTLED_WITHIN} s"
            self.pump()
            time.sleep(0.01)

    def shared_out(self) -> bool:
        for service in {service for service, _ in self.members}:
            wanted = sum(self.topics[edge["source"]] for edge in edges_of(self.document, "subscribe", target=service))
            owned = [len(member.owned) for (name, _), member in self.members.items() if name == service]
            if sum(owned) != wanted or (owned.count(0) and wanted >= len(owned)):
                return False
        return True

    def operate(self, operation: dict[str, Any]) -> None:
        assert operation["kind"] == "seek", operation
        edge = self.document["edges"][operation["target"]]
        for (service, _), member in self.members.items():
            if service == edge["target"]:
                member.seek(self.prefix + edge["source"], operation)

    def inject(self, identifier: str, fault: dict[str, Any]) -> None:
        raise NotImplementedError(fault["kind"])

    def heal(self, identifier: str) -> None:
        raise NotImplementedError(identifier)

    def depth(self, channel: str) -> int:
        """The group's lag: log end - committed, over all partitions."""
        (edge,) = edges_of(self.document, "subscribe", source=channel)
        (consumer,) = [member.consumer for (name, _), member in self.members.items() if name == edge["target"]]
        partitions = [TopicPartition(self.prefix + channel, number) for number in range(self.topics[channel])]
        lag = 0
        for committed in consumer.committed(partitions, timeout=5):
            low, high = consumer.get_watermark_offsets(committed, timeout=5)
            lag += high - max(committed.offset, low)
        return lag

    def close(self) -> None:
        for member in self.members.values():
            member.consumer.close()
        self.members.clear()


class Member:
    def __init__(self, player: RealKafka, service: str, instance: int) -> None:
        self.player, self.service, self.instance = player, service, instance
        self.came: deque[Delivery] = deque()
        self.owned: set[tuple[str, int]] = set()
        (edge, *more) = edges_of(player.document, "subscribe", target=service)
        interval = player.cluster.get("autoCommitIntervalMs", 5000)
        self.consumer = Consumer(
            {
                **player.server,
                "group.id": player.prefix + (edge.get("group") or service),
                "session.timeout.ms": player.cluster.get("sessionTimeoutMs", 45_000),
                "heartbeat.interval.ms": player.cluster.get("heartbeatIntervalMs", 3_000),
                "auto.offset.reset": edge.get("autoOffsetReset", "latest"),
                "partition.assignment.strategy": ASSIGNORS[edge.get("assignor", "cooperative")],
                "enable.auto.commit": bool(interval),
                "auto.commit.interval.ms": interval or 5000,
                "enable.auto.offset.store": False,  # committed is what is acknowledged, not what was fetched
                "fetch.wait.max.ms": 50,
            }
        )
        topics = [player.prefix + one["source"] for one in (edge, *more)]
        self.consumer.subscribe(topics, on_assign=self.assigned, on_revoke=self.revoked, on_lost=self.revoked)

    def assigned(self, consumer: Consumer, partitions: list[TopicPartition]) -> None:
        self.owned |= {(one.topic, one.partition) for one in partitions}

    def revoked(self, consumer: Consumer, partitions: list[TopicPartition]) -> None:
        gone = {(one.topic, one.partition) for one in partitions}
        self.owned -= gone
        self.came = deque(d for d in self.came if (self.player.prefix + d.channel, d.partition) not in gone)

    def pump(self) -> None:
        got = self.consumer.poll(0.02)
        if got is None or got.error():
            return
        number, event_type = got.value().decode().split()
        self.came.append(
            Delivery(
                message=int(number),
                event_type=event_type,
                key=None if got.key() is None else int(got.key()),
                channel=got.topic().removeprefix(self.player.prefix),
                service=self.service,
                instance=self.instance,
                # Not the consumer: whoever still refers to it keeps it alive beyond its crash.
                handle=TopicPartition(got.topic(), got.partition(), got.offset()),
                partition=got.partition(),
                offset=got.offset(),
            )
        )

    def seek(self, topic: str, operation: dict[str, Any]) -> None:
        """Moves the position and commits it, as resetting the offsets of a group does."""
        mine = [TopicPartition(topic, partition) for name, partition in self.owned if name == topic]
        self.came.clear()
        if operation["to"] == "seconds_ago":
            then = int((time.time() - operation["seconds"]) * 1000)
            places = self.consumer.offsets_for_times(
                [TopicPartition(topic, one.partition, then) for one in mine], timeout=5
            )
        else:
            end = operation["to"] == "latest"
            places = [
                TopicPartition(topic, one.partition, self.consumer.get_watermark_offsets(one, timeout=5)[end])
                for one in mine
            ]
        for place in places:
            self.consumer.seek(place)
        if places:
            self.consumer.commit(offsets=places, asynchronous=False)
