"""One event after another, each told in words: what a debugger shows of a program.

Place in the flow: beside `replay`. What is looked at is put back as it was, so a simulation that was stepped through is
the same, bit by bit, as one that ran.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from apps.schema.messages import SteppedEvent

from .kernel.calls import BACKS_OFF
from .layout import (
    ANSWER,
    AT_CHANNEL,
    BROKER_TIMER,
    CALL_ARRIVES,
    DELIVERING,
    INDEX_BITS,
    INDEX_MASK,
    REPLY,
    RETRY,
    RETRY_IN_PLACE,
    SAGA_TIMER,
    SOURCE_TICK,
    STATION_TIMER,
    WAITS_FOR_ANSWER,
    WORK_DONE,
)
from .simulation import Simulation
from .telling import told, where
from .tracing import Watch

MOST_TOLD = 20
RING = 4096

KINDS = {
    SOURCE_TICK: ("begins", "{node} begins a request or an event"),
    AT_CHANNEL: ("arrives", "a message arrives at {channel}"),
    DELIVERING: ("delivered", "a message is delivered to {node}"),
    WORK_DONE: ("work_done", "{node} has done its work"),
    CALL_ARRIVES: ("call_arrives", "a call arrives at {node}"),
    WAITS_FOR_ANSWER: ("timeout", "a call to {node} has waited long enough"),
    ANSWER: ("answer", "an answer of {node} arrives"),
    REPLY: ("answer", "a reply of {node} arrives"),
    RETRY: ("retry", "{node} tries again"),
    RETRY_IN_PLACE: ("retry", "{node} tries again"),
    SAGA_TIMER: ("saga_timer", "a saga of {node} has waited long enough"),
    BROKER_TIMER: ("broker_timer", "a broker's timer goes off"),
    STATION_TIMER: ("station_timer", "a service's timer goes off: an instance starts, or its autoscaling looks"),
}
_NOBODYS = {BROKER_TIMER, STATION_TIMER}


@dataclass(frozen=True)
class Due:
    """The event that comes next, by the document's names. `message`: the id of its request or event."""

    time: float
    kind: str
    node: str | None
    edge: str | None
    channel: str | None
    message: int | None
    words: str


def next_event(simulation: Simulation) -> Due | None:
    """None if nothing will happen any more."""
    simulation.advance(simulation.time, 0)  # Idle instances take what there is for them; that is no event.
    arena = simulation.arena
    entries = arena.view("heap")[: int(arena.state["pending"][0])]
    messages = arena.view("messages")
    standing = messages[entries["order"] & INDEX_MASK]
    valid = np.flatnonzero(standing["due"] == entries["order"] >> INDEX_BITS)
    if not len(valid):
        return None
    first = valid[np.lexsort((entries["order"][valid], entries["time"][valid]))[0]]
    return _described(simulation, float(entries["time"][first]), standing[first])


def step(simulation: Simulation, events: int, until: float) -> list[SteppedEvent]:
    """On by so many events, no further than `until`. The last MOST_TOLD of them, oldest first."""
    if events > MOST_TOLD and simulation.advance(until, events - MOST_TOLD):
        return []
    found: list[SteppedEvent] = []
    for _ in range(min(events, MOST_TOLD)):
        before = simulation.events
        event = observed(simulation, until)
        if event is None or simulation.events == before:
            break
        found.append(event)
    return found


def observed(simulation: Simulation, until: float) -> SteppedEvent | None:
    """The next event and what it does to its message; None if there is none before `until`, which is then reached."""
    due = next_event(simulation)
    if due is None or due.time > until:
        simulation.advance(until)
        return None
    if due.message is None:
        simulation.advance(until, 1)
        return _event(simulation, due, [])
    kept = simulation.events_a_call
    watch = Watch(simulation, due.message, RING)
    simulation.advance(until, 1)
    rows = watch.end()
    simulation.events_a_call = kept
    return _event(simulation, due, told(simulation.program, rows))


def _event(simulation: Simulation, due: Due, steps: list[Any]) -> SteppedEvent:
    return SteppedEvent(
        number=simulation.events,
        time=due.time,
        kind=due.kind,
        node=due.node,
        edge=due.edge,
        channel=due.channel,
        message=due.message,
        words="; ".join(one.words for one in steps) or due.words,
        steps=steps,
    )


def _described(simulation: Simulation, time: float, row: Any) -> Due:
    program, kind = simulation.program, int(row["kind"])
    name, words = KINDS[RETRY if kind == WAITS_FOR_ANSWER and int(row["child"]) <= BACKS_OFF else kind]
    if kind in _NOBODYS:
        return Due(time, name, None, None, None, None, words)
    if kind == SOURCE_TICK:
        node = program.sources[int(row["parent"])]
        message = int(simulation.arena.state["next_id"][0])
        return Due(time, name, node, None, None, message, words.format(node=program.document.nodes[node].name))
    values = {field: row[field] for field in ("marks", "station", "consumer", "via")}
    # As the history has a saga's steps: by its station.
    place = where(program, {**values, "channel": -1, "value": 0.0}, "saga_step" if kind == SAGA_TIMER else "handled")

    def named(identifier: str | None) -> str:
        return program.document.nodes[identifier].name if identifier else "it"

    said = words.format(node=named(place["node"]), channel=named(place["channel"]))
    return Due(time, name, place["node"], place["edge"], place["channel"], int(row["id"]), said)
