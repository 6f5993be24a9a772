"""Channels, consumer groups, subscriptions and consumers: who receives a copy of what."""

from dataclasses import dataclass, field
from typing import Any

from apps.schema.edges import DeadLetter, Subscribe
from apps.schema.retries import RetryPolicy

from ..brokers.plans import GroupPlan, SubscriptionPlan
from ..layout import (
    DECORRELATED_JITTER,
    EQUAL_JITTER,
    EXPONENTIAL_BACKOFF,
    FIXED_BACKOFF,
    FULL_JITTER,
    IN_PLACE,
    NO_BACKOFF,
    NO_JITTER,
    REQUEUE,
    RETRY_TOPIC,
)
from .brokers import COMPILERS
from .naming import Names
from .tables import Tables

BACKOFFS = {"none": NO_BACKOFF, "fixed": FIXED_BACKOFF, "exponential": EXPONENTIAL_BACKOFF}
JITTERS = {"none": NO_JITTER, "equal": EQUAL_JITTER, "full": FULL_JITTER, "decorrelated": DECORRELATED_JITTER}
MODES = {"retry_topic": RETRY_TOPIC, "requeue": REQUEUE, "in_place": IN_PLACE}
UNLIMITED = 1 << 30

KEYS_WATCHED, KEYS_WATCHED_IN_ALL = 16_384, 1_000_000
"""Keys of a group whose order is watched, and of all groups."""

Members = list[tuple[str, Subscribe]]


@dataclass
class Taker:
    """A group of a channel and the event types it takes (None: all)."""

    group: int
    takes: frozenset[str] | None


@dataclass
class Channels:
    """Adds every channel with its groups; `takers` of a channel are known afterwards."""

    names: Names
    tables: Tables
    takers: dict[str, list[Taker]] = field(default_factory=dict)

    def add(self) -> None:
        for index, channel in enumerate(self.names.channels):
            compiler = COMPILERS[self.names.node(channel).kind]
            self.tables.add(
                "channels",
                kind=compiler.KIND,
                broker=self.names.broker_of(channel),
                own=compiler.add_channel(self.names, self.tables, channel, index),
                first_group=self.tables.count("groups"),
                dlq=-1,
                stream=self.names.channel_stream(index),
                stored_head=-1,
                stored_tail=-1,
            )
            groups = group_members(self.names, channel)
            self.tables.rows("channels")[index]["groups"] = len(groups)
            self.takers[channel] = [self._add_group(channel, index, name, members) for name, members in groups.items()]
            self._add_orders(self.takers[channel])

    def copies(self, channel: str, event_type: str) -> int:
        """How many groups must receive a message of a type. A queue that nobody reads keeps it for its one group, and
        RabbitMQ's and SQS's queues take whatever is sent to them."""
        if self.names.node(channel).kind in ("rabbitmq_queue", "sqs_queue"):
            return 1
        return sum(taker.takes is None or event_type in taker.takes for taker in self.takers[channel])

    def _add_group(self, channel: str, channel_index: int, name: str, members: Members) -> Taker:
        compiler = COMPILERS[self.names.node(channel).kind]
        plan = GroupPlan(channel, channel_index, self.tables.count("groups"), name)
        first_consumer = self.tables.count("consumers")
        first_subscription = self.tables.count("subscriptions")
        self.tables.add("groups")
        for edge_id, edge in members:
            takes = taken_by([other for _, other in members if other.target == edge.target])
            plan.subscriptions.append(self._add_subscription(plan, edge_id, edge, takes, compiler))
        self.tables.rows("groups")[plan.index].update(
            channel=channel_index,
            kind=compiler.KIND,
            first_subscription=first_subscription,
            subscriptions=len(members),
            first_consumer=first_consumer,
            consumers=self.tables.count("consumers") - first_consumer,
            idle_head=-1,
            idle_tail=-1,
            **compiler.add_group(self.names, self.tables, plan),
        )
        return Taker(plan.index, taken_by([edge for _, edge in members]))

    def _add_subscription(
        self, plan: GroupPlan, edge_id: str, edge: Subscribe, types: frozenset[str] | None, compiler: Any
    ) -> SubscriptionPlan:
        """`types`: what its consumer takes in this group, over this edge or another; None for all."""
        names, tables = self.names, self.tables
        station = names.station(edge.target)
        own = SubscriptionPlan(edge_id, edge, tables.count("subscriptions"))
        first_consumer = tables.count("consumers")
        dead_letters = names.leaving(plan.channel, DeadLetter) or names.leaving(edge.target, DeadLetter)
        dead_letters = [one for one in dead_letters if names.node(one[1].target).kind == "dead_letter_queue"]
        takes = [{"type": names.type_index(event_type)} for event_type in sorted(types or ())]
        first_take, take_count = tables.add_all("takes", takes)
        clients = compiler.clients(names, plan.channel, edge)
        for number in range(names.instance_count(edge.target)):
            instance = names.first_instance(edge.target) + number
            for limit in clients:
                row = tables.add(
                    "consumers",
                    subscription=own.index,
                    group=plan.index,
                    station=station,
                    instance=instance,
                    kind=compiler.KIND,
                    own=-1,
                    next=-1,
                    idle_next=-1,
                    limit=limit,
                    number=len(own.consumers),
                )
                own.consumers.append((row, instance))
        tables.add(
            "subscriptions",
            latency=edge.latency_ms / 1000.0,
            group=plan.index,
            channel=plan.channel_index,
            kind=compiler.KIND,
            station=station,
            edge=names.edge(edge_id),
            dead_letter_edge=names.edge(dead_letters[0][0]) if dead_letters else -1,
            dead_letter_channel=names.channels.index(dead_letters[0][1].target) if dead_letters else -1,
            summary=tables.summary(),
            first_consumer=first_consumer,
            consumers=len(own.consumers),
            retry_head=-1,
            retry_tail=-1,
            first_take=first_take,
            takes=take_count,
            rejects=int(rejects(names, plan.channel, edge)),
            **retry_values(getattr(names.node(edge.target), "retry", RetryPolicy())),
        )
        values = tables.rows("subscriptions")[own.index]
        if values["mode"] == REQUEUE and given_up_by_the_queue(names, plan.channel, edge):
            values["max_retries"] = UNLIMITED
        return own

    def _add_orders(self, takers: list[Taker]) -> None:
        """The groups of a channel side by side, so that a key's rows of all of them share a cache line or two."""
        keys = max((one.key_count for one in self.names.document.event_types.values()), default=1)
        first = self.tables.count("orders")
        left = max(0, KEYS_WATCHED_IN_ALL - first) // max(1, len(takers))
        watched = min(keys, KEYS_WATCHED, left)
        self.tables.reserve("orders", watched * len(takers))
        for number, taker in enumerate(takers):
            rows = self.tables.rows("groups")[taker.group]
            rows.update(first_order=first + number, order_step=len(takers), orders=watched)


