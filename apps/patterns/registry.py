"""The templates by name, in the order of the gallery. A template is one module and one line here."""

from functools import cache

from . import cqrs, dead_letters, event_sourcing, order_flow, pub_sub, saga
from .template import Template

_MODULES = (order_flow, pub_sub, event_sourcing, cqrs, saga, dead_letters)


@cache
def templates() -> dict[str, Template]:
    return {template.name: template for template in (module.template() for module in _MODULES)}
