"""What one moment of a simulation shows of its messages: those that ended badly, those that took longest.

Place in the flow: reads an arena like `endings`, for questions that are asked about a run afterwards.
"""

from typing import Any

from apps.schema.time_travel import FoundMessage, FoundMessages, MessageOutcome

from .endings import endings
from .layout import CAUSES, DEAD_LETTERED, DROPPED, EXPIRED, LOST
from .numbers import duration_words
from .simulation import Simulation

_OUTCOMES: dict[str, int] = {
    "dead_lettered": DEAD_LETTERED,
    "expired": EXPIRED,
    "dropped": DROPPED,
    "lost": LOST,
}


def found_messages(simulation: Simulation, outcome: MessageOutcome, node: str | None, most: int) -> FoundMessages:
    """Newest first; slow ones slowest first."""
    remembered = endings(simulation)
    written = int(simulation.arena.state["endings_written"][0])
    counts = _counts(simulation)
    slow = _slow(simulation, node)
    counts["slow"] = len(slow)
    if outcome == "slow":
        complete = int(simulation.arena.state["hops_written"][0]) <= len(simulation.arena.view("hops"))
        return FoundMessages(at=simulation.time, messages=slow[:most], counts=counts, complete=complete)
    found = [
        FoundMessage(
            id=one.id,
            outcome=one.outcome,
            event_type=one.event_type,
            node=one.channel,
            cause=one.cause,
            attempts=one.attempts,
            deliveries=one.deliveries,
            key=one.key,
            sent=one.sent,
            time=one.time,
            seconds=round(one.time - one.sent, 6),
        )
        for one in reversed(remembered)
        if one.outcome == outcome and (node is None or one.channel == node or node in _readers(simulation, one.channel))
    ]
    return FoundMessages(at=simulation.time, messages=found[:most], counts=counts, complete=written <= len(remembered))


def _readers(simulation: Simulation, channel: str) -> set[str]:
    """The nodes that a channel hands its messages to, and where its dead letters go."""
    return {edge.target for edge in simulation.program.document.edges.values() if edge.source == channel}


def _counts(simulation: Simulation) -> dict[str, int]:
    causes = simulation.arena.view("causes")["count"].reshape(-1, len(CAUSES)).sum(axis=0)
    return {
        name: int(sum(causes[cause] for cause, (_, outcome) in enumerate(CAUSES) if outcome == wanted))
        for name, wanted in _OUTCOMES.items()
    }


def _slow(simulation: Simulation, node: str | None) -> list[FoundMessage]:
    """Of the requests and events whose hops were sampled and are still remembered, those that took longest."""
    arena, program = simulation.arena, simulation.program
    ring, written = arena.view("hops"), int(arena.state["hops_written"][0])
    hops = ring[: min(written, len(ring))]
    by_message: dict[int, list[Any]] = {}
    for hop in hops:
        by_message.setdefault(int(hop["id"]), []).append(hop)
    found = []
    for identity, own in by_message.items():
        own.sort(key=lambda hop: float(hop["departed"]))
        edges = [program.document.edges[program.edges[int(hop["edge"])]] for hop in own]
        if node is not None and not any(node in (edge.source, edge.target) for edge in edges):
            continue
        begun, ended = float(own[0]["departed"]), max(float(hop["arrived"]) for hop in own)
        gaps = _gaps(own, edges)
        longest, place = max(gaps, default=(0.0, None), key=lambda gap: gap[0])
        cause = f"{duration_words(1000.0 * longest)} at {program.document.nodes[place].name}" if place else ""
        found.append(
            FoundMessage(
                id=identity,
                outcome="slow",
                event_type=program.event_types[int(own[0]["type"])],
                node=edges[-1].source if own[-1]["backwards"] else edges[-1].target,
                cause=cause,
                attempts=sum(int(hop["failed"]) for hop in own),
                deliveries=len(own),
                key=None,
                sent=begun,
                time=ended,
                seconds=round(ended - begun, 6),
            )
        )
    return sorted(found, key=lambda one: (-one.seconds, one.id))


def _gaps(hops: list[Any], edges: list[Any]) -> list[tuple[float, str]]:
    """How long it stayed at each node: from its arrival there to the next departure from there."""
    arrivals: dict[str, float] = {}
    gaps = []
    for hop, edge in zip(hops, edges, strict=True):
        start, end = (edge.target, edge.source) if hop["backwards"] else (edge.source, edge.target)
        if start in arrivals:
            gaps.append((float(hop["departed"]) - arrivals[start], start))
        arrivals[end] = float(hop["arrived"])
    return gaps
