"""Calls through a queue under whatever strikes them: accounts balance, nothing that waits is left over, replies that
are taken came in time, and replies and requests can be reckoned up."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.engine import Simulation, compile_document
from apps.engine.accounts import ledger, ledgers_by_channel, requests
from apps.engine.layout import REPLY
from apps.engine.results import results
from apps.schema import Document, read_document, read_faults
from tests.engine.small import EVENT, constant, exponential, service, source
from tests.engine.test_properties import every_request_that_is_waited_for_has_its_caller

UNTIL = 6.0
FAULTS: list[dict[str, Any]] = [
    {"kind": "crash", "target": "caller"},
    {"kind": "crash", "target": "worker"},
    {"kind": "crash", "target": "worker", "instance": 0},
    {"kind": "crash", "target": "rabbit"},
    {"kind": "broker_node_loss", "target": "rabbit", "broker": 0},
    {"kind": "memory_alarm", "target": "rabbit"},
    {"kind": "latency", "target": "rabbit", "addedMs": 30, "jitterMs": 50},
    {"kind": "partition", "target": "ask"},
    {"kind": "partition", "target": "read"},
    {"kind": "packet_loss", "target": "ask", "percent": 40},
    {"kind": "latency", "target": "ask", "addedMs": 20, "jitterMs": 100},
    {"kind": "duplicate", "target": "queue", "percent": 50},
    {"kind": "duplicate", "target": "read", "percent": 50},
    {"kind": "crash_before_ack", "target": "worker", "percent": 30},
    {"kind": "slow", "target": "worker", "factor": 20},
    {"kind": "poison", "target": "queue", "percent": 30},
]


@st.composite
def documents(draw: st.DrawFn) -> Document:
    few = st.sampled_from
    nodes: dict[str, Any] = {
        "source": source(draw(few([20.0, 150.0]))),
        "caller": service(constant(1), draw(few([1, 2])), concurrency=draw(few([5, 100]))),
        "rabbit": {"kind": "rabbitmq", "latencyMs": 1, "nodes": draw(few([1, 3]))},
        "queue": {
            "kind": "rabbitmq_queue",
            "parent": "rabbit",
            "queueType": draw(few(["classic", "quorum"])),
            "deliveryLimit": draw(few([None, 2])),
            "maxLength": draw(few([None, 0, 5])),
            "overflow": draw(few(["drop-head", "reject-publish"])),
            "messageTtlMs": draw(few([None, 100])),
        },
        "worker": service(
            exponential(draw(few([5, 50]))),
            draw(few([1, 2])),
            concurrency=draw(few([1, 4])),
            failurePercent=draw(few([0, 30])),
            idempotent=draw(st.booleans()),
            retry={
                "maxRetries": draw(few([0, 2])),
                "baseMs": 50,
                "mode": draw(few(["in_place", "requeue", "retry_topic"])),
            },
        ),
        "asked": service(constant(3), concurrency=50),
    }  # fmt: skip
    edges: dict[str, Any] = {
        "begin": {"kind": "call", "source": "source", "target": "caller", "retries": draw(few([0, 1]))},
        "ask": {
            "kind": "call",
            "source": "caller",
            "target": "queue",
            "timeoutMs": draw(few([20, 200, 2_000])),
            "retries": draw(few([0, 2])),
            "ttlMs": draw(few([None, 0, 150])),
            "confirms": draw(st.booleans()),
            "persistent": draw(st.booleans()),
            "maxConcurrent": draw(few([None, 3])),
            "circuitBreaker": draw(few([None, {"failures": 3, "openMs": 300}])),
        },
        "read": {
            "kind": "subscribe",
            "source": "queue",
            "target": "worker",
            "prefetch": draw(few([0, 1, 8])),
            "acknowledge": draw(few(["manual", "manual", "automatic"])),
        },
    }  # fmt: skip
    if draw(st.booleans()):
        edges["deeper"] = {"kind": "call", "source": "worker", "target": "asked", "timeoutMs": 50}
    if draw(st.booleans()):
        nodes |= {
            "graves": {"kind": "rabbitmq_exchange", "parent": "rabbit", "exchangeType": "fanout"},
            "rescued": {"kind": "rabbitmq_queue", "parent": "rabbit"},
            "rescuer": service(constant(5)),
        }
        edges |= {
            "die": {"kind": "dead_letter", "source": "queue", "target": "graves"},
            "bind": {"kind": "subscribe", "source": "graves", "target": "rescued"},
            "rescue": {"kind": "subscribe", "source": "rescued", "target": "rescuer"},
        }
    named = {identifier: {"name": identifier, **node} for identifier, node in nodes.items()}
    return read_document({"eventTypes": EVENT, "nodes": named, "edges": edges})


strikes = st.lists(
    st.tuples(st.sampled_from(FAULTS), st.sampled_from([0.0, 0.7, 1.5, 3.0]), st.sampled_from([0.3, 1.0, 2.0])),
    max_size=4,
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(documents(), strikes, st.integers(0, 2**32))
def test_requests_and_replies_can_be_reckoned_up(drawn: Document, struck: list[Any], seed: int) -> None:
    raw = [{**fault, "atSeconds": at, "durationSeconds": lasts} for fault, at, lasts in struck]
    faults = read_faults(raw, drawn)
    simulation = Simulation(compile_document(drawn), seed)
    for number, fault in enumerate(faults):
        simulation.inject(f"f{number}", fault)
    for until in (0.5, 1.1, 2.3, 3.4, UNTIL):
        simulation.advance(until)
        assert ledger(simulation.arena).balanced
        assert all(one.balanced for one in ledgers_by_channel(simulation.arena))
        assert requests(simulation.arena).balanced
        assert every_request_that_is_waited_for_has_its_caller(simulation)
    ask = results(simulation).edges["ask"]
    workers = [name for name in ("worker", "rescuer") if name in simulation.program.station_index]
    stations = simulation.arena.view("stations")
    handled = sum(int(stations["completed"][simulation.program.station_index[name]]) for name in workers)
    under_way = int((simulation.arena.view("messages")["kind"] == REPLY).sum())
    replies = (ask.latency.count if ask.latency else 0) + ask.late_replies + ask.lost_replies + under_way
    # Each request that was handled was answered once. A queue that takes no more makes its broker reply, too.
    queue, call = drawn.nodes["queue"], drawn.edges["ask"]
    if queue.overflow == "drop-head" or not call.confirms:  # type: ignore[union-attr]
        assert replies == handled
    else:
        assert replies >= handled
    if ask.latency is not None:
        assert ask.latency.max_ms <= drawn.edges["ask"].timeout_ms * 1.02  # type: ignore[union-attr]
