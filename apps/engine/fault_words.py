"""Faults as one would say them."""

from apps.schema import faults as kinds
from apps.schema.document import Document
from apps.schema.faults import Fault


def words(document: Document, fault: Fault) -> str:
    """A fault as one would say it, without its times."""
    name = _name(document, fault)
    match fault:
        case kinds.Crash():
            return f"{name} is down"
        case kinds.BrokerNodeLoss():
            return f"{name} has lost server {fault.broker}"
        case kinds.LeaderLoss():
            return f"{name} has lost the leader of partition {fault.partition}"
        case kinds.ZoneLoss():
            return f"zone {fault.target} is down"
        case kinds.NetworkPartition():
            return f"{name} is cut"
        case kinds.AddedLatency():
            jitter = f" to {fault.added_ms + fault.jitter_ms:g}" if fault.jitter_ms else ""
            return f"{name} +{fault.added_ms:g}{jitter} ms"
        case kinds.PacketLoss():
            return f"{name} loses {fault.percent:g} %"
        case kinds.ErrorRate():
            return f"{name} fails {fault.percent:g} % of attempts"
        case kinds.Slow():
            return f"{name} is {fault.factor:g}× slower"
        case kinds.Stuck():
            return f"{name} is stuck"
        case kinds.Duplicate():
            return f"{name} delivers {fault.percent:g} % twice"
        case kinds.Reorder():
            return f"{name} holds {fault.percent:g} % back by {fault.by_ms:g} ms"
        case kinds.Poison():
            return f"{name} has {fault.percent:g} % of poison messages"
        case kinds.TrafficSpike():
            return f"{name} sends {fault.factor:g}×"
        case kinds.KeySkew():
            return f"{name} sends {fault.percent:g} % on one key"
        case kinds.MemoryAlarm():
            return f"{name} has a memory alarm and blocks publishers"
        case kinds.DiskFull():
            return f"{name} has a full disk"
        case kinds.Throttle():
            return f"{name} is throttled to {fault.per_second:g}/s"
        case kinds.ClockSkew():
            return f"{name} has a clock {abs(fault.ms):g} ms {'behind' if fault.ms < 0 else 'ahead'}"
        case kinds.RebalanceStorm():
            return f"{name} rebalances every {fault.every_seconds:g} s"
        case kinds.CrashBeforeAck():
            return f"{name} dies before acknowledging {fault.percent:g} %"
    raise TypeError(f"no such fault: {fault!r}")


def _name(document: Document, fault: Fault) -> str:
    instance = getattr(fault, "instance", None)
    name = title(document, fault.target)
    return name if instance is None else f"instance {instance} of {name}"


def title(document: Document, identifier: str) -> str:
    """What a person calls a node, an edge or a zone."""
    if identifier in document.nodes:
        return document.nodes[identifier].name
    if identifier in document.edges:
        edge = document.edges[identifier]
        return f"{document.nodes[edge.source].name} → {document.nodes[edge.target].name}"
    return identifier
