"""Versions of RabbitMQ: what a document calls them, and which scripts hold with which.

A document says 3.13, 4.0 or 4.3, where the broker's behaviour changed; each stands for the servers from it on to the
next. Debian's 3.10 is played as 3.13: its queues behave the same in all that a script looks at.
"""

from dataclasses import replace
from typing import Any

from apps.schema.nodes.rabbitmq import NO_DELIVERY_LIMIT

from .documents import nodes_of
from .playing import Script

VERSIONS = ("3.13", "4.0", "4.3")


def numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".")[:2])


def said_of(server: str) -> str:
    """What a document calls a server of this version: "4.1.4" is "4.0"."""
    return next((one for one in reversed(VERSIONS) if numbers(one) <= numbers(server)), VERSIONS[0])


def holds(script: Script, version: str) -> bool:
    since, until = script.since or VERSIONS[0], script.until or VERSIONS[-1]
    return numbers(since) <= numbers(version) <= numbers(until)


def written_for(script: Script, version: str) -> Script:
    """The same script, its RabbitMQ of this version."""
    changed = {name: {**body, "version": version} for name, body in nodes_of(script.document, "rabbitmq").items()}
    if version == "3.13":
        changed |= {name: _unlimited(body) for name, body in nodes_of(script.document, "rabbitmq_queue").items()}
    return replace(script, document={**script.document, "nodes": {**script.document["nodes"], **changed}})


def _unlimited(queue: dict[str, Any]) -> dict[str, Any]:
    """That a quorum queue has no delivery limit is -1 since 4.0; before, it is said by saying nothing."""
    return {**queue, "deliveryLimit": None} if queue.get("deliveryLimit") == NO_DELIVERY_LIMIT else queue
