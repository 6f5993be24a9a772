"""Checks across a document: every id that is named exists, may stand there, and calls do not go in circles."""

from collections.abc import Iterator
from typing import Any, get_args

from .base import Model
from .blast_radius import monkey_problems
from .broker_limits import problems_of_brokers
from .document import Document
from .edges import ASKED_BY_QUEUE, EDGE_KINDS, AnyEdge, Call, Subscribe, SynchronousEdge, edge_kinds_between
from .nodes import CONTAINERS, KINDS, Channel, DeadLetterQueue
from .probing import experiment_problems
from .problems import Problem
from .striking import fault_problem, operation_problem, scenario_problems

__all__ = ["answerers", "fault_problem", "operation_problem", "problems_across", "synchronous_cycle", "why_not"]


def problems_across(document: Document) -> list[Problem]:
    """Everything wrong that no single field shows."""
    return [
        *_ids_twice(document),
        *_handled_twice(document),
        *_unknown_references(document),
        *_parents(document),
        *_edges(document),
        *_synchronous_cycles(document),
        *scenario_problems(document),
        *monkey_problems(document),
        *_experiments(document),
        *problems_of_brokers(document),
    ]


def _experiments(document: Document) -> Iterator[Problem]:
    for name, experiment in document.experiments.items():
        yield from experiment_problems(document, experiment, f"experiments.{name}")


def _handled_twice(document: Document) -> Iterator[Problem]:
    for identifier, node in document.nodes.items():
        first: dict[str, str] = {}
        for name, handler in sorted(getattr(node, "handlers", {}).items()):
            if first.setdefault(handler.on, name) != name:
                yield Problem(
                    f"nodes.{identifier}.handlers.{name}.on",
                    f"names '{handler.on}', which handler '{first[handler.on]}' handles already",
                    "an event type that no other handler of the node handles",
                )


def _ids_twice(document: Document) -> Iterator[Problem]:
    for twice in sorted(document.nodes.keys() & document.edges.keys()):
        yield Problem(f"edges.{twice}", "has the id of a node", "an id that no node has")


def _unknown_references(document: Document) -> Iterator[Problem]:
    known = {"eventTypes": document.event_types.keys(), "nodes": document.nodes.keys()}
    for area in ("nodes", "edges"):
        for identifier, item in getattr(document, area).items():
            for path, refers_to, value in _references(item, f"{area}.{identifier}"):
                if value not in known[refers_to]:
                    what = "event type" if refers_to == "eventTypes" else "node"
                    yield Problem(
                        path, f"names {what} '{value}', which is not in the document", f"an id of {refers_to}"
                    )


def _references(item: Model, path: str) -> Iterator[tuple[str, str, str]]:
    """Every (path, map it points into, id) below a model, by the `refersTo` mark of its fields."""
    for name, field in type(item).model_fields.items():
        value = getattr(item, name)
        here = f"{path}.{field.alias or name}"
        extra: Any = field.json_schema_extra
        refers_to = extra.get("refersTo") if isinstance(extra, dict) else None
        if refers_to and isinstance(value, str):
            yield here, str(refers_to), value
        elif refers_to and isinstance(value, list):
            for index, one in enumerate(value):
                yield f"{here}.{index}", str(refers_to), one
        elif isinstance(value, Model):
            yield from _references(value, here)
        elif isinstance(value, (list, dict)):
            entries = value.items() if isinstance(value, dict) else enumerate(value)
            for key, one in entries:
                if isinstance(one, Model):
                    yield from _references(one, f"{here}.{key}")


def _parents(document: Document) -> Iterator[Problem]:
    for identifier, node in document.nodes.items():
        if not isinstance(node, (Channel, DeadLetterQueue)) or node.parent is None:
            continue
        parent = document.nodes.get(node.parent)
        allowed = KINDS[node.kind].parents
        if parent is not None and parent.kind not in allowed:
            yield Problem(
                f"nodes.{identifier}.parent",
                f"{KINDS[node.kind].label} cannot live in {KINDS[parent.kind].label}",
                "inside " + " or ".join(KINDS[kind].label for kind in allowed),
            )


