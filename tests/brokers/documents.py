"""The documents that scripts stand on, said briefly: one broker, a sender that sends when told, manual services."""

from typing import Any

from .playing import Document

Part = tuple[str, str, dict[str, Any]]  # nodes or edges, its id, its fields

OUTSIDE = {"trace", "service", "dead_letter_queue"}  # kinds of node that live in no broker


def camel(name: str) -> str:
    first, *others = name.split("_")
    return first + "".join(part.capitalize() for part in others)


def node(identifier: str, kind: str, **fields: Any) -> Part:
    body = {camel(name): value for name, value in fields.items()}
    return "nodes", identifier, {"kind": kind, "name": identifier, **body}


def edge(kind: str, source: str, target: str, **fields: Any) -> Part:
    body = {camel(name): value for name, value in fields.items()}
    return "edges", f"{source}-{target}", {"kind": kind, "source": source, "target": target, **body}


def sends(target: str, source: str = "sender", **fields: Any) -> Part:
    return edge("publish", source, target, **fields)


def asks(target: str, source: str = "sender", **fields: Any) -> Part:
    """By way of a queue; patient, so that nothing is late unless the script says so."""
    return edge("call", source, target, **{"timeout_ms": 60_000, "latency_ms": 0, **fields})


def reads(service: str, channel: str, **fields: Any) -> Part:
    return edge("subscribe", channel, service, **fields)


def service(identifier: str, instances: int = 1) -> Part:
    """Holds as many messages as it is given, so that only the broker's own limits show."""
    return node(identifier, "service", instances=instances, concurrency=1000)


def document(broker: Part, *parts: Part, event_types: dict[str, dict[str, Any]] | None = None) -> Document:
    """Every sender that a publish edge or a call names is there; a second edge between the same nodes gets a number."""
    made: Document = {
        "schemaVersion": 3,
        "title": "A script's set-up",
        "eventTypes": {},
        "nodes": {},
        "edges": {},
        "scenarios": {},
    }
    for area, identifier, body in (broker, *parts):
        place, copy, number = made[area], dict(body), 2
        if area == "nodes" and broker[1] != identifier and body["kind"] not in OUTSIDE:
            copy["parent"] = broker[1]
        unique = identifier
        while unique in place:
            unique, number = f"{identifier}-{number}", number + 1
        place[unique] = copy
    for body in [one for one in made["edges"].values() if one["kind"] in ("publish", "call")]:
        made["nodes"].setdefault(body["source"], {"kind": "trace", "name": body["source"], "points": []})
    for identifier, fields in (event_types or {"placed": {}}).items():
        made["eventTypes"][identifier] = {"name": identifier, **{camel(name): v for name, v in fields.items()}}
    return made


def edges_of(made: Document, kind: str, **ends: str) -> list[dict[str, Any]]:
    return [
        {**body, "id": identifier}
        for identifier, body in made["edges"].items()
        if body["kind"] == kind and all(body[end] == wanted for end, wanted in ends.items())
    ]


def nodes_of(made: Document, *kinds: str) -> dict[str, dict[str, Any]]:
    return {identifier: body for identifier, body in made["nodes"].items() if body["kind"] in kinds}
