"""A cache stampede: entries that were cached together expire together, and all go to the database at once.

Vattani, Chierichetti, Lowenstein, "Optimal probabilistic cache stampede prevention", VLDB 2015. A cache here is its
expiries: every entry that runs out is read again from the database. What is found in the cache is answered from memory.
"""

from apps.schema.distributions import Constant, Exponential
from apps.schema.document import Document, Scenario, Story
from apps.schema.edges import AnyEdge, Call, Read, Write
from apps.schema.event_types import EventType
from apps.schema.faults import Slow
from apps.schema.nodes import AnyNode, Clients, Database, Handler, Schedule, Service, Share
from apps.schema.workloads import ConstantArrivals, PoissonArrivals

from ..template import Template, at, checked

LANES = ("together", "spread")
ENTRIES = 3_000
TTL_SECONDS = 60

EVENT_TYPES = {
    "show_product": EventType(name="ShowProduct", kind="command", key="productId", size_bytes=200),
    "entry_expired": EventType(name="EntryExpired", kind="domain_event", key="productId", size_bytes=80),
    "place_order": EventType(name="PlaceOrder", kind="command", key="orderId", size_bytes=900),
}


def _nodes(lane: str, y: float, expiries: AnyNode) -> dict[str, AnyNode]:
    return {
        f"{lane}-readers": Clients(
            name="Readers",
            position=at(0, y),
            workload=PoissonArrivals(per_second=200),
            sends=[Share(event_type="show_product")],
        ),
        f"{lane}-expiries": expiries,
        f"{lane}-cache": Service(
            name="Product cache",
            position=at(288, y + 48),
            instances=1,
            concurrency=4_000,
            work=Constant(ms=1),
            handlers={
                "hit": Handler(on="show_product"),
                "fill": Handler(on="entry_expired"),
            },
        ),
        f"{lane}-orders": Clients(
            name="Orders",
            position=at(288, y + 144),
            workload=PoissonArrivals(per_second=50),
            sends=[Share(event_type="place_order")],
        ),
        f"{lane}-database": Database(
            name="Database", position=at(576, y + 96), concurrency=10, work=Exponential(mean=20)
        ),
    }


def _edges(lane: str) -> dict[str, AnyEdge]:
    return {
        f"{lane}-readers-cache": Call(
            source=f"{lane}-readers", target=f"{lane}-cache", on=["show_product"], timeout_ms=500
        ),
        f"{lane}-expiries-cache": Call(source=f"{lane}-expiries", target=f"{lane}-cache", timeout_ms=61_000),
        f"{lane}-cache-database": Read(
            source=f"{lane}-cache", target=f"{lane}-database", on=["entry_expired"], timeout_ms=60_000
        ),
        f"{lane}-orders-database": Write(source=f"{lane}-orders", target=f"{lane}-database", timeout_ms=1_000),
    }


def template() -> Template:
    expires = [Share(event_type="entry_expired")]
    together = Schedule(
        name="Together",
        description=f"{ENTRIES:,} entries, cached together at a deploy, for {TTL_SECONDS} seconds each.",
        position=at(0, 96),
        every_seconds=TTL_SECONDS,
        batch=ENTRIES,
        sends=expires,
    )
    spread = Clients(
        name="With jitter",
        description=f"The same {ENTRIES:,} entries; chance has spread their ends over the {TTL_SECONDS} seconds.",
        position=at(0, 344),
        workload=ConstantArrivals(per_second=ENTRIES / TTL_SECONDS),
        sends=expires,
    )
    document = Document(
        title="Cache stampede",
        description="The same entries with the same time to live: expiring together, or spread by jitter.",
        story=Story(
            watch="Watch three thousand entries expire once a minute: above all in the same moment, below one after "
            "the other.",
            break_it="Nothing needs to break, because every minute the upper cache sends thousands of queries at once, "
            "and the orders that share its database time out for seconds, with a slow database for much longer.",
            learn="Both databases answer the same number of queries an hour, and only the moments differ, which is why "
            "a little chance in every time to live is worth more than a bigger database.",
        ),
        event_types=EVENT_TYPES,
        nodes={**_nodes("together", 0, together), **_nodes("spread", 248, spread)},
        edges={**_edges("together"), **_edges("spread")},
        scenarios={
            "slow-database": Scenario(
                name="The second expiry meets a slow database",
                description="Left alone at 60 s; half as fast at 120 s, and the orders fail more than twice as long.",
                until_seconds=180,
                faults=[
                    Slow(target=f"{lane}-database", at_seconds=115, duration_seconds=30, factor=2) for lane in LANES
                ],
            ),
        },
    )
    return Template(
        name="cache_stampede",
        title="Cache stampede",
        summary="Entries cached together expire together and drown the database; with jitter nobody notices.",
        pattern="Jittered expiry",
        document=checked(document),
        group="lesson",
    )
