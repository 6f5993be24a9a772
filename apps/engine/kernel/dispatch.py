"""Which broker: one branch for each in each entry point, and nothing else. See `brokers` for what the points mean."""

from ..brokers.kafka import kernel as kafka
from ..brokers.local import kernel as local
from ..brokers.nats import kernel as nats
from ..brokers.rabbitmq import kernel as rabbitmq
from ..brokers.redis_streams import kernel as redis_streams
from ..brokers.sqs import kernel as sqs
from ..layout import KAFKA, NATS, RABBITMQ, REDIS_STREAMS, SQS
from ..layout.history import ACKNOWLEDGED, ARRIVED, GIVEN_BACK, REJECTED
from .options import compiled, exported
from .places import broker, channel, consumer, group, message
from .tracing import note


@compiled
def publish(arena, m, c):
    note(arena, m, ARRIVED, 0.0)
    kind = channel(arena, c).kind
    if kind == KAFKA:
        kafka.publish(arena, m, c)
    elif kind == RABBITMQ:
        rabbitmq.publish(arena, m, c)
    elif kind == SQS:
        sqs.publish(arena, m, c)
    elif kind == REDIS_STREAMS:
        redis_streams.publish(arena, m, c)
    elif kind == NATS:
        nats.publish(arena, m, c)
    else:
        local.publish(arena, m, c)


@exported
def poll(arena, k):
    kind = consumer(arena, k).kind
    if kind == KAFKA:
        return kafka.poll(arena, k)
    if kind == RABBITMQ:
        return rabbitmq.poll(arena, k)
    if kind == SQS:
        return sqs.poll(arena, k)
    if kind == REDIS_STREAMS:
        return redis_streams.poll(arena, k)
    if kind == NATS:
        return nats.poll(arena, k)
    return local.poll(arena, k)


@exported
def ack(arena, m):
    note(arena, m, ACKNOWLEDGED, 0.0)
    kind = consumer(arena, message(arena, m).consumer).kind
    if kind == KAFKA:
        kafka.ack(arena, m)
    elif kind == RABBITMQ:
        rabbitmq.ack(arena, m)
    elif kind == SQS:
        sqs.ack(arena, m)
    elif kind == REDIS_STREAMS:
        redis_streams.ack(arena, m)
    elif kind == NATS:
        nats.ack(arena, m)
    else:
        local.ack(arena, m)


@compiled
def next_since(arena, k):
    """Since when the message waits that `poll` would bring consumer k, -1 where only taking it would tell."""
    if consumer(arena, k).kind == RABBITMQ:
        return rabbitmq.next_since(arena, k)
    return -1.0


@compiled
def late_ack(arena, m):
    """An orphan is handled. Only SQS listens: an old receipt may still delete the message."""
    if consumer(arena, message(arena, m).consumer).kind == SQS:
        sqs.late_ack(arena, m)


@compiled
def keeps_given_up(arena, m):
    """Whether what its consumer gives up stays with the broker, which alone decides what becomes of it: SQS."""
    return consumer(arena, message(arena, m).consumer).kind == SQS and sqs.keeps_given_up(arena, m)


@exported
def nack(arena, m, requeue):
    note(arena, m, GIVEN_BACK if requeue != 0 else REJECTED, 0.0)
    kind = consumer(arena, message(arena, m).consumer).kind
    if kind == KAFKA:
        kafka.nack(arena, m, requeue)
    elif kind == RABBITMQ:
        rabbitmq.nack(arena, m, requeue)
    elif kind == SQS:
        sqs.nack(arena, m, requeue)
    elif kind == REDIS_STREAMS:
        redis_streams.nack(arena, m, requeue)
    elif kind == NATS:
        nats.nack(arena, m, requeue)
    else:
        local.nack(arena, m, requeue)


@compiled
def expire(arena, m):
    """A broker's timer says by its priority whose it is."""
    kind = message(arena, m).priority
    if kind == KAFKA:
        kafka.expire(arena, m)
    elif kind == RABBITMQ:
        rabbitmq.expire(arena, m)
    elif kind == SQS:
        sqs.expire(arena, m)
    elif kind == REDIS_STREAMS:
        redis_streams.expire(arena, m)
    elif kind == NATS:
        nats.expire(arena, m)
    else:
        local.expire(arena, m)


