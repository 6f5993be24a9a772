"""Stations and their handlers: what a node does with each event type that reaches it."""

from typing import Any

from apps.schema.distributions import Constant, Empirical, Exponential, Gamma, LogNormal, Uniform
from apps.schema.edges import Call, Read, SynchronousEdge, Write
from apps.schema.nodes import (
    SOURCES,
    ApiGateway,
    Database,
    EventStore,
    ExternalSystem,
    Handler,
    Outcome,
    Service,
    Station,
)
from apps.schema.nodes.base import Channel

from ..layout import (
    CHAOS,
    CONSTANT,
    EMPIRICAL,
    EXPONENTIAL,
    FOREVER,
    GAMMA,
    INBOX,
    LOGNORMAL,
    NO_BACKOFF,
    NOT_IDEMPOTENT,
    NOTHING,
    OFF,
    OWN_MEMORY,
    PASSES_ON,
    SHARED_STORE,
    STREAMS_PER_STATION,
    UNIFORM,
    UP,
)
from .brokers import COMPILERS
from .channels import BACKOFFS, JITTERS
from .naming import Names
from .routing import Routing
from .tables import Tables

MOST_AGGREGATES = 1_000_000
"""Versions that an event store keeps, 8 MB."""
_CALL_ORDER = {"read": 0, "call": 1, "write": 2}


def work_values(work: Any, tables: Tables, prefix: str = "work") -> dict[str, Any]:
    """A distribution as the kernel has it: kind and two numbers, in seconds, or rows of values."""
    kind, a, b = f"{prefix}_kind", f"{prefix}_a", f"{prefix}_b"
    match work:
        case Constant():
            return {kind: CONSTANT, a: work.ms / 1000.0}
        case Exponential():
            return {kind: EXPONENTIAL, a: work.mean / 1000.0}
        case Uniform():
            return {kind: UNIFORM, a: work.low / 1000.0, b: work.high / 1000.0}
        case LogNormal():
            return {kind: LOGNORMAL, a: work.median / 1000.0, b: work.sigma}
        case Gamma():
            return {kind: GAMMA, a: work.mean / 1000.0, b: work.shape}
        case Empirical():
            total, below, rows = sum(one.weight for one in work.values), 0.0, []
            for one in work.values:
                below += one.weight / total
                rows.append({"below": below, "seconds": one.ms / 1000.0})
            first, count = tables.add_all("values", rows)
            return {kind: EMPIRICAL, "first_value": first, "values": count}
    raise TypeError(f"no such work: {work!r}")


