"""Goodput collapse: a service that takes on more than it can do ends up doing nothing in time.

"Handling overload" and "Addressing cascading failures" in "Site Reliability Engineering", O'Reilly 2016.
"""

from apps.schema.distributions import Exponential
from apps.schema.document import Document, Scenario, Story
from apps.schema.edges import AnyEdge, Call
from apps.schema.event_types import EventType
from apps.schema.faults import TrafficSpike
from apps.schema.nodes import AnyNode, Clients, Handler, Service, Share
from apps.schema.workloads import PoissonArrivals

from ..template import Template, at, checked

LANES = {"patient": ("Long queue", 10_000), "shedding": ("Short queue", 40)}


def _nodes(lane: str, y: float) -> dict[str, AnyNode]:
    name, queue_limit = LANES[lane]
    return {
        f"{lane}-readers": Clients(
            name="Readers",
            position=at(0, y),
            workload=PoissonArrivals(per_second=60),
            sends=[Share(event_type="search")],
        ),
        f"{lane}-search": Service(
            name=name,
            description=f"At most {queue_limit:,} calls wait; more are refused at once.",
            position=at(320, y),
            instances=1,
            concurrency=4,
            work=Exponential(mean=40),
            queue_limit=queue_limit,
            handlers={"search": Handler(on="search")},
        ),
    }


def _edge(lane: str) -> dict[str, AnyEdge]:
    return {
        f"{lane}-readers-search": Call(
            source=f"{lane}-readers", target=f"{lane}-search", timeout_ms=1_000, latency_ms=10
        )
    }


def template() -> Template:
    document = Document(
        title="Goodput collapse under overload",
        description="Two equal services; one lets every call wait, the other refuses what it cannot do in time.",
        story=Story(
            watch="Watch sixty searches a second answered by services that can do a hundred.",
            break_it="Send three times the traffic for a minute: both services are busy all the time, but the upper "
            "one works only on searches whose readers have given up, and goes on so for two minutes after.",
            learn="A queue longer than the caller's patience turns capacity into waste, while a short one with "
            "refusals keeps the service useful at its full capacity.",
        ),
        event_types={"search": EventType(name="Search", kind="command", key="query", size_bytes=300)},
        nodes={**_nodes("patient", 0), **_nodes("shedding", 144)},
        edges={**_edge("patient"), **_edge("shedding")},
        scenarios={
            "rush": Scenario(
                name="Three times the traffic for a minute",
                description="One stays at its capacity, the other falls to nearly nothing.",
                until_seconds=300,
                faults=[
                    TrafficSpike(target=f"{lane}-readers", at_seconds=30, duration_seconds=60, factor=3)
                    for lane in LANES
                ],
            )
        },
    )
    return Template(
        name="overload",
        title="Goodput collapse under overload",
        summary="Busy and useful to nobody: a long queue wastes what load shedding would save.",
        pattern="Load shedding",
        document=checked(document),
        group="lesson",
    )
