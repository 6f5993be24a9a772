"""A timeout cascade: one stuck dependency takes down everything that waits for it, and what shares a slot with that.

Nygard, "Release It!", 2nd edition, 2018: cascading failures, blocked threads, bulkheads.
"""

from apps.schema.distributions import Exponential
from apps.schema.document import Document, Scenario, Story
from apps.schema.edges import AnyEdge, Call
from apps.schema.event_types import EventType
from apps.schema.faults import Stuck
from apps.schema.nodes import AnyNode, Clients, ExternalSystem, Handler, Service, Share
from apps.schema.workloads import PoissonArrivals

from ..template import Template, at, checked

LANES = {"shared": "Shop", "bulkhead": "Bulkhead"}

EVENT_TYPES = {
    "browse": EventType(name="Browse", kind="command", key="sessionId", size_bytes=200),
    "buy": EventType(name="Buy", kind="command", key="orderId", size_bytes=700),
}


def _nodes(lane: str, y: float) -> dict[str, AnyNode]:
    return {
        f"{lane}-browsers": Clients(
            name="Browsing",
            position=at(0, y),
            workload=PoissonArrivals(per_second=100),
            sends=[Share(event_type="browse")],
        ),
        f"{lane}-buyers": Clients(
            name="Buying",
            position=at(0, y + 112),
            workload=PoissonArrivals(per_second=20),
            sends=[Share(event_type="buy")],
        ),
        f"{lane}-storefront": Service(
            name=LANES[lane],
            position=at(256, y + 56),
            instances=1,
            concurrency=32,
            work=Exponential(mean=20),
            handlers={"browse": Handler(on="browse"), "buy": Handler(on="buy")},
        ),
        f"{lane}-checkout": Service(
            name="Checkout",
            position=at(512, y + 56),
            instances=1,
            concurrency=32,
            work=Exponential(mean=30),
            idempotent=True,
            handlers={"buy": Handler(on="buy")},
        ),
        f"{lane}-bank": ExternalSystem(
            name="Bank", position=at(768, y + 56), concurrency=64, work=Exponential(mean=120)
        ),
    }


def _edges(lane: str, bulkhead: int | None) -> dict[str, AnyEdge]:
    return {
        f"{lane}-browsers-storefront": Call(
            source=f"{lane}-browsers", target=f"{lane}-storefront", on=["browse"], timeout_ms=2_000, latency_ms=10
        ),
        f"{lane}-buyers-storefront": Call(
            source=f"{lane}-buyers", target=f"{lane}-storefront", timeout_ms=8_000, latency_ms=10
        ),
        f"{lane}-storefront-checkout": Call(
            source=f"{lane}-storefront",
            target=f"{lane}-checkout",
            on=["buy"],
            timeout_ms=6_000,
            max_concurrent=bulkhead,
        ),
        f"{lane}-checkout-bank": Call(source=f"{lane}-checkout", target=f"{lane}-bank", timeout_ms=5_000),
    }


def template() -> Template:
    document = Document(
        title="Timeout cascade",
        description="A shop whose every sale waits for the bank, twice: without and with a bulkhead.",
        story=Story(
            watch="Watch people browse and buy in two shops, where browsing needs nobody but the shop's own front.",
            break_it="Let the banks get stuck for a minute: the buyers who wait fill all slots of the upper shop, and "
            "browsing fails too, though it has nothing to do with the bank.",
            learn="A synchronous call lends the caller's slots to whoever it waits for; a bulkhead limits the loan, so "
            "that only what needs the bank fails.",
        ),
        event_types=EVENT_TYPES,
        nodes={**_nodes("shared", 0), **_nodes("bulkhead", 256)},
        edges={**_edges("shared", None), **_edges("bulkhead", 8)},
        scenarios={
            "bank-stuck": Scenario(
                name="The banks are stuck for a minute",
                description="Checkout fills up, then the shop; behind the bulkhead people go on browsing.",
                until_seconds=150,
                faults=[Stuck(target=f"{lane}-bank", at_seconds=30, duration_seconds=60) for lane in LANES],
            )
        },
    )
    return Template(
        name="timeout_cascade",
        title="Timeout cascade",
        summary="A stuck bank fills one service after the other; a bulkhead stops it.",
        pattern="Bulkhead",
        document=checked(document),
        group="lesson",
    )