class Stations:
    """Adds every station's rows; sources are stations too, with unlimited slots and no work."""

    def __init__(self, names: Names, tables: Tables, routing: Routing) -> None:
        self.names, self.tables, self.routing = names, tables, routing
        self._handlers: dict[tuple[tuple[str, Any], ...], int] = {}

    def add(self) -> None:
        for index, name in enumerate(self.names.stations):
            node = self.names.node(name)
            bare = self._handler_row({**self._base(node), **self._nothing()})
            self.tables.add(
                "stations",
                slow=1.0,
                call_head=-1,
                call_tail=-1,
                call_limit=node.queue_limit if isinstance(node, Station) else 0,
                idempotent=self._store(node),
                remembers=self._memory(node),
                bare_handler=bare,
                saga_node=-1,
                source=-1,
                summary=self.tables.summary() if self._takes_time(name, node) else -1,
                stream=index * STREAMS_PER_STATION,
                tracks_calls=int(self._may_be_asked_twice(name)),
                **self._instances(name, node, index),
                **self._versions(node),
            )
            for event_type in self.names.event_types:
                self.tables.add("dispatch", handler=self._handler(name, node, event_type))
            if not self.names.event_types:
                self.tables.add("dispatch", handler=bare)

    def _instances(self, name: str, node: Any, index: int) -> dict[str, Any]:
        if not isinstance(node, Station):
            return {"up_instances": 1, "scaling": -1, "limiter": -1, "zone": self.names.zone(node.zone)}
        first, count = self.names.first_instance(name), self.names.instance_count(name)
        up, limit = self.names.first_up(name), node.rate_limit
        for number in range(count):
            self.tables.add(
                "instances",
                slow=1.0,
                station=index,
                number=number,
                state=UP if number < self.names.first_up(name) else OFF,
                slots=node.concurrency,
                ready_head=-1,
                ready_tail=-1,
                next_unsettled=-1,
                timer=-1,
            )
        return {
            "first_instance": first,
            "instances": count,
            "concurrency": node.concurrency,
            "slots": up * node.concurrency,
            "up_instances": up,
            "wanted": up,
            "cold_start": node.cold_start_ms / 1000.0,
            "scaling": self._scaling(node, index, up),
            "limiter": -1,
            "zone": self.names.zone(node.zone),
            **({"rate": limit.per_second, "burst": float(limit.burst), "tokens": float(limit.burst)} if limit else {}),
        }

    def _scaling(self, node: Station, index: int, up: int) -> int:
        scaling = node.autoscaling
        if scaling is None:
            return -1
        window = scaling.scale_down_stabilization_seconds
        first = self.tables.count("recommendations")
        for count in range(scaling.min_instances, scaling.max_instances + 1) if window > 0 else ():
            # What runs at the start is the first recommendation (recordInitialRecommendation, horizontal.go).
            self.tables.add("recommendations", at=0.0 if count == up else float("-inf"))
        return self.tables.add(
            "scalings",
            every=scaling.every_seconds,
            cooldown=scaling.cooldown_seconds,
            window=window,
            first_recommendation=first,
            target=scaling.target_lag,
            last_change=float("-inf"),
            station=index,
            fewest=scaling.min_instances,
            most=scaling.max_instances,
            timer=-1,
        )

    def _versions(self, node: Any) -> dict[str, int]:
        """A version for each key that occurs, of an event store that expects them. Keys beyond the most share."""
        if not isinstance(node, EventStore) or not node.expected_version:
            return {}
        first = self.tables.count("versions")
        keys = max((one.key_count for one in self.names.document.event_types.values()), default=1)
        self.tables.reserve("versions", min(keys, MOST_AGGREGATES))
        return {"first_version": first, "versions": min(keys, MOST_AGGREGATES)}

    def _store(self, node: Any) -> int:
        if not getattr(node, "idempotent", False):
            return NOT_IDEMPOTENT
        return {"shared": SHARED_STORE, "memory": OWN_MEMORY, "inbox": INBOX}[node.idempotency_store]

    def _takes_time(self, name: str, node: Any) -> bool:
        """Whether a duration is measured there: at a source, of those who wait for an answer."""
        return isinstance(node, Station) or bool(self.names.leaving(name, SynchronousEdge))

    def _memory(self, node: Any) -> float:
        window = getattr(node, "idempotency_window_seconds", None)
        return FOREVER if window is None else float(window)

    def _may_be_asked_twice(self, name: str) -> bool:
        """Whether a call can come a second time: its caller repeats it, or handles a message again that makes it."""
        return any(
            isinstance(edge, SynchronousEdge)
            and not isinstance(edge, Read)
            and (edge.retries > 0 or self.names.node(edge.source).kind not in SOURCES)
            for _, edge in self.names.entering(name, SynchronousEdge)
        )

    def add_edges(self) -> None:
        for name in self.names.edges:
            edge = self.names.document.edges[name]
            values: dict[str, Any] = {
                "latency": getattr(edge, "latency_ms", 0.0) / 1000.0,
                "summary": -1,
                "sends": NOTHING if isinstance(edge, Read) else PASSES_ON,
                "replies": -1,
            }
            if isinstance(edge, SynchronousEdge):
                values |= {
                    "timeout": edge.timeout_ms / 1000.0,
                    "retries": edge.retries,
                    "summary": self.tables.summary(),
                }
                values |= self._backoff(edge)
                if edge.circuit_breaker:
                    breaker = edge.circuit_breaker
                    values |= {"breaker": breaker.failures, "open_for": breaker.open_ms / 1000.0}
            if isinstance(edge, (Call, Write)):
                values["sends"] = self.names.type_index(edge.sends)
            if isinstance(edge, Call) and isinstance(self.names.node(edge.target), Channel):
                compiler = COMPILERS[self.names.node(edge.target).kind]
                values["replies"] = compiler.add_requests(self.routing, name, edge)
            source, target = self.names.station(edge.source), self.names.station(edge.target)
            values |= self._bulkhead(edge)
            values["stream"] = max(0, source if source >= 0 else target) * STREAMS_PER_STATION + CHAOS
            self.tables.add("edges", source=source, target=target, **values)

    def _backoff(self, edge: SynchronousEdge) -> dict[str, Any]:
        policy = edge.backoff
        if policy is None:
            return {"backoff": NO_BACKOFF}
        return {
            "backoff": BACKOFFS[policy.backoff],
            "first_delay": policy.base_ms / 1000.0,
            "factor": policy.factor,
            "longest": policy.max_ms / 1000.0,
            "spread": JITTERS[policy.jitter],
        }

    def _bulkhead(self, edge: Any) -> dict[str, int]:
        """Each instance of the caller has one of its own; a source is one caller."""
        most = getattr(edge, "max_concurrent", None) or 0
        callers = self.names.instances.get(edge.source, (0, 1))[1] if most else 0
        return {"bulkhead": most, "first_bulkhead": self.tables.add_all("bulkheads", [{}] * callers)[0]}

    def _handler(self, name: str, node: Any, event_type: str) -> int:
        own = self._own_handler(node, event_type)
        row = self._base(node)
        if own and own.work:
            row |= work_values(own.work, self.tables)
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
        return {**work_values(node.work, self.tables), "failure": node.failure_percent / 100.0}

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
        rows, below, goes_out = [], 0.0, False
        for outcome in outcomes:
            below += outcome.weight / total
            first, count = self.routing.emissions(name, outcome.emits, forwarding)
            emissions = self.tables.rows("emissions")[first : first + count]
            goes_out = goes_out or any(row["routes"] for row in emissions)
            only = emissions[0] if emissions else {}
            rows.append({"below": below, "first_emission": first, "emissions": count, **only})
        if not goes_out:
            rows = []
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
