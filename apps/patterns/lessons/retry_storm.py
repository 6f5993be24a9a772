"""A metastable failure: retries keep a service down long after what brought it down is gone.

Bronson, Aghayev, Charapko, Zhu, "Metastable failures in distributed systems", HotOS 2021.
"""

from apps.schema.distributions import Exponential
from apps.schema.document import Document, Scenario, Story
from apps.schema.edges import AnyEdge, Call, CircuitBreaker
from apps.schema.event_types import EventType
from apps.schema.faults import Slow
from apps.schema.nodes import AnyNode, ApiGateway, Clients, Handler, Service, Share
from apps.schema.workloads import PoissonArrivals

from ..template import Template, at, checked

LANES = {"eager": "Gateway", "careful": "Breaker"}


def _nodes(lane: str, y: float) -> dict[str, AnyNode]:
    return {
        f"{lane}-shoppers": Clients(
            name="Shoppers",
            position=at(0, y),
            workload=PoissonArrivals(per_second=100),
            sends=[Share(event_type="place_order")],
        ),
        f"{lane}-gateway": ApiGateway(name=LANES[lane], position=at(264, y)),
        f"{lane}-orders": Service(
            name="Orders",
            description="Does 160 orders a second and is asked for 100.",
            position=at(528, y),
            instances=1,
            concurrency=8,
            work=Exponential(mean=50),
            idempotent=True,
            handlers={"place": Handler(on="place_order")},
        ),
    }


def _edges(lane: str, breaker: CircuitBreaker | None) -> dict[str, AnyEdge]:
    return {
        f"{lane}-shoppers-gateway": Call(
            source=f"{lane}-shoppers", target=f"{lane}-gateway", timeout_ms=3_000, latency_ms=10
        ),
        f"{lane}-gateway-orders": Call(
            source=f"{lane}-gateway",
            target=f"{lane}-orders",
            timeout_ms=500,
            retries=3,
            circuit_breaker=breaker,
        ),
    }


def template() -> Template:
    document = Document(
        title="Metastable retry storm",
        description="The same service behind two gateways, of which one knows when to stop asking.",
        story=Story(
            watch="Watch both services take a hundred orders a second with a third of their capacity to spare.",
            break_it="Slow both down for twenty seconds: behind the upper gateway almost no order is answered in time "
            "even minutes after the service is as fast as before.",
            learn="Every timed-out call is still worked off while its retries queue up behind it, so the retries alone "
            "are more than the service can do, until something like the circuit breaker below stops asking.",
        ),
        event_types={"place_order": EventType(name="PlaceOrder", kind="command", key="orderId", size_bytes=900)},
        nodes={**_nodes("eager", 0), **_nodes("careful", 144)},
        edges={
            **_edges("eager", None),
            **_edges("careful", CircuitBreaker(failures=10, open_ms=5_000)),
        },
        scenarios={
            "hiccup": Scenario(
                name="Both are 4 times slower for 20 seconds",
                description="One is healthy again within seconds, the other never.",
                until_seconds=240,
                faults=[Slow(target=f"{lane}-orders", at_seconds=30, duration_seconds=20, factor=4) for lane in LANES],
            )
        },
    )
    return Template(
        name="retry_storm",
        title="Metastable retry storm",
        summary="Twenty slow seconds, then retries keep the service down; a circuit breaker frees it.",
        pattern="Circuit breaker",
        document=checked(document),
        group="lesson",
    )
