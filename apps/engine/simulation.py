"""A simulation: a program, an arena, the faults that are on, and the moments at which faults begin and end.

Place in the flow: between the kernel, which knows only bytes, and everything that runs one: `replay`, `runs`, tests.
"""

import hashlib
import json
from collections.abc import Callable
from contextlib import suppress

from apps.schema import fault_problem
from apps.schema.faults import Fault
from apps.schema.messages import belongs
from apps.schema.operations import Operation
from apps.schema.striking import operation_problem

from .agenda import Active, Agenda, strikes
from .arena import LAYOUT, Arena, restored
from .faults import apply_effects, struck_by, words
from .kernel.advance import advance as kernel_advance
from .layout import CLOSED_LOOP, GROW, PAUSED, SCHEDULED, SOURCE_TICK
from .operating import OperationRefused, operate, rebalance
from .program import Program
from .records import JIT_DISABLED, overflowing
from .seeding import fill_streams

_MAGIC = f"breakwater-snapshot-4 {LAYOUT}\n".encode()
"""Kept bytes are read as the records that wrote them: what another version of the engine kept is refused."""
EVENTS_A_CALL = 1_000_000

__all__ = ["Active", "FaultRefused", "OperationRefused", "Simulation"]


class FaultRefused(ValueError):
    """A fault that cannot strike its target here, or an id already in use."""


