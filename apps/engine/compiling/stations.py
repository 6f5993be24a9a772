"""Stations and their handlers: what a node does with each event type that reaches it."""

from typing import Any

from apps.schema.distributions import Constant, Exponential, LogNormal, Uniform
from apps.schema.edges import Call, Read, SynchronousEdge, Write
from apps.schema.nodes import ApiGateway, Database, EventStore, ExternalSystem, Handler, Outcome, Service, Station

from ..layout import CONSTANT, EXPONENTIAL, LOGNORMAL, STREAMS_PER_STATION, UNIFORM
from .naming import Names
from .routing import Routing
from .tables import Tables

SOURCE_SLOTS = 1 << 30
_CALL_ORDER = {"read": 0, "call": 1, "write": 2}


def work_values(work: Any) -> dict[str, Any]:
    """A distribution as the kernel has it: kind and two numbers, in seconds."""
    match work:
        case Constant():
            return {"work_kind": CONSTANT, "work_a": work.ms / 1000.0}
        case Exponential():
            return {"work_kind": EXPONENTIAL, "work_a": work.mean / 1000.0}
        case Uniform():
            return {"work_kind": UNIFORM, "work_a": work.low / 1000.0, "work_b": work.high / 1000.0}
        case LogNormal():
            return {"work_kind": LOGNORMAL, "work_a": work.median / 1000.0, "work_b": work.sigma}
    raise TypeError(f"no such work: {work!r}")


class Stations:
    """Adds every station's rows; sources are stations too, with unlimited slots and no work."""

    def __init__(self, names: Names, tables: Tables, routing: Routing) -> None:
        self.names, self.tables, self.routing = names, tables, routing
        self._handlers: dict[tuple[tuple[str, Any], ...], int] = {}

    def add(self) -> None:
        for index, name in enumerate(self.names.stations):
            node = self.names.node(name)
            is_station = isinstance(node, Station)
            bare = self._handler_row({**self._base(node), **self._nothing()})
            self.tables.add(
                "stations",
                slow=1.0,
                slots=node.instances * node.concurrency if is_station else SOURCE_SLOTS,
                call_head=-1,
                call_tail=-1,
                call_limit=node.queue_limit if is_station else 0,
                ready_head=-1,
                ready_tail=-1,
                idempotent=int(getattr(node, "idempotent", False)),
                bare_handler=bare,
                saga_node=-1,
                summary=self.tables.summary(),
                stream=index * STREAMS_PER_STATION,
            )
            for event_type in self.names.event_types:
                self.tables.add("dispatch", handler=self._handler(name, node, event_type))
            if not self.names.event_types:
                self.tables.add("dispatch", handler=bare)

    def add_edges(self) -> None:
        for name in self.names.edges:
            edge = self.names.document.edges[name]
            values: dict[str, Any] = {"latency": getattr(edge, "latency_ms", 0.0) / 1000.0, "summary": -1, "sends": -1}
            if isinstance(edge, SynchronousEdge):
                values |= {
                    "timeout": edge.timeout_ms / 1000.0,
                    "retries": edge.retries,
                    "summary": self.tables.summary(),
                }
                values["bare"] = int(isinstance(edge, Read))
            if isinstance(edge, (Call, Write)):
                values["sends"] = self.names.type_index(edge.sends)
            if isinstance(edge, Call) and edge.circuit_breaker:
                breaker = edge.circuit_breaker
                values |= {"breaker": breaker.failures, "open_for": breaker.open_ms / 1000.0}
            source, target = self.names.station(edge.source), self.names.station(edge.target)
            self.tables.add("edges", source=source, target=target, **values)

    def _handler(self, name: str, node: Any, event_type: str) -> int:
        own = self._own_handler(node, event_type)
        row = self._base(node)
        if own and own.work:
            row |= work_values(own.work)
        if own and own.failure_percent is not None:
            row["failure"] = own.failure_percent / 100.0
        return self._handler_row(
            {**row, **self._calls(name, event_type), **self._outcomes(name, node, own, event_type)}
        )

    def _own_handler(self, node: Any, event_type: str) -> Handler | None:
        if not isinstance(node, Service):
            return None
        return next((h for _, h in sorted(node.handlers.items()) if h.on == event_type), None)

    def _base(self, node: Any) -> dict[str, Any]:
        if not isinstance(node, Station):
            return {"work_kind": CONSTANT, "failure": 0.0}
        return {**work_values(node.work), "failure": node.failure_percent / 100.0}

    def _nothing(self) -> dict[str, int]:
        return {"first_call": 0, "calls": 0, "first_outcome": 0, "outcomes": 0}

    def _calls(self, name: str, event_type: str) -> dict[str, int]:
        """The calls it makes for an event type: reads first, writes last."""
        edges = [
            (edge_id, edge)
            for edge_id, edge in self.names.leaving(name, SynchronousEdge)
            if isinstance(edge, SynchronousEdge) and (not edge.on or event_type in edge.on)
        ]
        edges.sort(key=lambda item: (_CALL_ORDER[item[1].kind], item[0]))
        first, count = self.tables.add_all("call_lists", [{"edge": self.names.edge(edge_id)} for edge_id, _ in edges])
        return {"first_call": first, "calls": count}

    def _outcomes(self, name: str, node: Any, own: Handler | None, event_type: str) -> dict[str, int]:
        if own:
            outcomes, failure = own.outcomes, own.on_failure
            forwarding = False
        else:
            outcomes, failure = self._default_outcomes(node, event_type), []
            forwarding = True
        total = sum(outcome.weight for outcome in outcomes)
        rows, below = [], 0.0
        for outcome in outcomes:
            below += outcome.weight / total
            first, count = self.routing.emissions(name, outcome.emits, forwarding)
            rows.append({"below": below, "first_emission": first, "emissions": count})
        first_outcome, count = self.tables.add_all("outcomes", rows)
        first_failure, failures = self.routing.emissions(name, failure)
        return {
            "first_outcome": first_outcome,
            "outcomes": count,
            "first_failure_emission": first_failure,
            "failure_emissions": failures,
        }

    def _default_outcomes(self, node: Any, event_type: str) -> list[Outcome]:
        """Without a handler of its own for it, a node passes an event on over the publish edges that carry it.

        A service with handlers has said what it sends; what it has no handler for ends there. So it does in a
        saga orchestrator, which answers with its commands.
        """
        passes_on = not isinstance(node, Station) or isinstance(
            node, (ApiGateway, ExternalSystem, Database, EventStore)
        )
        passes_on = (
            passes_on or (isinstance(node, Service) and not node.handlers) or getattr(node, "kind", "") == "projection"
        )
        return [Outcome(emits=[event_type])] if passes_on else []

    def _handler_row(self, values: dict[str, Any]) -> int:
        key = tuple(sorted(values.items()))
        if key not in self._handlers:
            self._handlers[key] = self.tables.add("handlers", **values)
        return self._handlers[key]
