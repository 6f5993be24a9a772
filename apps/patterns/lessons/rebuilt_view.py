"""A projection rebuilt by replay: a new view reads the whole history while the old one goes on answering."""

from apps.schema.distributions import Exponential
from apps.schema.document import Document, Scenario, Story
from apps.schema.edges import AnyEdge, Call, Read, Subscribe, Write
from apps.schema.event_types import EventType
from apps.schema.nodes import AnyNode, Clients, EventStore, Handler, Projection, Service, Share
from apps.schema.operations import Seek
from apps.schema.workloads import ConstantArrivals, PoissonArrivals

from ..template import Template, at, checked


def _view(name: str, does: str, y: float) -> Projection:
    return Projection(name=name, description=does, position=at(608, y), concurrency=8, work=Exponential(mean=25))


NODES: dict[str, AnyNode] = {
    "cashiers": Clients(
        name="Cashiers",
        position=at(0, 72),
        workload=PoissonArrivals(per_second=100),
        sends=[Share(event_type="take_payment")],
    ),
    "till": Service(
        name="Till",
        position=at(200, 72),
        instances=2,
        concurrency=4,
        work=Exponential(mean=20),
        idempotent=True,
        handlers={"take": Handler(on="take_payment")},
    ),
    "event_store": EventStore(name="Event store", position=at(400, 72), concurrency=8, work=Exponential(mean=5)),
    "current": _view("Revenue", "The view that everybody reads.", 0),
    "rebuilt": _view("Next version", "Folds all that ever happened anew.", 144),
    "readers": Clients(
        name="Managers",
        position=at(800, 0),
        workload=ConstantArrivals(per_second=20),
        sends=[Share(event_type="show_revenue")],
    ),
}

EDGES: dict[str, AnyEdge] = {
    "cashiers-till": Call(source="cashiers", target="till", timeout_ms=3_000, latency_ms=5),
    "till-event_store": Write(source="till", target="event_store", sends="payment_taken", timeout_ms=1_000),
    "event_store-current": Subscribe(source="event_store", target="current"),
    "event_store-rebuilt": Subscribe(source="event_store", target="rebuilt"),
    "readers-current": Read(source="readers", target="current", timeout_ms=1_000),
}


def template() -> Template:
    document = Document(
        title="Projection rebuilt by replay",
        description="Two versions of a view over one event store; one of them starts again from the first event.",
        story=Story(
            watch="Watch every payment become a fact in the store and flow on to both versions of the view.",
            break_it="Rebuild the next version after a minute: it reads all six thousand payments again and is level "
            "with the store within a minute, while the present one goes on answering.",
            learn="Where the events are kept, a view is a mere consequence, and a new one is built beside the old and "
            "takes over when it has caught up, without stopping a write or a read.",
        ),
        event_types={
            "take_payment": EventType(name="TakePayment", kind="command", key="tillId", size_bytes=300),
            "payment_taken": EventType(name="PaymentTaken", kind="domain_event", key="tillId", size_bytes=240),
            "show_revenue": EventType(name="ShowRevenue", kind="command", key="tillId", size_bytes=100),
        },
        nodes=NODES,
        edges=EDGES,
        scenarios={
            "rebuild": Scenario(
                name="The next version is built anew",
                description="At 60 s its place in the store goes back to the first event.",
                until_seconds=180,
                operations=[Seek(target="event_store-rebuilt", at_seconds=60, to="earliest")],
            )
        },
    )
    return Template(
        name="rebuilt_view",
        title="Projection rebuilt by replay",
        summary="A new version of a view reads all history while the old one goes on answering.",
        pattern="Replay",
        document=checked(document),
        group="lesson",
    )
