"""Clock skew as documents up to version 2 could have it: at nodes where nothing goes by their clocks.

Place in the flow: a part of the step to version 3 (`upgrades`), on raw JSON that nobody has checked. What did nothing
is left out.
"""

from typing import Any

Json = dict[str, Any]


def without_idle_clocks(raw: Json) -> Json:
    """The document without the faults, and the monkeys of that one kind, that changed nothing."""
    nodes, edges = _map(raw, "nodes"), _map(raw, "edges")
    clocks = {name for name, node in nodes.items() if _remembers(node)}
    for edge in edges.values():
        if isinstance(edge, dict) and edge.get("kind") == "publish" and isinstance(edge.get("source"), str):
            target = edge.get("target")
            if isinstance(target, str) and _kind(nodes.get(target)) == "kafka_topic":
                clocks.add(edge["source"])
    found = dict(raw)
    if scenarios := _map(raw, "scenarios"):
        found["scenarios"] = {name: _scenario(one, nodes, clocks) for name, one in scenarios.items()}
    if experiments := _map(raw, "experiments"):
        found["experiments"] = {name: _experiment(one, nodes, clocks) for name, one in experiments.items()}
    return found


def _map(value: Any, key: str) -> Json:
    inner = value.get(key) if isinstance(value, dict) else None
    return inner if isinstance(inner, dict) else {}


def _kind(node: Any) -> Any:
    return node.get("kind") if isinstance(node, dict) else None


def _remembers(node: Any) -> bool:
    """Idempotent, as projections usually are, and for a time, as it usually is."""
    if _kind(node) not in {"service", "projection"}:
        return False
    idempotent = node.get("idempotent", _kind(node) == "projection")
    return bool(idempotent) and node.get("idempotencyWindowSeconds", 0) is not None


def _scenario(scenario: Any, nodes: Json, clocks: set[str]) -> Any:
    if not isinstance(scenario, dict):
        return scenario
    found = _struck(scenario, nodes, clocks)
    monkeys = found.get("monkeys")
    if isinstance(monkeys, list) and not clocks:
        found = {**found, "monkeys": [one for one in monkeys if _map({"m": one}, "m").get("kinds") != ["clock_skew"]]}
    return found


def _experiment(experiment: Any, nodes: Json, clocks: set[str]) -> Any:
    method = _map(experiment, "method")
    return {**experiment, "method": _struck(method, nodes, clocks)} if method else experiment


def _struck(holder: Json, nodes: Json, clocks: set[str]) -> Json:
    faults = holder.get("faults")
    if not isinstance(faults, list):
        return holder
    return {**holder, "faults": [fault for fault in faults if not _idle(fault, nodes, clocks)]}


def _idle(fault: Any, nodes: Json, clocks: set[str]) -> bool:
    """What names no node is left for the check to refuse."""
    target = fault.get("target") if isinstance(fault, dict) else None
    return _kind(fault) == "clock_skew" and isinstance(target, str) and target in nodes and target not in clocks
