"""The templates by name, in the order of the gallery. A template is one module and one line here."""

from functools import cache

from . import cqrs, dead_letters, event_sourcing, order_flow, pub_sub, rpc, saga
from .lessons import (
    cache_stampede,
    idempotent_consumer,
    out_of_order,
    overload,
    poison_message,
    rebalance_stall,
    rebuilt_view,
    refund_saga,
    retry_storm,
    stuck_saga,
    timeout_cascade,
    visibility_timeout,
)
from .template import Template

_PATTERNS = (order_flow, pub_sub, event_sourcing, cqrs, saga, dead_letters, rpc)
_LESSONS = (
    retry_storm,
    overload,
    timeout_cascade,
    cache_stampede,
    poison_message,
    rebalance_stall,
    visibility_timeout,
    idempotent_consumer,
    out_of_order,
    rebuilt_view,
    stuck_saga,
    refund_saga,
)


@cache
def patterns() -> dict[str, Template]:
    return {template.name: template for template in (module.template() for module in _PATTERNS)}


@cache
def lessons() -> dict[str, Template]:
    """Failures whose outcome is known, most of them beside what would have helped."""
    return {template.name: template for template in (module.template() for module in _LESSONS)}


@cache
def templates() -> dict[str, Template]:
    return patterns() | lessons()
