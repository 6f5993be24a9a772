"""What a broker's `compiling` is given: groups of subscriptions, each with its consumers.

KIND                                     the number of its kind
add_broker(names, tables, node_id)       its row for a container; returns the index, -1 for none
add_channel(names, tables, node_id, c)   its row for channel c; returns the index, -1 for none
clients(names, node_id, edge)            how many messages each consumer of an instance has at once
add_group(names, tables, plan)           its rows for a group and its consumers; returns values for the group's row
route_values(names, tables, edge_id, channel, event_type, relayed)     optional: values for the row of a route that
                                         leads over a publish edge into one of its channels
add_routes(routing, edge_id, edge, event_type, latency, relay)         optional: the routes of a publish edge, where
                                         they do not all end in the channel that the edge names (`compiling.routing`)
add_dead_letter_ways(routing)            optional: routes of its dead letters, when all others are known
"""

from dataclasses import dataclass, field

from apps.schema.edges import Subscribe


@dataclass
class SubscriptionPlan:
    """A subscribe edge to a consumer; `index`: its row. consumers: (row, instance row) of each of its clients."""

    edge_id: str
    edge: Subscribe
    index: int
    consumers: list[tuple[int, int]] = field(default_factory=list)


@dataclass
class GroupPlan:
    """Subscriptions that share one copy of what channel `channel` (row `channel_index`) keeps; `index`: its row."""

    channel: str
    channel_index: int
    index: int
    name: str
    subscriptions: list[SubscriptionPlan] = field(default_factory=list)

    @property
    def consumers(self) -> list[tuple[int, int]]:
        return [one for plan in self.subscriptions for one in plan.consumers]