def why_not(document: Document, kind: str, source: str, target: str) -> str | None:
    """Why an edge of this kind may not lead from source to target; None if it may."""
    start, end = document.nodes[source], document.nodes[target]
    if source == target:
        return "a node cannot connect to itself"
    possible = edge_kinds_between(start.kind, end.kind)
    labels = KINDS[start.kind].label, KINDS[end.kind].label
    if start.kind in CONTAINERS or end.kind in CONTAINERS:
        broker = labels[0] if start.kind in CONTAINERS else labels[1]
        return f"connect to a channel inside {broker}, not to the broker itself"
    if kind in possible:
        return _why_not_broker(document, kind, source, target)
    if possible:
        return f"{labels[0]} {EDGE_KINDS[kind].label} nothing of kind {labels[1]}; possible here: {', '.join(possible)}"
    return f"{labels[0]} and {labels[1]} do not connect in this direction"


def _why_not_broker(document: Document, kind: str, source: str, target: str) -> str | None:
    start, end = document.nodes[source], document.nodes[target]
    parents = getattr(start, "parent", None), getattr(end, "parent", None)
    if isinstance(start, Channel) and isinstance(end, Channel) and parents[0] != parents[1]:
        return f"{KINDS[start.kind].label} and {KINDS[end.kind].label} must live in the same broker"
    return None


def _edges(document: Document) -> Iterator[Problem]:
    for identifier, edge in document.edges.items():
        dangling = [end for end in ("source", "target") if getattr(edge, end) not in document.nodes]
        for end in dangling:
            yield Problem(
                f"edges.{identifier}.{end}", f"points at '{getattr(edge, end)}', which is no node", "an id of nodes"
            )
        if dangling:
            continue
        reason = why_not(document, edge.kind, edge.source, edge.target)
        if reason:
            yield Problem(f"edges.{identifier}", reason, _possible(document, edge))


def _possible(document: Document, edge: AnyEdge) -> str:
    kinds = edge_kinds_between(document.nodes[edge.source].kind, document.nodes[edge.target].kind)
    return f"an edge of kind {' or '.join(kinds)}" if kinds else "another source or target"


def answerers(document: Document, call: SynchronousEdge) -> list[str]:
    """The nodes that do what a call asks for: its target, or who reads the queue that it goes through."""
    if document.nodes[call.target].kind not in ASKED_BY_QUEUE:
        return [call.target]
    edges = document.edges.values()
    return sorted({edge.target for edge in edges if isinstance(edge, Subscribe) and edge.source == call.target})


def waits_along(document: Document) -> Iterator[tuple[str, AnyEdge]]:
    """Edges whose source waits until the target has done its part: synchronous calls, and of a queue that a call goes
    through the edges to its readers, who answer it."""
    asked = {edge.target for edge in document.edges.values() if isinstance(edge, Call)}
    for identifier, edge in document.edges.items():
        if isinstance(edge, SynchronousEdge) or (isinstance(edge, Subscribe) and edge.source in asked):
            yield identifier, edge


def synchronous_cycle(document: Document) -> list[str] | None:
    """The ids of nodes along a circle of synchronous calls, the first repeated at the end; None if there is none."""
    calls: dict[str, list[str]] = {}
    for _, edge in waits_along(document):
        calls.setdefault(edge.source, []).append(edge.target)
    done: set[str] = set()
    for start in calls:
        trail: list[str] = []
        stack: list[tuple[str, Iterator[str]]] = []
        if start in done:
            continue
        trail.append(start)
        stack.append((start, iter(calls[start])))
        while stack:
            for following in stack[-1][1]:
                if following in trail:
                    return [*trail[trail.index(following) :], following]
                if following not in done and following in calls:
                    trail.append(following)
                    stack.append((following, iter(calls[following])))
                    break
            else:
                done.add(stack.pop()[0])
                trail.pop()
    return None


def _synchronous_cycles(document: Document) -> Iterator[Problem]:
    cycle = synchronous_cycle(document)
    if cycle:
        closing = next(
            identifier
            for identifier, edge in waits_along(document)
            if (edge.source, edge.target) == (cycle[-2], cycle[-1])
        )
        names = " → ".join(document.nodes[node].name if node in document.nodes else node for node in cycle)
        yield Problem(
            f"edges.{closing}",
            f"closes a circle of synchronous calls ({names}): each would wait for the other",
            "calls without a circle; break it with an event",
        )


assert set(EDGE_KINDS) == {
    get_args(member.model_fields["kind"].annotation)[0] for member in get_args(get_args(AnyEdge)[0])
}