@compiled
def abandon(arena, m):
    kind = consumer(arena, message(arena, m).consumer).kind
    if kind == KAFKA:
        kafka.abandon(arena, m)
    elif kind == RABBITMQ:
        rabbitmq.abandon(arena, m)
    elif kind == SQS:
        sqs.abandon(arena, m)
    elif kind == REDIS_STREAMS:
        redis_streams.abandon(arena, m)
    elif kind == NATS:
        nats.abandon(arena, m)
    else:
        local.abandon(arena, m)


@compiled
def fail(arena, k):
    kind = consumer(arena, k).kind
    if kind == KAFKA:
        kafka.fail(arena, k)
    elif kind == RABBITMQ:
        rabbitmq.fail(arena, k)
    elif kind == SQS:
        sqs.fail(arena, k)
    elif kind == REDIS_STREAMS:
        redis_streams.fail(arena, k)
    elif kind == NATS:
        nats.fail(arena, k)
    else:
        local.fail(arena, k)


@compiled
def recover(arena, k):
    kind = consumer(arena, k).kind
    if kind == KAFKA:
        kafka.recover(arena, k)
    elif kind == RABBITMQ:
        rabbitmq.recover(arena, k)
    elif kind == SQS:
        sqs.recover(arena, k)
    elif kind == REDIS_STREAMS:
        redis_streams.recover(arena, k)
    elif kind == NATS:
        nats.recover(arena, k)
    else:
        local.recover(arena, k)


@exported
def fail_node(arena, b, n):
    kind = broker(arena, b).kind
    if kind == KAFKA:
        kafka.fail_node(arena, b, n)
    elif kind == RABBITMQ:
        rabbitmq.fail_node(arena, b, n)
    elif kind == SQS:
        sqs.fail_node(arena, b, n)
    elif kind == REDIS_STREAMS:
        redis_streams.fail_node(arena, b, n)
    elif kind == NATS:
        nats.fail_node(arena, b, n)
    else:
        local.fail_node(arena, b, n)


@exported
def recover_node(arena, b, n):
    kind = broker(arena, b).kind
    if kind == KAFKA:
        kafka.recover_node(arena, b, n)
    elif kind == RABBITMQ:
        rabbitmq.recover_node(arena, b, n)
    elif kind == SQS:
        sqs.recover_node(arena, b, n)
    elif kind == REDIS_STREAMS:
        redis_streams.recover_node(arena, b, n)
    elif kind == NATS:
        nats.recover_node(arena, b, n)
    else:
        local.recover_node(arena, b, n)


@exported
def seek(arena, g, offset):
    kind = group(arena, g).kind
    if kind == KAFKA:
        kafka.seek(arena, g, offset)
    elif kind == RABBITMQ:
        rabbitmq.seek(arena, g, offset)
    elif kind == SQS:
        sqs.seek(arena, g, offset)
    elif kind == REDIS_STREAMS:
        redis_streams.seek(arena, g, offset)
    elif kind == NATS:
        nats.seek(arena, g, offset)
    else:
        local.seek(arena, g, offset)


@compiled
def unfinished(arena, g):
    kind = group(arena, g).kind
    if kind == KAFKA:
        return kafka.unfinished(arena, g)
    if kind == RABBITMQ:
        return rabbitmq.unfinished(arena, g)
    if kind == SQS:
        return sqs.unfinished(arena, g)
    if kind == REDIS_STREAMS:
        return redis_streams.unfinished(arena, g)
    if kind == NATS:
        return nats.unfinished(arena, g)
    return local.unfinished(arena, g)


@compiled
def purge(arena, c):
    kind = channel(arena, c).kind
    if kind == KAFKA:
        kafka.purge(arena, c)
    elif kind == RABBITMQ:
        rabbitmq.purge(arena, c)
    elif kind == SQS:
        sqs.purge(arena, c)
    elif kind == REDIS_STREAMS:
        redis_streams.purge(arena, c)
    elif kind == NATS:
        nats.purge(arena, c)
    else:
        local.purge(arena, c)
