"""How long a failed attempt waits for the next one."""

from ..layout import DECORRELATED_JITTER, EQUAL_JITTER, EXPONENTIAL_BACKOFF, FULL_JITTER, JITTER, NO_BACKOFF
from .options import compiled
from .places import consumer, message, station, subscription
from .random import uniform


@compiled
def backoff(arena, m):
    """Seconds until the next attempt: the policy's delay, with its jitter."""
    msg = message(arena, m)
    sub = subscription(arena, consumer(arena, msg.consumer).subscription)
    if sub.backoff == NO_BACKOFF:
        return 0.0
    stream = station(arena, msg.station).stream + JITTER
    delay = sub.first_delay
    if sub.jitter == DECORRELATED_JITTER:
        # Brooker, "Exponential backoff and jitter": between the base and three times the last delay.
        for _ in range(msg.attempt):
            delay = min(sub.longest, sub.first_delay + (3.0 * delay - sub.first_delay) * uniform(arena, stream))
        return delay
    if sub.backoff == EXPONENTIAL_BACKOFF:
        for _ in range(msg.attempt - 1):
            if delay >= sub.longest:
                break
            delay *= sub.factor
    delay = min(delay, sub.longest)
    if sub.jitter == FULL_JITTER:
        return delay * uniform(arena, stream)
    if sub.jitter == EQUAL_JITTER:
        return delay * (0.5 + 0.5 * uniform(arena, stream))
    return delay
