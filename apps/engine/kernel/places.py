"""Where each record of the arena is: `message(arena, m)` is the m-th message.

Place in the flow: the only module that knows the section offsets; every kernel module goes through it, and each
broker's own tables have theirs in `brokers/*/places.py`. With the JIT off each index is checked against its section,
since raw access has no bounds of its own.
"""

from ..layout import (
    Account,
    Broker,
    BrokerNode,
    Bucket,
    Bulkhead,
    CallList,
    Carry,
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
    Order,
    Outcome,
    Pass,
    Path,
    Reader,
    Recommendation,
    Route,
    Saga,
    SagaNode,
    SagaSlot,
    SagaStep,
    SagaType,
    Scaling,
    Seen,
    Share,
    Skew,
    Source,
    State,
    Station,
    Step,
    Stop,
    Stream,
    Subscription,
    Summary,
    Take,
    TracePoint,
    Value,
)
from .options import CHECKED, check, compiled


@compiled
def state(arena):
    return State(arena, 0)


@compiled
def broker(arena, index):
    if CHECKED:
        check(index, State(arena, 0).brokers_count)
    return Broker(State(arena, 0).brokers_at, index)


@compiled
def broker_node(arena, index):
    if CHECKED:
        check(index, State(arena, 0).broker_nodes_count)
    return BrokerNode(State(arena, 0).broker_nodes_at, index)


@compiled
def station(arena, index):
    if CHECKED:
        check(index, State(arena, 0).stations_count)
    return Station(State(arena, 0).stations_at, index)


@compiled
def instance(arena, index):
    if CHECKED:
        check(index, State(arena, 0).instances_count)
    return Instance(State(arena, 0).instances_at, index)


@compiled
def scaling(arena, index):
    if CHECKED:
        check(index, State(arena, 0).scalings_count)
    return Scaling(State(arena, 0).scalings_at, index)


@compiled
def recommendation(arena, index):
    if CHECKED:
        check(index, State(arena, 0).recommendations_count)
    return Recommendation(State(arena, 0).recommendations_at, index)


@compiled
def handler(arena, index):
    if CHECKED:
        check(index, State(arena, 0).handlers_count)
    return Handler(State(arena, 0).handlers_at, index)


@compiled
def dispatch(arena, index):
    if CHECKED:
        check(index, State(arena, 0).dispatch_count)
    return Dispatch(State(arena, 0).dispatch_at, index)


@compiled
def outcome(arena, index):
    if CHECKED:
        check(index, State(arena, 0).outcomes_count)
    return Outcome(State(arena, 0).outcomes_at, index)


@compiled
def value(arena, index):
    if CHECKED:
        check(index, State(arena, 0).values_count)
    return Value(State(arena, 0).values_at, index)


@compiled
def emission(arena, index):
    if CHECKED:
        check(index, State(arena, 0).emissions_count)
    return Emission(State(arena, 0).emissions_at, index)


@compiled
def route(arena, index):
    if CHECKED:
        check(index, State(arena, 0).routes_count)
    return Route(State(arena, 0).routes_at, index)


@compiled
def edge(arena, index):
    if CHECKED:
        check(index, State(arena, 0).edges_count)
    return Edge(State(arena, 0).edges_at, index)


@compiled
def bulkhead(arena, index):
    if CHECKED:
        check(index, State(arena, 0).bulkheads_count)
    return Bulkhead(State(arena, 0).bulkheads_at, index)


@compiled
def call_list(arena, index):
    if CHECKED:
        check(index, State(arena, 0).call_lists_count)
    return CallList(State(arena, 0).call_lists_at, index)


@compiled
def channel(arena, index):
    if CHECKED:
        check(index, State(arena, 0).channels_count)
    return Channel(State(arena, 0).channels_at, index)


@compiled
def group(arena, index):
    if CHECKED:
        check(index, State(arena, 0).groups_count)
    return Group(State(arena, 0).groups_at, index)


@compiled
def subscription(arena, index):
    if CHECKED:
        check(index, State(arena, 0).subscriptions_count)
    return Subscription(State(arena, 0).subscriptions_at, index)


@compiled
def take_row(arena, index):
    if CHECKED:
        check(index, State(arena, 0).takes_count)
    return Take(State(arena, 0).takes_at, index)


@compiled
def consumer(arena, index):
    if CHECKED:
        check(index, State(arena, 0).consumers_count)
    return Consumer(State(arena, 0).consumers_at, index)


@compiled
def type_account(arena, index):
    if CHECKED:
        check(index, State(arena, 0).type_accounts_count)
    return Account(State(arena, 0).type_accounts_at, index)


@compiled
def channel_account(arena, index):
    if CHECKED:
        check(index, State(arena, 0).channel_accounts_count)
    return Account(State(arena, 0).channel_accounts_at, index)


@compiled
def cause(arena, index):
    if CHECKED:
        check(index, State(arena, 0).causes_count)
    return Cause(State(arena, 0).causes_at, index)


