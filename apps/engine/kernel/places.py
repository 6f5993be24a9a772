"""Where each record of the arena is: `message(arena, m)` is the m-th message.

Place in the flow: the only module that knows the section offsets; every kernel module goes through it, and each
broker's own tables have theirs in `brokers/*/places.py`. With the JIT off each index is checked against its section,
since raw access has no bounds of its own.
"""

from numba import njit

from ..layout import (
    Account,
    Bits,
    Broker,
    BrokerNode,
    Bucket,
    CallList,
    Cause,
    Channel,
    Consumer,
    Death,
    Dispatch,
    Edge,
    Emission,
    Ending,
    Entry,
    Event,
    Group,
    Handler,
    Hop,
    Instance,
    KeyWeight,
    Knot,
    Log,
    Message,
    Number,
    Order,
    Outcome,
    Pass,
    Path,
    Reader,
    Route,
    Saga,
    SagaNode,
    SagaSlot,
    SagaStep,
    SagaType,
    Scaling,
    Seen,
    Share,
    Source,
    State,
    Station,
    Step,
    Stream,
    Subscription,
    Summary,
    Take,
    TracePoint,
    Value,
)
from .options import CHECKED, JIT, check


@njit(**JIT)
def state(arena):
    return State(arena, 0)


@njit(**JIT)
def broker(arena, index):
    if CHECKED:
        check(index, State(arena, 0).brokers_count)
    return Broker(arena + State(arena, 0).brokers_at, index)


@njit(**JIT)
def broker_node(arena, index):
    if CHECKED:
        check(index, State(arena, 0).broker_nodes_count)
    return BrokerNode(arena + State(arena, 0).broker_nodes_at, index)


@njit(**JIT)
def station(arena, index):
    if CHECKED:
        check(index, State(arena, 0).stations_count)
    return Station(arena + State(arena, 0).stations_at, index)


@njit(**JIT)
def instance(arena, index):
    if CHECKED:
        check(index, State(arena, 0).instances_count)
    return Instance(arena + State(arena, 0).instances_at, index)


@njit(**JIT)
def scaling(arena, index):
    if CHECKED:
        check(index, State(arena, 0).scalings_count)
    return Scaling(arena + State(arena, 0).scalings_at, index)


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
def value(arena, index):
    if CHECKED:
        check(index, State(arena, 0).values_count)
    return Value(arena + State(arena, 0).values_at, index)


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
def take_row(arena, index):
    if CHECKED:
        check(index, State(arena, 0).takes_count)
    return Take(arena + State(arena, 0).takes_at, index)


@njit(**JIT)
def consumer(arena, index):
    if CHECKED:
        check(index, State(arena, 0).consumers_count)
    return Consumer(arena + State(arena, 0).consumers_at, index)


@njit(**JIT)
def type_account(arena, index):
    if CHECKED:
        check(index, State(arena, 0).type_accounts_count)
    return Account(arena + State(arena, 0).type_accounts_at, index)


@njit(**JIT)
def channel_account(arena, index):
    if CHECKED:
        check(index, State(arena, 0).channel_accounts_count)
    return Account(arena + State(arena, 0).channel_accounts_at, index)


@njit(**JIT)
def cause(arena, index):
    if CHECKED:
        check(index, State(arena, 0).causes_count)
    return Cause(arena + State(arena, 0).causes_at, index)


@njit(**JIT)
def order(arena, index):
    if CHECKED:
        check(index, State(arena, 0).orders_count)
    return Order(arena + State(arena, 0).orders_at, index)


@njit(**JIT)
def log(arena, index):
    if CHECKED:
        check(index, State(arena, 0).logs_count)
    return Log(arena + State(arena, 0).logs_at, index)


@njit(**JIT)
def reader(arena, index):
    if CHECKED:
        check(index, State(arena, 0).readers_count)
    return Reader(arena + State(arena, 0).readers_at, index)


@njit(**JIT)
def entry(arena, index):
    if CHECKED:
        check(index, State(arena, 0).entries_count)
    return Entry(arena + State(arena, 0).entries_at, index)


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
def knot(arena, index):
    if CHECKED:
        check(index, State(arena, 0).knots_count)
    return Knot(arena + State(arena, 0).knots_at, index)


@njit(**JIT)
def key_weight(arena, index):
    if CHECKED:
        check(index, State(arena, 0).key_weights_count)
    return KeyWeight(arena + State(arena, 0).key_weights_at, index)


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
def number(arena, index):
    return Number(arena + State(arena, 0).scratch_at, index)


@njit(**JIT)
def bits(arena, index):
    return Bits(arena + State(arena, 0).scratch_at, index)


@njit(**JIT)
def hop(arena, index):
    if CHECKED:
        check(index, State(arena, 0).hops_count)
    return Hop(arena + State(arena, 0).hops_at, index)


@njit(**JIT)
def ending(arena, index):
    if CHECKED:
        check(index, State(arena, 0).endings_count)
    return Ending(arena + State(arena, 0).endings_at, index)


@njit(**JIT)
def history(arena, index):
    if CHECKED:
        check(index, State(arena, 0).history_count)
    return Step(arena + State(arena, 0).history_at, index)


@njit(**JIT)
def seen(arena, index):
    if CHECKED:
        check(index, State(arena, 0).seen_count)
    return Seen(arena + State(arena, 0).seen_at, index)


@njit(**JIT)
def death(arena, index):
    if CHECKED:
        check(index, State(arena, 0).deaths_count)
    return Death(arena + State(arena, 0).deaths_at, index)


@njit(**JIT)
def pass_row(arena, index):
    if CHECKED:
        check(index, State(arena, 0).passes_count)
    return Pass(arena + State(arena, 0).passes_at, index)


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
