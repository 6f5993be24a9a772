"""A script's document on a RabbitMQ: exchanges, queues and bindings declared, one connection for each consumer."""

import socket
import time
from collections import deque
from contextlib import suppress
from functools import partial
from secrets import token_hex
from typing import Any

import pika
from pika.adapters.blocking_connection import BlockingChannel
from pika.exceptions import AMQPError, ChannelClosedByBroker, NackError, UnroutableError

from ..documents import edges_of, nodes_of
from ..playing import Script
from .delivery import Delivery
from .rabbitmq_caller import Answerer, Caller

PATIENCE = 0.25
ARGUMENTS = {
    "messageTtlMs": "x-message-ttl",
    "maxLength": "x-max-length",
    "maxLengthBytes": "x-max-length-bytes",
    "overflow": "x-overflow",
    "deadLetterStrategy": "x-dead-letter-strategy",
    "maxPriority": "x-max-priority",
    "singleActiveConsumer": "x-single-active-consumer",
    "deliveryLimit": "x-delivery-limit",
}


class RealRabbitMq:
    def __init__(self, script: Script, port: int) -> None:
        self.document, self.prefix = script.document, f"{script.slug}-{token_hex(3)}/"
        self.patience = script.patience or PATIENCE
        self.parameters = pika.ConnectionParameters("127.0.0.1", port, heartbeat=0)
        self.connection = pika.BlockingConnection(self.parameters)
        self.admin = self.connection.channel()
        self.admin.confirm_delivery()
        self.not_taken: list[int] = []
        self.consumers: dict[tuple[str, int], Consumer] = {}
        self.answerer = Answerer(self.connection)
        self.callers = {edge["source"]: Caller(self.parameters) for edge in edges_of(self.document, "call")}
        self.queues = {self.prefix + identifier: identifier for identifier in self.kept()}
        self.declare()
        for service, fields in nodes_of(self.document, "service").items():
            for instance in range(fields["instances"]):
                self.restart(service, instance)

    def kept(self) -> dict[str, dict[str, Any]]:
        return nodes_of(self.document, "rabbitmq_queue", "dead_letter_queue")

    def declare(self) -> None:
        exchanges = nodes_of(self.document, "rabbitmq_exchange")
        for identifier, fields in exchanges.items():
            other = fields.get("alternateExchange")
            self.admin.exchange_declare(
                self.prefix + identifier,
                fields["exchangeType"],
                arguments={"alternate-exchange": self.prefix + other} if other else None,
            )
        for identifier, fields in self.kept().items():
            self.admin.queue_declare(
                self.prefix + identifier, durable=True, arguments=self.queue_arguments(identifier, fields)
            )
        for edge in edges_of(self.document, "subscribe"):
            if edge["source"] in exchanges:
                self.bind(edge, edge["target"] in exchanges, exchanges[edge["source"]]["exchangeType"])

    def queue_arguments(self, identifier: str, fields: dict[str, Any]) -> dict[str, Any]:
        arguments = {ours: fields[name] for name, ours in ARGUMENTS.items() if fields.get(name) is not None}
        quorum = fields.get("queueType") == "quorum"
        arguments["x-queue-type"] = "quorum" if quorum else "classic"
        for edge in edges_of(self.document, "dead_letter", source=identifier):
            target = self.prefix + edge["target"]
            if edge["target"] in nodes_of(self.document, "rabbitmq_exchange"):
                arguments["x-dead-letter-exchange"] = target
                if edge.get("routingKey"):
                    arguments["x-dead-letter-routing-key"] = edge["routingKey"]
            else:  # by the default exchange, straight into the queue
                arguments |= {"x-dead-letter-exchange": "", "x-dead-letter-routing-key": target}
        return arguments

    def bind(self, edge: dict[str, Any], to_exchange: bool, exchange_type: str) -> None:
        source, target = self.prefix + edge["source"], self.prefix + edge["target"]
        arguments: dict[str, Any] = {}
        if exchange_type == "headers":
            arguments = {"x-match": edge.get("match", "all"), **edge.get("matchHeaders", {})}
        key = edge.get("bindingKey", "#")
        if to_exchange:
            self.admin.exchange_bind(target, source, key, arguments)
        else:
            self.admin.queue_bind(target, source, key, arguments)

    def publish(self, number: int, source: str, event_type: str, key: int | None) -> None:
        headers = self.document["eventTypes"][event_type].get("headers", {})
        size = self.document["eventTypes"][event_type].get("sizeBytes", 0)
        for edge in edges_of(self.document, "publish", source=source):
            if edge.get("eventTypes") and event_type not in edge["eventTypes"]:
                continue
            target = self.prefix + edge["target"]
            to_queue = target in self.queues
            properties = pika.BasicProperties(
                headers={**headers, **edge.get("headers", {})},
                priority=edge.get("priority"),
                expiration=str(edge["ttlMs"]) if edge.get("ttlMs") else None,
                message_id=str(number),
                correlation_id=None if key is None else str(key),
                type=event_type,
                delivery_mode=2 if edge.get("persistent", True) else 1,
            )
            routing_key = target if to_queue else edge.get("routingKey") or event_type
            try:
                self.admin.basic_publish(
                    "" if to_queue else target,
                    routing_key,
                    b"." * size,
                    properties,
                    mandatory=edge.get("mandatory", False),
                )
            except (NackError, UnroutableError):
                self.not_taken.append(number)
        for edge in edges_of(self.document, "call", source=source):
            if not self.callers[source].ask(number, self.prefix + edge["target"], event_type, edge):
                self.not_taken.append(number)

    def poll(self, service: str, instance: int) -> Delivery | None:
        consumer = self.consumers.get((service, instance))
        return consumer.take(self.patience) if consumer else None

    def reply(self, delivery: Delivery) -> None:
        assert delivery.asks is not None, delivery
        self.answerer.reply(*delivery.asks)

    def replies(self, caller: str) -> tuple[int, int, list[int]]:
        """What is dropped because the caller is gone, the answerer hears of."""
        taken, dropped, waiting = self.callers[caller].replies()
        return taken, dropped + self.answerer.not_taken, waiting

    def ack(self, delivery: Delivery) -> None:
        """Who has handled a request replies first."""
        if delivery.asks is not None:
            self.reply(delivery)
        channel, tag = delivery.handle
        if tag is not None:
            channel.basic_ack(tag)

    def nack(self, delivery: Delivery, requeue: bool) -> None:
        channel, tag = delivery.handle
        (edge,) = edges_of(self.document, "subscribe", source=delivery.channel, target=delivery.service)
        by = channel.basic_reject if edge.get("handBack") == "reject" else channel.basic_nack
        by(tag, requeue=requeue)

    def crash(self, service: str, instance: int | None) -> None:
        if service in self.callers:
            self.callers[service].crash()
        for name, number in list(self.consumers):
            if name == service and instance in (None, number):
                self.consumers.pop((name, number)).cut()
        time.sleep(0.1)  # the queue hears of it from its monitor

    def restart(self, service: str, instance: int | None) -> None:
        if instance is None:
            for number in range(self.document["nodes"][service]["instances"]):
                self.restart(service, number)
            return
        edges = edges_of(self.document, "subscribe", target=service)
        self.consumers[service, instance] = Consumer(self, service, instance, edges)

    def wait(self, seconds: float) -> None:
        """Clients listen meanwhile: a server that cuts one off goes on only when it has heard that."""
        deadline = time.monotonic() + seconds
        while (left := deadline - time.monotonic()) > 0:
            for consumer in self.consumers.values():
                consumer.listen(0)
            time.sleep(min(left, 0.1))

    def settle(self) -> None:
        """Nothing is shared out here."""

    def operate(self, operation: dict[str, Any]) -> None:
        queue = self.prefix + operation["target"]
        if operation["kind"] == "purge":
            self.admin.queue_purge(queue)
            return
        assert operation["kind"] == "redrive", operation
        time.sleep(0.1)
        while (taken := self.admin.basic_get(queue))[0] is not None:
            self.shovel(*taken)

    def shovel(self, method: Any, properties: Any, body: bytes) -> None:
        """As RabbitMQ's shovel moves a message: with all its properties, acknowledged once it is taken. Back to where
        it died last."""
        self.admin.basic_publish("", properties.headers["x-death"][0]["queue"], body, properties)
        self.admin.basic_ack(method.delivery_tag)

    def inject(self, identifier: str, fault: dict[str, Any]) -> None:
        raise NotImplementedError(fault["kind"])

    heal = inject  # type: ignore[assignment]

    def depth(self, channel: str) -> int:
        time.sleep(0.1)
        for consumer in self.consumers.values():  # what they were told to answer must have left
            consumer.connection.process_data_events(0)
        return int(self.admin.queue_declare(self.prefix + channel, passive=True).method.message_count)

    def refused(self) -> list[int]:
        return self.not_taken

    def close(self) -> None:
        for client in (*self.consumers.values(), *self.callers.values()):
            client.close()
        for queue in self.queues:
            self.admin.queue_delete(queue)
        for exchange in nodes_of(self.document, "rabbitmq_exchange"):
            self.admin.exchange_delete(self.prefix + exchange)
        self.connection.close()


