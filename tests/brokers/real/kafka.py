"""A script's document on Tansu: topics, one group for each subscription, each consumer in a process of its own."""

import json
import select
import subprocess
import sys
import time
from secrets import token_hex
from typing import Any

from confluent_kafka import KafkaError, KafkaException, Producer
from confluent_kafka.admin import AdminClient, NewTopic

from scripts.progress import ROOT

from ..documents import edges_of, nodes_of
from ..playing import Script
from .delivery import Delivery

PATIENCE = 0.6
SETTLED_WITHIN = 30.0
ANSWERS_WITHIN = 30.0
ASSIGNORS = {"cooperative": "cooperative-sticky", "eager": "range"}


class RealKafka:
    def __init__(self, script: Script, port: int) -> None:
        self.document, self.prefix = script.document, f"{script.slug}-{token_hex(3)}."
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
        largest = [edge["maxRequestBytes"] for edge in edges_of(self.document, "publish") if "maxRequestBytes" in edge]
        more = {"message.max.bytes": min(largest)} if largest else {}
        self.producer = Producer({**self.server, "partitioner": "murmur2_random", "linger.ms": 0, **more})
        self.not_taken: list[int] = []
        for service, fields in nodes_of(self.document, "service").items():
            for instance in range(fields["instances"]):
                self.restart(service, instance)
        self.settle()

    def publish(self, number: int, source: str, event_type: str, key: int | None) -> None:
        for edge in edges_of(self.document, "publish", source=source):
            if not edge.get("eventTypes") or event_type in edge["eventTypes"]:
                size = self.document["eventTypes"][event_type].get("sizeBytes", 0)
                self.produce(edge["target"], number, event_type, None if key is None else str(key), size)

    def produce(self, topic: str, number: int, event_type: str, key: str | None, size: int = 0) -> None:
        try:
            self.producer.produce(self.prefix + topic, f"{number} {event_type}".ljust(size), key)
        except KafkaException as refused:
            if refused.args[0].code() != KafkaError.MSG_SIZE_TOO_LARGE:
                raise
            self.not_taken.append(number)
        assert self.producer.flush(10) == 0

    def poll(self, service: str, instance: int) -> Delivery | None:
        member = self.members.get((service, instance))
        got = member.ask("take", self.patience) if member else None
        if got is None:
            return None
        number, event_type = got["value"].split()
        channel = got["topic"].removeprefix(self.prefix)
        # A dead letter queue of the canvas is a topic here, where places mean nothing.
        dead = channel in nodes_of(self.document, "dead_letter_queue")
        return Delivery(
            message=int(number),
            event_type=event_type,
            key=got["key"],
            channel=channel,
            service=service,
            instance=instance,
            handle=(got["topic"], got["partition"], got["offset"]),
            partition=None if dead else got["partition"],
            offset=None if dead else got["offset"],
        )

    def ack(self, delivery: Delivery) -> None:
        if member := self.members.get((delivery.service, delivery.instance)):
            member.ask("ack", *delivery.handle)

    def nack(self, delivery: Delivery, requeue: bool) -> None:
        """Handing back is seeking back; giving up is what applications do: send to another topic, commit."""
        if requeue:
            self.members[delivery.service, delivery.instance].ask("back", *delivery.handle)
            return
        for edge in edges_of(self.document, "dead_letter"):
            if edge["source"] in (delivery.channel, delivery.service):
                key = None if delivery.key is None else str(delivery.key)
                self.produce(edge["target"], delivery.message, delivery.event_type, key)
        self.ack(delivery)

    def crash(self, service: str, instance: int | None) -> None:
        for name, number in list(self.members):
            if name == service and instance in (None, number):
                self.members.pop((name, number)).kill()

    def restart(self, service: str, instance: int | None) -> None:
        if instance is None:
            for number in range(self.document["nodes"][service]["instances"]):
                self.restart(service, number)
        else:
            self.members[service, instance] = Member(self, service)

    def wait(self, seconds: float) -> None:
        time.sleep(seconds)

    def settle(self) -> None:
        deadline = time.monotonic() + SETTLED_WITHIN
        while not self.shared_out():
            assert time.monotonic() < deadline, f"groups not settled after {SETTLED_WITHIN} s"
            time.sleep(0.05)

    def shared_out(self) -> bool:
        for service in {service for service, _ in self.members}:
            wanted = sum(self.topics[edge["source"]] for edge in edges_of(self.document, "subscribe", target=service))
            owned = [member.ask("owns") for (name, _), member in self.members.items() if name == service]
            if sum(owned) != wanted or (owned.count(0) and wanted >= len(owned)):
                return False
        return True

    def operate(self, operation: dict[str, Any]) -> None:
        assert operation["kind"] == "seek", operation
        edge = self.document["edges"][operation["target"]]
        for (service, _), member in self.members.items():
            if service == edge["target"]:
                member.ask("seek", self.prefix + edge["source"], operation["to"], operation.get("seconds", 0))

    def inject(self, identifier: str, fault: dict[str, Any]) -> None:
        raise NotImplementedError(fault["kind"])

    def heal(self, identifier: str) -> None:
        raise NotImplementedError(identifier)

    def depth(self, channel: str) -> int:
        """The group's lag."""
        (edge,) = edges_of(self.document, "subscribe", source=channel)
        member = next(member for (name, _), member in self.members.items() if name == edge["target"])
        return int(member.ask("lag", self.prefix + channel, self.topics[channel]))

    def refused(self) -> list[int]:
        return self.not_taken

    def close(self) -> None:
        for member in self.members.values():
            member.leave()
        self.members.clear()


class Member:
    """The other end of `kafka_member`."""

    def __init__(self, player: RealKafka, service: str) -> None:
        edges = edges_of(player.document, "subscribe", target=service)
        interval = player.cluster.get("autoCommitIntervalMs", 5000)
        config = {
            **player.server,
            "group.id": player.prefix + (edges[0].get("group") or service),
            "session.timeout.ms": player.cluster.get("sessionTimeoutMs", 45_000),
            "heartbeat.interval.ms": player.cluster.get("heartbeatIntervalMs", 3_000),
            "auto.offset.reset": edges[0].get("start") or "latest",
            "partition.assignment.strategy": ASSIGNORS[edges[0].get("assignor", "eager")],
            "enable.auto.commit": bool(interval),
            "auto.commit.interval.ms": interval or 5000,
            "enable.auto.offset.store": False,  # committed is what is acknowledged, not what was fetched
            "fetch.wait.max.ms": 50,
        }
        given = json.dumps({"config": config, "topics": [player.prefix + edge["source"] for edge in edges]})
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.brokers.real.kafka_member", given],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )

    def ask(self, command: str, *arguments: Any) -> Any:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(json.dumps([command, arguments]) + "\n")
        self.process.stdin.flush()
        if not select.select([self.process.stdout], [], [], ANSWERS_WITHIN)[0]:
            self.kill()
            raise TimeoutError(f"the member did not answer to {command} within {ANSWERS_WITHIN} s")
        return json.loads(self.process.stdout.readline())

    def leave(self) -> None:
        self.ask("leave")
        self.kill()

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()
        for stream in (self.process.stdin, self.process.stdout):
            if stream:
                stream.close()
