"""Where two runs part: the first event that is not the same in both.

Place in the flow: beside `replay`, on two simulations that stand at the same moment. Both go on in short stretches
until what they have counted differs; that stretch is then done again event by event, side by side.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from apps.schema.messages import LoggedCommand, Pause, Resume, SetSpeed, Step, Stop
from apps.schema.time_travel import Divergence

from .replay import obey, reach
from .simulation import Simulation
from .stepping import Due, next_event, observed

FIRST_STRETCH, LONGEST_STRETCH = 0.25, 4.0
EVENTS_A_STRETCH = 20_000
PACING = (Pause, Resume, SetSpeed, Step, Stop)
_STATION = ("arrived", "completed", "failed", "retries", "busy_seconds", "waiting")


def changes_something(line: LoggedCommand) -> bool:
    """Whether a command changes what happens, not only how fast or how far."""
    return not isinstance(line.command, PACING)


@dataclass
class Side:
    """One of two runs on its way: its simulation, and what was commanded in it."""

    simulation: Simulation
    log: Sequence[LoggedCommand]
    obeyed: int = 0
    scheduled: int = field(default=0, init=False)
    """How many events its commands, not its events, have scheduled since."""

    def __post_init__(self) -> None:
        # What only paces a run, or steps through it, changes nothing that happens.
        kept = [line for line in self.log[self.obeyed :] if changes_something(line)]
        self.log, self.obeyed = kept, 0

    def go(self, until: float) -> None:
        while (line := self._next_line()) is not None and line.at <= until:
            self._obey(line)
        while not self.simulation.advance(until, EVENTS_A_STRETCH):
            pass

    def due(self) -> Due | None:
        """The next event; commands that come before it are obeyed."""
        while True:
            event = next_event(self.simulation)
            line = self._next_line()
            if line is None or (event is not None and event.time <= line.at and not self._reached(line)):
                return event
            self._obey(line)

    def _next_line(self) -> LoggedCommand | None:
        return self.log[self.obeyed] if self.obeyed < len(self.log) else None

    def _obey(self, line: LoggedCommand) -> None:
        simulation = self.simulation
        while not reach(simulation, line.at, line, simulation.events + EVENTS_A_STRETCH):
            pass
        before = simulation.scheduled
        obey(simulation, line)
        self.scheduled += simulation.scheduled - before
        self.obeyed += 1

    def _reached(self, line: LoggedCommand) -> bool:
        return line.events is not None and self.simulation.events >= line.events


def first_divergence(
    a: Side,
    b: Side,
    until: float,
    *,
    max_events: int,
    noticed: Callable[[float], None] = lambda time: None,
) -> tuple[Divergence | None, str]:
    """The first event that differs before `until`, or why there is none, in words.

    `noticed` is called with the simulated time after every stretch. Of different documents the nodes and channels that
    both have are looked at.
    """
    alike = a.simulation.program is b.simulation.program
    fingerprint = _Fingerprint(a.simulation, b.simulation)
    begun = a.simulation.events + b.simulation.events
    stretch = FIRST_STRETCH
    differs = False
    while a.simulation.time < until:
        before = [(one.simulation.snapshot(), one.obeyed, one.scheduled) for one in (a, b)]
        events = a.simulation.events
        target = min(until, a.simulation.time + stretch)
        a.go(target)
        b.go(target)
        noticed(target)
        differs = fingerprint.of(a, alike) != fingerprint.of(b, alike)
        if differs:
            for one, (snapshot, obeyed, scheduled) in zip((a, b), before, strict=True):
                one.simulation, one.obeyed = Simulation.restore(one.simulation.program, snapshot), obeyed
                one.scheduled = scheduled
            found = _side_by_side(a, b, target, fingerprint.shared, alike)
            if found is not None:
                return found, ""
            # A command has changed what stands there, and no event yet.
            a.go(target)
            b.go(target)
        if a.simulation.events + b.simulation.events - begun > max_events:
            return None, f"{_none_up_to(target, a, b, differs)} The budget ended the search there."
        crowded = a.simulation.events - events > EVENTS_A_STRETCH
        stretch = stretch / 2 if crowded else min(LONGEST_STRETCH, 1.5 * stretch)
    return None, _none_up_to(until, a, b, differs)


def _none_up_to(time: float, a: Side, b: Side, differs: bool) -> str:
    if a.log[: a.obeyed] != b.log[: b.obeyed]:
        return f"They were told different things, but up to {time:g} s the same has happened in both."
    if differs:
        return f"What was counted differs at {time:g} s, but no single event does."
    return f"Nothing differs up to {time:g} s."


def _side_by_side(a: Side, b: Side, until: float, shared: set[str], alike: bool) -> Divergence | None:
    # Of runs of one document everything before has been the same too.
    same = a.simulation.events if alike else 0
    while True:
        left, right = _next_of(a, until, shared, alike), _next_of(b, until, shared, alike)
        if left is None and right is None:
            return None
        if _key(left, alike) != _key(right, alike):
            return _told(a, b, left, right, same, until)
        a.simulation.advance(until, 1)
        b.simulation.advance(until, 1)
        same += 1


def _next_of(side: Side, until: float, shared: set[str], alike: bool) -> Due | None:
    """The next event that both documents could have."""
    while True:
        due = side.due()
        if due is None or due.time > until:
            return None
        places = {due.node, due.channel} - {None}
        if alike or (places and places <= shared):
            return due
        side.simulation.advance(until, 1)


def _key(due: Due | None, alike: bool) -> Any:
    return due and (round(due.time, 9), due.kind, due.node, due.channel, due.message if alike else None)


def _told(a: Side, b: Side, left: Due | None, right: Due | None, same: int, until: float) -> Divergence:
    first = min(due.time for due in (left, right) if due is not None)
    told = [observed(one.simulation, until) if due else None for one, due in ((a, left), (b, right))]
    said = [f"at {event.time:.3f} s {event.words}" if event else "nothing more happens" for event in told]
    return Divergence(
        time=first, before=same, a=told[0], b=told[1], words=f"In the first run {said[0]}; in the second {said[1]}."
    )


class _Fingerprint:
    """What two simulations are compared by before they are looked at event by event."""

    def __init__(self, a: Simulation, b: Simulation) -> None:
        programs = a.program, b.program
        self.stations = sorted(set(programs[0].stations) & set(programs[1].stations))
        self.channels = sorted(set(programs[0].channels) & set(programs[1].channels))
        self.shared = {*self.stations, *self.channels}

    def of(self, side: Side, alike: bool) -> tuple[Any, ...]:
        arena, program = side.simulation.arena, side.simulation.program
        rows = arena.view("stations")[[program.station_index[name] for name in self.stations]]
        channels = arena.view("channels")[[program.channels.index(name) for name in self.channels]]
        counted: list[bytes | int] = [np.ascontiguousarray(rows[name]).tobytes() for name in _STATION]
        counted += [np.ascontiguousarray(channels[name]).tobytes() for name in ("arrived", "kept")]
        if alike:
            state = arena.state
            counted += [int(state[name][0]) for name in ("events", "next_id")]
            counted.append(side.simulation.scheduled - side.scheduled)
        return tuple(counted)