def taken_by(edges: list[Subscribe]) -> frozenset[str] | None:
    """The event types that these edges together let through; None for all."""
    if not edges or any(not edge.event_types for edge in edges):
        return None
    return frozenset(event_type for edge in edges for event_type in edge.event_types)


def group_members(names: Names, channel: str) -> dict[str, Members]:
    """Group name to its subscribe edges from a channel to consumers, both sorted. A queue of RabbitMQ or SQS has one,
    read or not."""
    groups: dict[str, Members] = {}
    for edge_id, edge in names.leaving(channel, Subscribe):
        assert isinstance(edge, Subscribe)
        if names.station(edge.target) < 0:
            continue
        groups.setdefault(edge.shared_by(names.node(channel).kind), []).append((edge_id, edge))
    if names.node(channel).kind in ("rabbitmq_queue", "sqs_queue"):
        groups.setdefault(channel, [])
    return dict(sorted(groups.items()))


def rejects(names: Names, channel: str, edge: Subscribe) -> bool:
    """Whether what a consumer gives up is dead-lettered by the broker: it has to be told by a reject."""
    of_queue = names.node(channel).kind == "rabbitmq_queue" and edge.acknowledge == "manual"
    return of_queue and bool(names.leaving(channel, DeadLetter))


def given_up_by_the_queue(names: Names, channel: str, edge: Subscribe) -> bool:
    """Whether SQS or SNS says how often a message is delivered. A consumer with dead letters of its own says it."""
    moves_it = names.leaving(edge.target, DeadLetter) and not names.leaving(channel, DeadLetter)
    return names.node(channel).kind in ("sqs_queue", "sns_topic") and not moves_it


def retry_values(policy: RetryPolicy) -> dict[str, Any]:
    """A consumer's retry policy as its subscription has it."""
    return {
        "max_retries": policy.max_retries,
        "backoff": BACKOFFS[policy.backoff],
        "first_delay": policy.base_ms / 1000.0,
        "factor": policy.factor,
        "longest": policy.max_ms / 1000.0,
        "jitter": JITTERS[policy.jitter],
        "mode": MODES[policy.mode],
    }
