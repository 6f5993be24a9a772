"""How long a failed attempt waits for the next one."""

from ..layout import DECORRELATED_JITTER, EQUAL_JITTER, EXPONENTIAL_BACKOFF, FULL_JITTER, JITTER, NO_BACKOFF
from .options import compiled, inlined
from .places import consumer, message, station, subscription
from .random import uniform


@compiled
def backoff(arena, m):
    """Seconds until the next attempt at message m: its consumer's delay, with its jitter."""
    msg = message(arena, m)
    sub = subscription(arena, consumer(arena, msg.consumer).subscription)
    if sub.backoff == NO_BACKOFF:
        return 0.0
    stream = station(arena, msg.station).stream + JITTER
    return delay_before(arena, stream, sub, sub.jitter, msg.attempt)


@inlined
def delay_before(arena, stream, policy, jitter, attempt):
    """Seconds before the retry of that number, from 1 on, by a subscription's or an edge's policy."""
    delay = policy.first_delay
    if jitter == DECORRELATED_JITTER:
        # Brooker, "Exponential backoff and jitter": between the base and three times the last delay.
        for _ in range(attempt):
            delay = min(
                policy.longest, policy.first_delay + (3.0 * delay - policy.first_delay) * uniform(arena, stream)
            )
        return delay
    if policy.backoff == EXPONENTIAL_BACKOFF:
        for _ in range(attempt - 1):
            if delay >= policy.longest:
                break
            delay *= policy.factor
    delay = min(delay, policy.longest)
    if jitter == FULL_JITTER:
        return delay * uniform(arena, stream)
    if jitter == EQUAL_JITTER:
        return delay * (0.5 + 0.5 * uniform(arena, stream))
    return delay
