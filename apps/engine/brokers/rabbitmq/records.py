"""RabbitMQ's tables."""

from ...records import record

Queue = record(
    [
        ("head", "i4"),
        ("tail", "i4"),
        ("waiting", "i4"),
        ("next_consumer", "i4"),
    ]
)
Death = record([("channel", "i4"), ("reason", "i4"), ("count", "i4"), ("next", "i4")])
"""One line of a message's x-death."""

RECORDS = {"rabbitmq_queues": Queue, "deaths": Death}
