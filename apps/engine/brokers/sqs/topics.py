"""Where an SNS topic copies a message to: resolved once, when a document is compiled."""

from collections.abc import Mapping
from typing import Any

from apps.schema.edges import Subscribe
from apps.schema.nodes import SqsQueue

from .records import GROUP_SHIFT


def filter_passes(bound: Subscribe, event_type: str, headers: Mapping[str, str]) -> bool:
    """Whether a subscription's filter policy lets a message through (SNS developer guide, filter policies).

    Every attribute it names must be there with that value; with `match` any, one of them ($or).
    """
    if bound.event_types and event_type not in bound.event_types:
        return False
    if not bound.match_headers:
        return True
    matching = [headers.get(name) == value for name, value in bound.match_headers.items()]
    return any(matching) if bound.match == "any" else all(matching)


def subscriber_option(number: int) -> int:
    """The options of a route to subscriber `number`, from 0 on, of a topic."""
    return (number + 1) << GROUP_SHIFT


def delay_of(node: Any, channel: str, edge: Any) -> float:
    """Seconds that a message sent over an edge waits in a channel: its own delay, or else the queue's."""
    if not isinstance(node, SqsQueue):
        return 0.0
    own = getattr(edge, "delay_seconds", None) if edge is not None and edge.target == channel else None
    return float(node.delay_seconds if own is None else own)
