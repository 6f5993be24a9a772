"""Numbered steps from one version of the document to the next: pure functions of the raw JSON."""

from collections.abc import Callable, Iterator
from typing import Any

from .document import SCHEMA_VERSION
from .idle_clocks import without_idle_clocks
from .problems import DocumentInvalid, Problem, shown

Upgrade = Callable[[dict[str, Any]], dict[str, Any]]


def _second(raw: dict[str, Any]) -> dict[str, Any]:
    """What version 1 called `requeue` is a retry topic, except on SQS, whose visibility timeout always redelivered."""
    nodes = raw.get("nodes")
    if isinstance(nodes, dict):
        nodes = {identifier: _with_mode(raw, identifier, node) for identifier, node in nodes.items()}
        raw = {**raw, "nodes": nodes}
    return {**raw, "schemaVersion": 2}


def _with_mode(raw: dict[str, Any], identifier: str, node: Any) -> Any:
    if not isinstance(node, dict) or node.get("kind") not in {"service", "projection", "external_system"}:
        return node
    retry = node.get("retry", {})
    if not isinstance(retry, dict) or retry.get("mode", "requeue") != "requeue":
        return node
    read = set(_kinds_read(raw, identifier))
    mode = "requeue" if read == {"sqs_queue"} else "retry_topic"
    if mode == "retry_topic" and "mode" not in retry:
        return node
    return {**node, "retry": {**retry, "mode": mode}}


def _kinds_read(raw: dict[str, Any], identifier: str) -> Iterator[Any]:
    edges = raw.get("edges")
    for edge in edges.values() if isinstance(edges, dict) else ():
        if isinstance(edge, dict) and edge.get("kind") == "subscribe" and edge.get("target") == identifier:
            source = edge.get("source")
            node = raw["nodes"].get(source) if isinstance(source, str) else None
            yield str(node.get("kind")) if isinstance(node, dict) else None


def _third(raw: dict[str, Any]) -> dict[str, Any]:
    """Up to version 2 a RabbitMQ queue that left its delivery limit out had 20, and null said never, whatever the
    version of the broker. Null and left out are now what the version has by itself: 20 since 4.0, no limit before.

    Autoscaling had no stabilisation window, and clock skew was taken where it changes nothing.
    """
    raw = without_idle_clocks(raw)
    nodes = raw.get("nodes")
    if isinstance(nodes, dict):
        nodes = {identifier: _unstabilized(_with_limit(nodes, node)) for identifier, node in nodes.items()}
        raw = {**raw, "nodes": nodes}
    return {**raw, "schemaVersion": 3}


def _unstabilized(node: Any) -> Any:
    scaling = node.get("autoscaling") if isinstance(node, dict) else None
    if not isinstance(scaling, dict) or "scaleDownStabilizationSeconds" in scaling:
        return node
    return {**node, "autoscaling": {**scaling, "scaleDownStabilizationSeconds": 0}}


def _with_limit(nodes: dict[str, Any], node: Any) -> Any:
    if not isinstance(node, dict) or node.get("kind") != "rabbitmq_queue":
        return node
    parent = node.get("parent")
    broker = nodes.get(parent) if isinstance(parent, str) else None
    unlimited = isinstance(broker, dict) and broker.get("version") == "3.13"
    if "deliveryLimit" not in node:
        return {**node, "deliveryLimit": 20} if unlimited else node
    return {**node, "deliveryLimit": -1} if node["deliveryLimit"] is None and not unlimited else node


UPGRADES: dict[int, Upgrade] = {1: _second, 2: _third}
"""From version n to n + 1."""


def upgraded(raw: dict[str, Any]) -> dict[str, Any]:
    """The document as of today's version. Raises DocumentInvalid for a version that is unknown."""
    version = raw.get("schemaVersion", SCHEMA_VERSION)
    if not isinstance(version, int) or isinstance(version, bool) or not 1 <= version <= SCHEMA_VERSION:
        raise DocumentInvalid([Problem("schemaVersion", f"unknown version {shown(version)}", f"1 to {SCHEMA_VERSION}")])
    while version < SCHEMA_VERSION:
        raw = UPGRADES[version](raw)
        version += 1
    return raw
