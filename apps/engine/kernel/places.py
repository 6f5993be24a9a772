"""Where each record of the arena is: `message(arena, m)` is the m-th message.

Place in the flow: the only module that knows the section offsets; every kernel module goes through it. With the JIT
off each index is checked against its section, since raw access has no bounds of its own.
"""

from numba import njit

from ..layout import (
    Bits,
    Broker,
    Bucket,
    CallList,
    Channel,
    Delivery,
    Dispatch,
    Edge,
    Emission,
    Event,
    Group,
    Handler,
    Hop,
    Lane,
    Message,
    Number,
    Outcome,
    Path,
    Route,
    Saga,
    SagaNode,
    SagaSlot,
    SagaStep,
    SagaType,
    Share,
    Source,
    State,
    Station,
    Stream,
    Subscription,
    Summary,
    Ticket,
    TracePoint,
)
from ..records import JIT_DISABLED

ENTRY = {"cache": True, "nogil": True, "error_model": "numpy"}
"""How a kernel function is compiled that Python calls too."""

JIT = ENTRY | {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
"""How all others are: what Python would call them by takes longer to compile than they do."""

INLINED = JIT | {"forceinline": True}
"""For steps of every message's way that have one caller or are a few instructions long: worth a quarter of the speed.
Inlining what calls much more makes compiling four times slower for a tenth of the speed."""

CHECKED = JIT_DISABLED


def check(index: int, count: int) -> None:
    """Raises IndexError outside the section. Only called with the JIT off."""
    if not 0 <= index < count:
        raise IndexError(f"record {index} of {count}")


@njit(**JIT)
def state(arena):
    return State(arena, 0)


@njit(**JIT)
def broker(arena, index):
    if CHECKED:
        check(index, State(arena, 0).brokers_count)
    return Broker(arena + State(arena, 0).brokers_at, index)


@njit(**JIT)
def station(arena, index):
    if CHECKED:
        check(index, State(arena, 0).stations_count)
    return Station(arena + State(arena, 0).stations_at, index)


@njit(**JIT)
def handler(arena, index):
    if CHECKED:
        check(index, State(arena, 0).handlers_count)
    return Handler(arena + State(arena, 0).handlers_at, index)


@njit(**JIT)
def dispatch(arena, index):
    if CHECKED:
        check(index, State(arena, 0).dispatch_count)
    return Dispatch(arena + State(arena, 0).dispatch_at, index)


@njit(**JIT)
def outcome(arena, index):
    if CHECKED:
        check(index, State(arena, 0).outcomes_count)
    return Outcome(arena + State(arena, 0).outcomes_at, index)


@njit(**JIT)
def emission(arena, index):
    if CHECKED:
        check(index, State(arena, 0).emissions_count)
    return Emission(arena + State(arena, 0).emissions_at, index)


@njit(**JIT)
def route(arena, index):
    if CHECKED:
        check(index, State(arena, 0).routes_count)
    return Route(arena + State(arena, 0).routes_at, index)


@njit(**JIT)
def delivery(arena, index):
    if CHECKED:
        check(index, State(arena, 0).deliveries_count)
    return Delivery(arena + State(arena, 0).deliveries_at, index)


@njit(**JIT)
def edge(arena, index):
    if CHECKED:
        check(index, State(arena, 0).edges_count)
    return Edge(arena + State(arena, 0).edges_at, index)


@njit(**JIT)
def call_list(arena, index):
    if CHECKED:
        check(index, State(arena, 0).call_lists_count)
    return CallList(arena + State(arena, 0).call_lists_at, index)


@njit(**JIT)
def channel(arena, index):
    if CHECKED:
        check(index, State(arena, 0).channels_count)
    return Channel(arena + State(arena, 0).channels_at, index)


@njit(**JIT)
def group(arena, index):
    if CHECKED:
        check(index, State(arena, 0).groups_count)
    return Group(arena + State(arena, 0).groups_at, index)


@njit(**JIT)
def subscription(arena, index):
    if CHECKED:
        check(index, State(arena, 0).subscriptions_count)
    return Subscription(arena + State(arena, 0).subscriptions_at, index)


@njit(**JIT)
def lane(arena, index):
    if CHECKED:
        check(index, State(arena, 0).lanes_count)
    return Lane(arena + State(arena, 0).lanes_at, index)


@njit(**JIT)
def ticket(arena, index):
    if CHECKED:
        check(index, State(arena, 0).tickets_count)
    return Ticket(arena + State(arena, 0).tickets_at, index)


@njit(**JIT)
def source(arena, index):
    if CHECKED:
        check(index, State(arena, 0).sources_count)
    return Source(arena + State(arena, 0).sources_at, index)


@njit(**JIT)
def share(arena, index):
    if CHECKED:
        check(index, State(arena, 0).shares_count)
    return Share(arena + State(arena, 0).shares_at, index)


@njit(**JIT)
def trace_point(arena, index):
    if CHECKED:
        check(index, State(arena, 0).trace_count)
    return TracePoint(arena + State(arena, 0).trace_at, index)


@njit(**JIT)
def saga_node(arena, index):
    if CHECKED:
        check(index, State(arena, 0).saga_nodes_count)
    return SagaNode(arena + State(arena, 0).saga_nodes_at, index)


@njit(**JIT)
def saga_step(arena, index):
    if CHECKED:
        check(index, State(arena, 0).saga_steps_count)
    return SagaStep(arena + State(arena, 0).saga_steps_at, index)


@njit(**JIT)
def saga_type(arena, index):
    if CHECKED:
        check(index, State(arena, 0).saga_types_count)
    return SagaType(arena + State(arena, 0).saga_types_at, index)


@njit(**JIT)
def path(arena, index):
    if CHECKED:
        check(index, State(arena, 0).paths_count)
    return Path(arena + State(arena, 0).paths_at, index)


@njit(**JIT)
def stream(arena, index):
    if CHECKED:
        check(index, State(arena, 0).streams_count)
    return Stream(arena + State(arena, 0).streams_at, index)


@njit(**JIT)
def summary(arena, index):
    if CHECKED:
        check(index, State(arena, 0).summaries_count)
    return Summary(arena + State(arena, 0).summaries_at, index)


@njit(**JIT)
def bucket(arena, index):
    if CHECKED:
        check(index, State(arena, 0).buckets_count)
    return Bucket(arena + State(arena, 0).buckets_at, index)


@njit(**JIT)
def hop(arena, index):
    if CHECKED:
        check(index, State(arena, 0).hops_count)
    return Hop(arena + State(arena, 0).hops_at, index)


@njit(**JIT)
def number(arena, index):
    if CHECKED:
        check(index, State(arena, 0).scratch_count)
    return Number(arena + State(arena, 0).scratch_at, index)


@njit(**JIT)
def bits(arena, index):
    if CHECKED:
        check(index, State(arena, 0).scratch_count)
    return Bits(arena + State(arena, 0).scratch_at, index)


@njit(**JIT)
def saga(arena, index):
    if CHECKED:
        check(index, State(arena, 0).sagas_count)
    return Saga(arena + State(arena, 0).sagas_at, index)


@njit(**JIT)
def saga_slot(arena, index):
    if CHECKED:
        check(index, State(arena, 0).saga_slots_count)
    return SagaSlot(arena + State(arena, 0).saga_slots_at, index)


@njit(**JIT)
def message(arena, index):
    if CHECKED:
        check(index, State(arena, 0).messages_count)
    return Message(arena + State(arena, 0).messages_at, index)


@njit(**JIT)
def event(arena, index):
    if CHECKED:
        check(index, State(arena, 0).heap_count)
    return Event(arena + State(arena, 0).heap_at, index)
