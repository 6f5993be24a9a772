"""What the delivery guarantees and the order of channels ask of their consumers."""

from collections.abc import Iterator

from apps.schema.edges import Subscribe
from apps.schema.nodes import Projection, Service

from .capacity import partitions_read
from .finding import Change, Finding, Reading


def not_idempotent(reading: Reading) -> Iterator[Finding]:
    """Every broker here delivers at least once: after a crash or a timeout the same message comes again."""
    document = reading.document
    consumers = {edge.target: edge.source for edge in document.edges.values() if isinstance(edge, Subscribe)}
    for consumer, channel in consumers.items():
        node = document.nodes[consumer]
        if isinstance(node, (Service, Projection)) and not node.idempotent:
            yield Finding(
                "not_idempotent",
                "warn",
                consumer,
                f"{node.name} is not idempotent, but {document.nodes[channel].name} may deliver a message twice",
                "Remember the ids of handled messages (Idempotent).",
                (Change(("nodes", consumer, "idempotent"), True),),
            )


def more_slots_than_partitions(reading: Reading) -> Iterator[Finding]:
    """A partition is worked on by one slot at a time; the others of the group have nothing to do."""
    document = reading.document
    for consumer, node in document.nodes.items():
        if not isinstance(node, (Service, Projection)):
            continue
        partitions, slots = partitions_read(document, consumer), node.instances * node.concurrency
        if partitions is not None and slots > partitions:
            yield Finding(
                "more_slots_than_partitions",
                "hint",
                consumer,
                f"{node.name} has {slots} slots for {partitions} partitions: {slots - partitions} are always idle",
                "More partitions, or fewer slots.",
            )
