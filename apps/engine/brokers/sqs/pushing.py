"""SNS: what a topic pushes to a subscriber over HTTP, with delivery retries.

Each subscriber has a queue of kind PUSH. A push that fails is repeated after the same time until its retries are used
up, then it goes to the subscription's dead letter queue or is dropped (SNS developer guide, message delivery retries).
"""

from ...kernel.accounting import count_redelivered, ends
from ...kernel.dead_letters import to_dead_letters
from ...kernel.messages import release
from ...kernel.options import compiled
from ...kernel.places import consumer, group, message, state, subscription
from ...kernel.statistics import waiting_changes
from ...kernel.twins import separate
from ...layout import DEAD_RETRIES, DROPPED_RETRIES, HELD, ON_ITS_WAY, REDELIVERED
from .lists import append, unlink
from .places import line, queue
from .records import DELAYED, FRESH
from .timers import watch_delay
from .visible import becomes_visible

SLICE = 32
"""Pushes that one event repeats at most: each may make dead letters."""


@compiled
def push(arena, qi, m):
    """Message m, published to the topic, is for the subscriber of queue qi."""
    message(arena, m).marks &= ~ON_ITS_WAY
    group(arena, queue(arena, qi).group).arrived += 1
    attempt(arena, qi, m)


@compiled
def attempt(arena, qi, m):
    """One push. A subscriber that is up answers when a slot has worked on it."""
    if is_up(arena, qi):
        becomes_visible(arena, qi, m)
    else:
        message(arena, m).deliveries += 1
        delivery_failed(arena, qi, m)


@compiled
def is_up(arena, qi):
    """Whether an instance of the subscriber is there and can be reached."""
    gr = group(arena, queue(arena, qi).group)
    k = gr.first_consumer
    end = k + gr.consumers
    while k < end and consumer(arena, k).gone != 0:
        k += 1
    return k < end


@compiled
def pushed(arena, qi):
    """The next message that waits at the subscriber for a slot."""
    q = queue(arena, qi)
    waiting = line(arena, q.lists + FRESH)
    if waiting.count == 0:
        return -1
    m = waiting.head
    unlink(arena, q.lists + FRESH, m)
    waiting_changes(arena, group(arena, q.group), -1)
    msg = message(arena, m)
    msg.deliveries += 1
    return m


@compiled
def delivery_failed(arena, qi, m):
    q = queue(arena, qi)
    msg = message(arena, m)
    if msg.deliveries <= q.retries:
        msg.kind = HELD
        msg.due = -1
        msg.until = state(arena).now + q.retry_seconds
        append(arena, q.lists + DELAYED, m)
        watch_delay(arena, qi, msg.until)
        return
    sub = subscription(arena, group(arena, q.group).first_subscription)
    if sub.dead_letter_channel >= 0:
        ends(arena, m, DEAD_RETRIES)
        to_dead_letters(arena, m, sub.dead_letter_edge, sub.dead_letter_channel)
    else:
        ends(arena, m, DROPPED_RETRIES)
    separate(arena, m)
    release(arena, m)


@compiled
def retries_over(arena, qi):
    """The timer of the retries has gone off."""
    q = queue(arena, qi)
    waiting = line(arena, q.lists + DELAYED)
    left = SLICE
    while waiting.count > 0:
        m = waiting.head
        msg = message(arena, m)
        if msg.until > state(arena).now or left == 0:
            watch_delay(arena, qi, msg.until)
            return
        left -= 1
        unlink(arena, q.lists + DELAYED, m)
        if msg.deliveries > 0:
            msg.marks |= REDELIVERED
            count_redelivered(arena, m)
        attempt(arena, qi, m)


@compiled
def subscriber_gone(arena, qi):
    """With its last instance gone, what waits there for a slot has failed too."""
    if is_up(arena, qi):
        return
    q = queue(arena, qi)
    waiting = line(arena, q.lists + FRESH)
    while waiting.count > 0:
        m = waiting.head
        unlink(arena, q.lists + FRESH, m)
        waiting_changes(arena, group(arena, q.group), -1)
        msg = message(arena, m)
        msg.deliveries += 1
        msg.kind = HELD
        msg.until = state(arena).now + q.retry_seconds
        append(arena, q.lists + DELAYED, m)
        watch_delay(arena, qi, msg.until)
