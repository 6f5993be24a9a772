"""Random documents that are valid and connected, for property tests of everything that reads a document.

    @given(documents())
    def test_it_balances(document): ...

Nodes are drawn in layers and edges lead from a layer to a later one, so nothing goes in circles except a saga's
replies; a handler sends only event types that stand after the one it handles. So the number of messages that follow
from one message is bounded, whatever is drawn.
"""

from typing import Any

from hypothesis import strategies as st

from apps.schema import Document, dump_document, fault_problem, read_document
from apps.schema.edges import CONSUMERS, edge_kinds_between
from apps.schema.faults import FAULT_KINDS, Fault, FaultBase
from apps.schema.nodes import SOURCES
from apps.schema.operations import OPERATION_KINDS, Operation, Scale
from apps.schema.striking import operation_problem, zones
from tests.documents import broker_parts, parts

# The later a layer, the further down its nodes stand. Queues come after the topics and exchanges that feed them.
LAYERS: tuple[tuple[str, ...], ...] = (
    SOURCES,
    ("api_gateway",),
    ("service", "external_system"),
    ("database", "event_store"),
    ("kafka_topic", "rabbitmq_exchange", "sns_topic", "redis_stream", "nats_stream"),
    ("rabbitmq_queue", "sqs_queue"),
    ("service", "external_system", "projection"),
    ("kafka_topic", "rabbitmq_queue", "sqs_queue", "redis_stream", "nats_stream"),
    ("service", "projection"),
    ("dead_letter_queue",),
)
BROKER_OF = {
    "kafka_topic": "kafka",
    "rabbitmq_exchange": "rabbitmq",
    "rabbitmq_queue": "rabbitmq",
    "sns_topic": "sqs",
    "sqs_queue": "sqs",
    "redis_stream": "redis",
    "nats_stream": "nats",
}
ALL_FAULTS = tuple(FAULT_KINDS)
EVENT_TYPES = tuple(f"e{index}" for index in range(6))


@st.composite
def documents(draw: st.DrawFn, labels: st.SearchStrategy[str] | None = None, max_per_layer: int = 2) -> Document:
    """A checked document; `labels` gives the names of its nodes (their ids by default)."""
    raw: dict[str, Any] = {"schemaVersion": 3, "title": "Drawn", "nodes": {}, "edges": {}}
    raw["eventTypes"] = {identifier: draw(parts.event_types(identifier)) for identifier in EVENT_TYPES}
    order = _draw_nodes(draw, raw["nodes"], max_per_layer)
    _draw_edges(draw, raw, order)
    if draw(st.booleans()):
        _draw_saga(draw, raw, order)
    _draw_broker_settings(draw, raw)
    if labels is not None:
        for node in raw["nodes"].values():
            node["name"] = draw(labels)
    return read_document(raw)


@st.composite
def faults_for(
    draw: st.DrawFn, document: Document, until: float = 10.0, kinds: tuple[str, ...] = ALL_FAULTS
) -> list[FaultBase]:
    """Up to three faults of these kinds that can strike the document before `until`, in order of time."""
    targets = [*document.nodes, *document.edges, *sorted(zones(document))]
    found: list[FaultBase] = []
    for _ in range(draw(st.integers(0, 3))):
        kind = draw(st.sampled_from(sorted(kinds)))
        fault: Fault = FAULT_KINDS[kind].model(  # type: ignore[assignment]
            target="any",
            **draw(parts.FAULTS.get(kind, st.just({}))),
            at_seconds=draw(st.integers(0, int(until * 10))) / 10,
            duration_seconds=draw(st.none() | st.integers(1, int(until * 10)).map(lambda tenths: tenths / 10)),
        )
        possible = [at for at in targets if fault_problem(document, fault.model_copy(update={"target": at})) is None]
        if possible:
            found.append(fault.model_copy(update={"target": draw(st.sampled_from(possible))}))
    return sorted(found, key=lambda fault: fault.at_seconds)


@st.composite
def documents_with_faults(
    draw: st.DrawFn, until: float = 10.0, kinds: tuple[str, ...] = ALL_FAULTS
) -> tuple[Document, list[FaultBase]]:
    document = draw(documents())
    return document, draw(faults_for(document, until, kinds))