class Simulation:
    """`advance` moves time on; slicing the way there never changes a result."""

    def __init__(self, program: Program, seed: int = 1, *, _arena: Arena | None = None) -> None:
        self.program = program
        self.seed = seed
        self.arena = _arena or Arena.of(program)
        self.agenda = Agenda()
        self.events_a_call = EVENTS_A_CALL
        self.after_call: Callable[[Arena], None] | None = None
        """Called after every stretch of at most `events_a_call` events."""
        if _arena is None:
            fill_streams(self.arena.view("streams"), program.stream_names, seed)
            self._first_events()

    @property
    def active(self) -> dict[str, Active]:
        """The faults that are on, by id."""
        return self.agenda.active

    @property
    def time(self) -> float:
        return float(self.arena.state["now"][0])

    @property
    def events(self) -> int:
        return int(self.arena.state["events"][0])

    @property
    def scheduled(self) -> int:
        """How many events have been scheduled so far, those that were called off among them."""
        return int(self.arena.state["sequence"][0])

    def advance(self, until: float, max_events: int | None = None) -> bool:
        """Simulates up to `until` seconds. False if `max_events` came first; calling again goes on from there.

        Raises ArenaFull when more messages are in flight than an arena can hold.
        """
        last = None if max_events is None else self.events + max_events
        while True:
            stop = min(until, self.agenda.next_change())
            if not self._advance_kernel(stop, last):
                return False
            if self.agenda.next_change() > stop:
                return True
            # What it brings about at this very moment is simulated too.
            self._change_at(stop)

    def inject(self, fault_id: str, fault: Fault) -> None:
        """A fault from its `at_seconds`, or from now if that is past, for its duration. Raises FaultRefused."""
        reason = fault_problem(self.program.document, fault)
        if reason:
            raise FaultRefused(reason)
        if fault_id in self.active or fault_id in self.agenda.planned:
            raise FaultRefused(f"a fault '{fault_id}' is already on")
        since = max(fault.at_seconds, self.time)
        until = None if fault.duration_seconds is None else since + fault.duration_seconds
        self.agenda.planned[fault_id] = Active(fault, since, until)
        self._change_at(self.time)

    def heal(self, fault_id: str) -> bool:
        """Ends a fault now, or all that a strike or a monkey of that id does, and cancels what of it is still to come.
        False if none of it is on."""
        self.agenda.cancel(fault_id)
        ended = [self.agenda.end(one) for one in sorted(self.active) if belongs(one, fault_id)]
        for one in ended:
            assert one is not None
            self._apply(one.fault)
        return bool(ended)

    def heal_all(self) -> None:
        self.agenda.planned.clear()
        for fault_id in list(self.active):
            self.heal(fault_id)

    def operate(self, operation: Operation) -> int | None:
        """Does what an operator would, at its `at_seconds`, or now if that is past. Returns, of a redrive that is done
        now, how many dead letters it took. Raises OperationRefused."""
        reason = operation_problem(self.program.document, operation)
        if reason:
            raise OperationRefused(reason)
        if operation.at_seconds <= self.time:
            return operate(self, operation)
        self.agenda.plan(operation)
        return None

    def digest(self) -> str:
        """SHA-256 of the whole state: equal digests are equal simulations."""
        return hashlib.sha256((self.arena.digest() + self.agenda.digest()).encode()).hexdigest()

    def snapshot(self) -> bytes:
        """Everything, to go on from in another process with the same program."""
        head = json.dumps({"seed": self.seed, "agenda": self.agenda.values()}).encode()
        return b"".join((_MAGIC, len(head).to_bytes(4, "little"), head, *self.arena.stored()))

    @classmethod
    def restore(cls, program: Program, data: bytes) -> "Simulation":
        """Raises ValueError for anything that `snapshot` did not make."""
        if not data.startswith(_MAGIC):
            raise ValueError("not a snapshot of this version of the engine")
        start = len(_MAGIC) + 4
        length = int.from_bytes(data[len(_MAGIC) : start], "little")
        head = json.loads(data[start : start + length])
        simulation = cls(program, head["seed"], _arena=restored(memoryview(data)[start + length :]))
        simulation.agenda = Agenda.of(head["agenda"])
        return simulation

    def fault_words(self, fault_id: str) -> str:
        return words(self.program.document, self.active[fault_id].fault)

    def _change_at(self, now: float) -> None:
        """Does what is due: begins and ends faults in order of their ids, then operates."""
        agenda = self.agenda
        for fault_id in sorted(agenda.planned):
            if agenda.planned[fault_id].since <= now:
                if strikes(agenda.planned[fault_id].fault, fault_id, self.seed):
                    self._apply(agenda.begin(fault_id).fault)
                else:
                    agenda.planned.pop(fault_id)
        for fault_id in sorted(agenda.active):
            until = agenda.active[fault_id].until
            if until is not None and until <= now:
                ended = agenda.end(fault_id)
                assert ended is not None
                self._apply(ended.fault)
        for fault_id in sorted(agenda.storms):
            if agenda.storms[fault_id] <= now:
                storm = agenda.active[fault_id].fault
                agenda.storms[fault_id] += storm.every_seconds  # type: ignore[union-attr]
                rebalance(self, storm.target)
        while agenda.operations and agenda.operations[0].at_seconds <= now:
            # One that cannot be done when its time has come is left out: nobody is there to be told.
            with suppress(OperationRefused):
                operate(self, agenda.operations.pop(0))

    def _apply(self, fault: Fault) -> None:
        """Brings everything that a fault strikes into the state that all faults on it put it in."""
        document = self.program.document
        for target in struck_by(document, fault):
            self.make_room_for_all()
            faults = [one.fault for _, one in sorted(self.active.items()) if target in struck_by(document, one.fault)]
            with overflowing():
                apply_effects(self.program, self.arena, target, faults)

    def _advance_kernel(self, until: float, last: int | None) -> bool:
        if JIT_DISABLED:
            with overflowing():
                return self._advance_in_calls(until, last)
        return self._advance_in_calls(until, last)

    def _advance_in_calls(self, until: float, last: int | None) -> bool:
        while True:
            allowed = self.events_a_call if last is None else min(self.events_a_call, last - self.events)
            outcome = kernel_advance(self.arena.address, until, allowed)
            if self.after_call is not None:
                self.after_call(self.arena)
            if outcome == GROW:
                self.arena = self.arena.grow()
            elif outcome == PAUSED:
                if last is not None and self.events >= last:
                    return False
            else:
                return True

    def _first_events(self) -> None:
        """A message for each source's clock, or for each user of a closed loop."""
        from .kernel.events import schedule
        from .kernel.messages import take
        from .kernel.scaling import watch_lag
        from .kernel.sources import schedule_next
        from .kernel.users import everybody_thinks

        with overflowing():
            for index in range(len(self.arena.view("scalings"))):
                watch_lag(self.arena.address, index)
            for index, source in enumerate(self.arena.view("sources")):
                if not source["shares"] and not source["points"]:
                    continue
                if source["kind"] == CLOSED_LOOP:
                    self.make_room(int(source["users"]))
                    everybody_thinks(self.arena.address, index)
                    continue
                m = take(self.arena.address)
                clock = self.arena.view("messages")[m]
                clock["parent"] = index
                clock["kind"] = SOURCE_TICK
                self.arena.view("sources")[index]["message"] = m
                if source["kind"] == SCHEDULED:
                    schedule(self.arena.address, float(source["rate"]), m)
                else:
                    schedule_next(self.arena.address, m)

    def make_room(self, more: int = 0) -> None:
        """Room for what a step of the kernel may make, and so many messages more, before the host calls one itself."""
        margin = int(self.arena.state["margin"][0]) + more
        self.arena = self.arena.with_room(margin, margin)

    def make_room_for_all(self) -> None:
        """Room for what one step may make that changes everything at once: each message that somebody has is given out
        again and, at a delivery limit, dead-lettered; each consumer, reader and server gets a timer."""
        arena = self.arena
        timers = sum(len(arena.view(name)) for name in ("consumers", "readers", "broker_nodes"))
        ways = arena.view("rabbitmq_ways")["routes"]
        copies = arena.in_hand() * (1 + int(ways.max(initial=0)))
        margin = int(arena.state["margin"][0])
        self.arena = arena.with_room(margin + timers + copies, margin + timers + copies + len(arena.view("messages")))
