"""Which broker compiles which kinds of node: one line each."""

from types import ModuleType

from ..brokers.kafka import compiling as kafka
from ..brokers.local import compiling as local
from ..brokers.nats import compiling as nats
from ..brokers.rabbitmq import compiling as rabbitmq
from ..brokers.redis_streams import compiling as redis_streams
from ..brokers.sqs import compiling as sqs

COMPILERS: dict[str, ModuleType] = {
    "kafka": kafka,
    "kafka_topic": kafka,
    "rabbitmq": rabbitmq,
    "rabbitmq_queue": rabbitmq,
    "rabbitmq_exchange": rabbitmq,
    "sqs": sqs,
    "sqs_queue": sqs,
    "sns_topic": sqs,
    "redis": redis_streams,
    "redis_stream": redis_streams,
    "nats": nats,
    "nats_stream": nats,
    "event_store": local,
    "dead_letter_queue": local,
}