@st.composite
def operations_for(draw: st.DrawFn, document: Document, until: float = 10.0) -> list[Operation]:
    """Up to two operations that can be done to the document before `until`, in order of time."""
    found: list[Operation] = []
    for _ in range(draw(st.integers(0, 2))):
        kind = draw(st.sampled_from(sorted(parts.OPERATIONS)))
        operation: Any = OPERATION_KINDS[kind].model(
            target="any", at_seconds=draw(st.integers(0, int(until * 10))) / 10, **draw(parts.OPERATIONS[kind])
        )
        targets = [*document.nodes, *document.edges]
        moved = [operation.model_copy(update={"target": target}) for target in targets]
        possible = [one for one in moved if operation_problem(document, one) is None and _enough(document, one)]
        if possible:
            found.append(draw(st.sampled_from(possible)))
    return sorted(found, key=lambda operation: operation.at_seconds)


def _enough(document: Document, operation: Operation) -> bool:
    """A node is scaled to no more instances than it has rows for."""
    return not isinstance(operation, Scale) or operation.instances <= document.nodes[operation.target].instances  # type: ignore[union-attr]


@st.composite
def disturbed_documents(draw: st.DrawFn, until: float = 10.0) -> tuple[Document, list[FaultBase], list[Operation]]:
    """Everything there is: a document, what strikes it and what an operator does."""
    document = draw(documents())
    return document, draw(faults_for(document, until)), draw(operations_for(document, until))


@st.composite
def documents_struck_while_scaling(
    draw: st.DrawFn, until: float = 10.0
) -> tuple[Document, list[FaultBase], list[Operation]]:
    """A document of which a node that works for long, all of it or an instance, crashes soon after it was scaled down,
    and is scaled up."""
    document = draw(documents())
    crash, scale = FAULT_KINDS["crash"].model, OPERATION_KINDS["scale"].model
    nodes = [name for name in document.nodes if operation_problem(document, scale(target=name)) is None]
    if not nodes:
        return document, [], []
    target = draw(st.sampled_from(nodes))
    raw = dump_document(document)
    raw["nodes"][target] |= {"work": {"kind": "constant", "ms": 700}, "instances": 3, "autoscaling": None}
    document, has = read_document(raw), 3
    moment, after = draw(st.integers(1, int(until * 10))) / 10, draw(st.sampled_from([0.0, 0.001, 0.02, 0.3]))
    down = scale(target=target, at_seconds=moment, instances=draw(st.integers(1, has - 1)))  # type: ignore[call-arg]
    up = scale(target=target, at_seconds=moment + draw(st.sampled_from([0.0, 0.01, 0.5])), instances=has)  # type: ignore[call-arg]
    struck = crash(  # type: ignore[call-arg]
        target=target,
        at_seconds=moment + after,
        duration_seconds=draw(st.none() | st.sampled_from([0.1, 1.0])),
        instance=draw(st.none() | st.integers(0, has - 1)),
    )
    return document, [struck], [down, up]  # type: ignore[list-item]


def _draw_nodes(draw: st.DrawFn, nodes: dict[str, Any], max_per_layer: int) -> list[str]:
    order: list[str] = []
    for depth, layer in enumerate(LAYERS):
        fewest = 1 if depth == 0 else 0
        for kind in draw(st.lists(st.sampled_from(layer), min_size=fewest, max_size=max_per_layer)):
            identifier = f"n{len(order)}"
            node = {"kind": kind, "name": identifier, **draw(parts.node_settings(kind, EVENT_TYPES))}
            if kind in BROKER_OF:
                node["parent"] = _broker(nodes, BROKER_OF[kind])
            nodes[identifier] = node
            order.append(identifier)
    return order


def _broker(nodes: dict[str, Any], kind: str) -> str:
    nodes.setdefault(f"the-{kind}", {"kind": kind, "name": kind})
    return f"the-{kind}"


def _draw_edges(draw: st.DrawFn, raw: dict[str, Any], order: list[str]) -> None:
    """Every node gets an edge from an earlier one where there is any that may lead to it; then some more."""
    nodes = raw["nodes"]
    for index, target in enumerate(order):
        possible = [
            (source, kind)
            for source in order[:index]
            for kind in edge_kinds_between(nodes[source]["kind"], nodes[target]["kind"])
            if _may(nodes, source, target)
        ]
        if not possible:
            continue
        chosen = draw(st.lists(st.sampled_from(possible), min_size=1, max_size=3, unique=True))
        for source, kind in chosen:
            _add_edge(raw, kind, source, target, draw(parts.edge_settings(kind, EVENT_TYPES[-1])))
    _answer_calls(draw, raw, order)


