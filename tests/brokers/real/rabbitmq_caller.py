"""Who asks by way of a queue: a connection with a callback queue of its own, as in the tutorial on remote procedure
calls. A reply is taken when its correlation id is that of a request that is still waited for."""

import time
from contextlib import suppress
from typing import Any

import pika
from pika.exceptions import AMQPError, NackError, UnroutableError

PATIENCE = 0.25


class Caller:
    def __init__(self, parameters: pika.ConnectionParameters) -> None:
        self.connection = pika.BlockingConnection(parameters)
        self.channel = self.connection.channel()
        self.channel.confirm_delivery()
        self.callbacks = self.channel.queue_declare("", exclusive=True).method.queue
        self.channel.basic_consume(self.callbacks, self.take, auto_ack=True)
        self.until: dict[int, float] = {}
        """Request to the moment until which it is waited for."""
        self.taken = self.dropped = 0
        self.gone = False

    def ask(self, number: int, queue: str, event_type: str, edge: dict[str, Any]) -> bool:
        """Whether the queue took the request."""
        properties = pika.BasicProperties(
            reply_to=self.callbacks,
            correlation_id=str(number),
            message_id=str(number),
            type=event_type,
            priority=edge.get("priority"),
            expiration=str(edge["ttlMs"]) if edge.get("ttlMs") else None,
            delivery_mode=2,
        )
        try:
            self.channel.basic_publish("", queue, b"", properties)
        except NackError:
            return False
        self.until[number] = time.monotonic() + edge.get("timeoutMs", 2_000) / 1000
        return True

    def take(self, channel: Any, method: Any, properties: Any, body: bytes) -> None:
        if self.until.pop(int(properties.correlation_id), 0.0) > time.monotonic():
            self.taken += 1
        else:
            self.dropped += 1

    def replies(self) -> tuple[int, int, list[int]]:
        if not self.gone:
            self.connection.process_data_events(PATIENCE)
        now = time.monotonic()
        return self.taken, self.dropped, sorted(number for number, until in self.until.items() if until > now)

    def crash(self) -> None:
        """Its callback queue is gone with it, and so is what it waited for."""
        self.close()
        self.gone = True
        self.until.clear()

    def close(self) -> None:
        if not self.gone:
            with suppress(AMQPError):
                self.connection.close()


class Answerer:
    """Sends replies for whoever has handled a request, and hears of those that no callback queue took."""

    def __init__(self, connection: pika.BlockingConnection) -> None:
        self.channel = connection.channel()
        self.channel.confirm_delivery()
        self.not_taken = 0

    def reply(self, reply_to: str, correlation_id: str) -> None:
        properties = pika.BasicProperties(correlation_id=correlation_id)
        try:
            self.channel.basic_publish("", reply_to, b"", properties, mandatory=True)
        except UnroutableError:
            self.not_taken += 1