@compiled
def order(arena, index):
    if CHECKED:
        check(index, State(arena, 0).orders_count)
    return Order(State(arena, 0).orders_at, index)


@compiled
def log(arena, index):
    if CHECKED:
        check(index, State(arena, 0).logs_count)
    return Log(State(arena, 0).logs_at, index)


@compiled
def reader(arena, index):
    if CHECKED:
        check(index, State(arena, 0).readers_count)
    return Reader(State(arena, 0).readers_at, index)


@compiled
def entry(arena, index):
    if CHECKED:
        check(index, State(arena, 0).entries_count)
    return Entry(State(arena, 0).entries_at, index)


@compiled
def source(arena, index):
    if CHECKED:
        check(index, State(arena, 0).sources_count)
    return Source(State(arena, 0).sources_at, index)


@compiled
def share(arena, index):
    if CHECKED:
        check(index, State(arena, 0).shares_count)
    return Share(State(arena, 0).shares_at, index)


@compiled
def knot(arena, index):
    if CHECKED:
        check(index, State(arena, 0).knots_count)
    return Knot(State(arena, 0).knots_at, index)


@compiled
def key_weight(arena, index):
    if CHECKED:
        check(index, State(arena, 0).key_weights_count)
    return KeyWeight(State(arena, 0).key_weights_at, index)


@compiled
def trace_point(arena, index):
    if CHECKED:
        check(index, State(arena, 0).trace_count)
    return TracePoint(State(arena, 0).trace_at, index)


@compiled
def saga_node(arena, index):
    if CHECKED:
        check(index, State(arena, 0).saga_nodes_count)
    return SagaNode(State(arena, 0).saga_nodes_at, index)


@compiled
def saga_step(arena, index):
    if CHECKED:
        check(index, State(arena, 0).saga_steps_count)
    return SagaStep(State(arena, 0).saga_steps_at, index)


@compiled
def saga_type(arena, index):
    if CHECKED:
        check(index, State(arena, 0).saga_types_count)
    return SagaType(State(arena, 0).saga_types_at, index)


@compiled
def saga(arena, index):
    if CHECKED:
        check(index, State(arena, 0).sagas_count)
    return Saga(State(arena, 0).sagas_at, index)


@compiled
def saga_slot(arena, index):
    if CHECKED:
        check(index, State(arena, 0).saga_slots_count)
    return SagaSlot(State(arena, 0).saga_slots_at, index)


@compiled
def path(arena, index):
    if CHECKED:
        check(index, State(arena, 0).paths_count)
    return Path(State(arena, 0).paths_at, index)


@compiled
def stream(arena, index):
    if CHECKED:
        check(index, State(arena, 0).streams_count)
    return Stream(State(arena, 0).streams_at, index)


@compiled
def summary(arena, index):
    if CHECKED:
        check(index, State(arena, 0).summaries_count)
    return Summary(State(arena, 0).summaries_at, index)


@compiled
def bucket(arena, index):
    if CHECKED:
        check(index, State(arena, 0).buckets_count)
    return Bucket(State(arena, 0).buckets_at, index)


@compiled
def carry(arena, index):
    if CHECKED:
        check(index, State(arena, 0).carries_count)
    return Carry(State(arena, 0).carries_at, index)


@compiled
def hop(arena, index):
    if CHECKED:
        check(index, State(arena, 0).hops_count)
    return Hop(State(arena, 0).hops_at, index)


@compiled
def ending(arena, index):
    if CHECKED:
        check(index, State(arena, 0).endings_count)
    return Ending(State(arena, 0).endings_at, index)


@compiled
def history(arena, index):
    if CHECKED:
        check(index, State(arena, 0).history_count)
    return Step(State(arena, 0).history_at, index)


@compiled
def seen(arena, index):
    if CHECKED:
        check(index, State(arena, 0).seen_count)
    return Seen(State(arena, 0).seen_at, index)


@compiled
def death(arena, index):
    if CHECKED:
        check(index, State(arena, 0).deaths_count)
    return Death(State(arena, 0).deaths_at, index)


@compiled
def skew(arena, index):
    if CHECKED:
        check(index, State(arena, 0).skews_count)
    return Skew(State(arena, 0).skews_at, index)


@compiled
def stop(arena, index):
    if CHECKED:
        check(index, State(arena, 0).stops_count)
    return Stop(State(arena, 0).stops_at, index)


@compiled
def pass_row(arena, index):
    if CHECKED:
        check(index, State(arena, 0).passes_count)
    return Pass(State(arena, 0).passes_at, index)


@compiled
def message(arena, index):
    if CHECKED:
        check(index, State(arena, 0).messages_count)
    return Message(State(arena, 0).messages_at, index)


@compiled
def event(arena, index):
    if CHECKED:
        check(index, State(arena, 0).heap_count)
    return Event(State(arena, 0).heap_at, index)