def _answer_calls(draw: st.DrawFn, raw: dict[str, Any], order: list[str]) -> None:
    """Whoever stands behind a queue that a call goes through reads it; without anybody there, nobody calls."""
    edges, nodes = raw["edges"], raw["nodes"]
    calls = {name: edge for name, edge in edges.items() if edge["kind"] == "call"}
    for name, call in calls.items():
        queue = call["target"]
        if nodes[queue]["kind"] != "rabbitmq_queue":
            continue
        if not any(edge["kind"] == "subscribe" and edge["source"] == queue for edge in edges.values()):
            behind = [one for one in order[order.index(queue) :] if nodes[one]["kind"] in CONSUMERS]
            if not behind:
                del edges[name]
                continue
            _add_edge(raw, "subscribe", queue, draw(st.sampled_from(behind)), {})
        _let_answer(edges, call)


def _let_answer(edges: dict[str, Any], call: dict[str, Any]) -> None:
    """What the call says it sends, somebody takes."""
    readers = [edge for edge in edges.values() if edge["kind"] == "subscribe" and edge["source"] == call["target"]]
    if "sends" in call and not any(call["sends"] in edge.get("eventTypes", [call["sends"]]) for edge in readers):
        del call["sends"]


def _may(nodes: dict[str, Any], source: str, target: str) -> bool:
    parents = nodes[source].get("parent"), nodes[target].get("parent")
    both = nodes[source]["kind"] in BROKER_OF and nodes[target]["kind"] in BROKER_OF
    return not both or parents[0] == parents[1]


def _add_edge(raw: dict[str, Any], kind: str, source: str, target: str, settings: dict[str, Any]) -> None:
    identifier = f"{kind}.{source}-{target}"
    raw["edges"][identifier] = {"kind": kind, "source": source, "target": target, **settings}


def _draw_broker_settings(draw: st.DrawFn, raw: dict[str, Any]) -> None:
    """In addition to what is there; sometimes also a dead letter exchange, which leads back to a queue before it."""
    nodes, edges = raw["nodes"], raw["edges"]
    for node in nodes.values():
        if node["kind"] in broker_parts.NODES:
            node |= draw(broker_parts.NODES[node["kind"]])
    for edge in edges.values():
        ends = nodes[edge["source"]]["kind"], nodes[edge["target"]]["kind"]
        edge |= draw(broker_parts.edge_settings(edge["kind"], *ends))
    exchanges = [identifier for identifier, node in nodes.items() if node["kind"] == "rabbitmq_exchange"]
    dead_lettered = {edge["source"] for edge in edges.values() if edge["kind"] == "dead_letter"}
    for identifier, node in list(nodes.items()):
        if not exchanges or identifier in dead_lettered or node["kind"] not in {"rabbitmq_queue", "rabbitmq_exchange"}:
            continue
        exchange = draw(st.none() | st.sampled_from(exchanges))
        if exchange is not None and node["kind"] == "rabbitmq_queue":
            _add_edge(raw, "dead_letter", identifier, exchange, {"routingKey": draw(st.sampled_from(["", "dead"]))})
        elif exchange is not None:
            node["alternateExchange"] = exchange


def _draw_saga(draw: st.DrawFn, raw: dict[str, Any], order: list[str]) -> None:
    """A saga that starts on e0, sends e1, hears e2 or e3 and undoes by e4: the one circle of messages, which ends."""
    nodes = raw["nodes"]
    left_out = {"rabbitmq_exchange", "sns_topic"}
    broker = draw(st.sampled_from(sorted(BROKER_OF.keys() - left_out)))
    parent = _broker(nodes, BROKER_OF[broker])
    for channel in ("starts", "commands", "replies"):
        nodes[channel] = {"kind": broker, "name": channel, "parent": parent}
    nodes["saga"] = {"kind": "saga", "name": "saga", **draw(parts.saga_settings())}
    nodes["participant"] = {"kind": "service", "name": "participant", **draw(parts.participant_settings())}
    starter = draw(st.sampled_from([one for one in order if nodes[one]["kind"] in SOURCES]))
    if nodes[starter]["kind"] != "trace":
        nodes[starter]["sends"].append({"eventType": "e0"})
    for kind, source, target in (
        ("publish", starter, "starts"),
        ("subscribe", "starts", "saga"),
        ("publish", "saga", "commands"),
        ("subscribe", "commands", "participant"),
        ("publish", "participant", "replies"),
        ("subscribe", "replies", "saga"),
    ):
        _add_edge(raw, kind, source, target, {})