def version_of_server(port: int) -> str:
    """As it says itself: the client library keeps it and shows it nobody."""
    connection = pika.BlockingConnection(pika.ConnectionParameters("127.0.0.1", port))
    try:
        return str(connection._impl.server_properties["version"])
    finally:
        connection.close()


class Consumer:
    """One instance of a service: a connection of its own, so that losing it loses nobody else's messages."""

    def __init__(self, player: RealRabbitMq, service: str, instance: int, edges: list[dict[str, Any]]) -> None:
        self.player, self.service, self.instance = player, service, instance
        self.came: deque[Delivery] = deque()
        self.connection = pika.BlockingConnection(player.parameters)
        self.edges = edges
        self.channels: dict[str, BlockingChannel] = {}
        self.cancelled: set[str] = set()
        for edge in edges:
            self.subscribe(edge)

    def subscribe(self, edge: dict[str, Any]) -> None:
        queue, automatic = edge["source"], edge.get("acknowledge") == "automatic"
        if queue not in self.channels:
            channel = self.channels[queue] = self.connection.channel()
            channel.basic_qos(prefetch_count=edge.get("prefetch", 0))
            channel.add_on_cancel_callback(lambda _: self.cancelled.add(queue))
        self.channels[queue].basic_consume(
            self.player.prefix + queue, partial(self.keep, queue, automatic), auto_ack=automatic
        )

    def subscribe_again(self) -> None:
        """As client libraries do whose consumer was cut off for being late: its channel is closed, or, since 4.3, only
        its subscription is cancelled."""
        for edge in self.edges:
            queue = edge["source"]
            if self.channels[queue].is_closed:
                del self.channels[queue]
                self.subscribe(edge)
            elif queue in self.cancelled:
                self.cancelled.remove(queue)
                self.subscribe(edge)

    def keep(
        self, queue: str, automatic: bool, channel: BlockingChannel, method: Any, properties: Any, body: bytes
    ) -> None:
        headers = properties.headers or {}
        quorum = self.player.document["nodes"][queue].get("queueType") == "quorum"
        deaths = [
            (self.player.queues[death["queue"]], death["reason"], int(death["count"]))
            for death in headers.get("x-death", [])
        ]
        self.came.append(
            Delivery(
                message=int(properties.message_id),
                event_type=properties.type,
                key=None if properties.reply_to or not properties.correlation_id else int(properties.correlation_id),
                channel=queue,
                service=self.service,
                instance=self.instance,
                handle=(channel, None if automatic else method.delivery_tag),
                redelivered=method.redelivered,
                # Only quorum queues count; the header is left out the first time.
                deliveries=int(headers.get("x-delivery-count", 0)) + 1 if quorum else None,
                deaths=deaths,
                asks=(properties.reply_to, properties.correlation_id) if properties.reply_to else None,
            )
        )

    def listen(self, seconds: float) -> None:
        with suppress(ChannelClosedByBroker):
            self.connection.process_data_events(seconds)
        self.subscribe_again()

    def take(self, patience: float) -> Delivery | None:
        deadline = time.monotonic() + patience
        while not self.came and (left := deadline - time.monotonic()) > 0:
            self.listen(left)
        return self.came.popleft() if self.came else None

    def cut(self) -> None:
        """As when the process is killed: no word of goodbye, which would cancel the consumer first. The client library
        itself offers only that. What it has been told to answer before has left."""
        self.connection.process_data_events(0)
        time.sleep(0.05)
        self.connection._impl._transport._sock.shutdown(socket.SHUT_RDWR)
        with suppress(AMQPError):
            self.connection.process_data_events()

    def close(self) -> None:
        with suppress(AMQPError):
            self.connection.close()
