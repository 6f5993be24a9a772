"""The lab: a broker played by hand, message by message.

Place in the flow: beside `replay`, on the same simulation. Sources send and services take only when told to, so that a
script can be played against a real broker and against this one, and the outcomes compared.

    lab = Lab(document)
    lab.publish("source", "order-placed", key=7)
    delivery = lab.poll("service")
    lab.ack(delivery)
"""

from dataclasses import dataclass

import numpy as np

from apps.schema import Document
from apps.schema.faults import Fault
from apps.schema.operations import Operation

from .brokers.rabbitmq.reading import deaths, deliveries_before
from .compiling import compile_document
from .kernel.faults import crash_instance, crash_station, instance_up
from .kernel.hands import refuse_by_hand, reply_by_hand, succeed_by_hand, take_by_hand
from .kernel.sources import begin
from .layout import CAUSES, DOWN, FROM_THE_BEGINNING, FROM_THE_END, RABBITMQ, REDELIVERED, WAITS_FOR_ANSWER
from .records import overflowing
from .simulation import Simulation


@dataclass(frozen=True)
class Death:
    """A line of a message's x-death: how often it was dead-lettered in a channel for a reason."""

    channel: str
    reason: str
    count: int


@dataclass(frozen=True)
class Delivery:
    """A message as its consumer got it. `message`: the number of the publish, from 1 on. `deliveries`: how often the
    broker has handed it out, this time included, as far as that broker counts. `offset`: in a log; else None."""

    message: int
    event_type: str
    key: int
    channel: str
    partition: int | None
    offset: int | None
    redelivered: bool
    deliveries: int
    deaths: tuple[Death, ...]
    record: int


class Lab:
    def __init__(self, document: Document, seed: int = 1) -> None:
        """Raises CompileError for a document that cannot be simulated."""
        self.program = compile_document(document)
        self.simulation = Simulation(self.program, seed)
        self.published = 0
        self.simulation.arena.view("messages")["due"] = -1
        self.simulation.arena.view("stations")["manual"] = 1
        for group in self.simulation.arena.view("groups")[self.simulation.arena.view("groups")["shared"] != 0]:
            # Nobody polls by itself here, but groups are created before anything is sent, unless they begin at a time
            # or a number: then it is the first poll that creates them.
            first = int(group["first_reader"])
            created = int(group["start"]) in (FROM_THE_BEGINNING, FROM_THE_END)
            self.simulation.arena.view("readers")["commits"][first : first + int(group["readers"])] = created
        self.advance(0.0)

    @property
    def time(self) -> float:
        return self.simulation.time

    def advance(self, seconds: float) -> None:
        """Lets simulated time pass: timers of the broker go off."""
        self.simulation.advance(self.simulation.time + seconds)

    def publish(self, source: str, event_type: str, key: int = 0, size: int | None = None, after: float = 0.0) -> int:
        """The source sends one event over its publish edges, `after` seconds from now. Returns its number."""
        if after > 0.0:
            self.advance(after)
        self.simulation.make_room()
        payload = self.program.document.event_types[event_type].size_bytes if size is None else size
        with overflowing():
            begin(
                self.simulation.arena.address,
                self.program.station_index[source],
                self.program.event_types.index(event_type),
                key,
                payload,
            )
        self.published += 1
        self.advance(0.0)
        return self.published

    def poll(self, service: str, instance: int = 0) -> Delivery | None:
        """The next message for an instance of a service, or None."""
        self.advance(0.0)
        self.simulation.make_room()
        for k in self._consumers(service, instance):
            m = int(take_by_hand(self.simulation.arena.address, k))
            if m >= 0:
                self.advance(0.0)
                return self._delivery(m)
        self.advance(0.0)
        return None

    def ack(self, delivery: Delivery) -> None:
        """The message is handled. What its handler sends is sent."""
        self.simulation.make_room()
        succeed_by_hand(self.simulation.arena.address, delivery.record)
        self.advance(0.0)

    def reply(self, delivery: Delivery) -> None:
        """Answers a request that came through a queue, without acknowledging it: `ack` answers it by itself."""
        self.simulation.make_room()
        reply_by_hand(self.simulation.arena.address, delivery.record)
        self.advance(0.0)

    def waits_for(self, source: str) -> list[int]:
        """The numbers of the publishes whose calls the source waits for."""
        rows = self.simulation.arena.view("messages")
        mine = (rows["kind"] == WAITS_FOR_ANSWER) & (rows["station"] == self.program.station_index[source])
        return sorted(int(identity) + 1 for identity in rows["id"][mine])

    def nack(self, delivery: Delivery, requeue: bool = True) -> None:
        """The message could not be handled: back to the broker, or refused for good."""
        self.simulation.make_room()
        refuse_by_hand(self.simulation.arena.address, delivery.record, int(requeue))
        self.advance(0.0)

    def crash(self, service: str, instance: int | None = None) -> None:
        """One instance of a service, or all, die with what they hold; or a source with what it waits for."""
        if service in self.program.sources:
            self.simulation.make_room_for_all()
            crash_station(self.simulation.arena.address, self.program.station_index[service])
        for i in self._instances(service, instance):
            self.simulation.make_room_for_all()
            crash_instance(self.simulation.arena.address, i)
        self.advance(0.0)

    def restart(self, service: str, instance: int | None = None) -> None:
        for i in self._instances(service, instance):
            if int(self.simulation.arena.view("instances")["state"][i]) == DOWN:
                self.simulation.make_room_for_all()
                instance_up(self.simulation.arena.address, i)
        self.advance(0.0)

    def operate(self, operation: Operation) -> None:
        """An operator's hand, now. Raises OperationRefused."""
        self.simulation.operate(operation)
        self.advance(0.0)

    def inject(self, fault_id: str, fault: Fault) -> None:
        self.simulation.inject(fault_id, fault)
        self.advance(0.0)

    def heal(self, fault_id: str) -> None:
        self.simulation.heal(fault_id)
        self.advance(0.0)

    def endings(self) -> list[tuple[int, str, str]]:
        """Messages that ended other than by being handled, oldest first: (number, channel, cause)."""
        arena = self.simulation.arena
        written, kept = int(arena.state["endings_written"][0]), len(arena.view("endings"))
        rows = [arena.view("endings")[i % kept] for i in range(max(0, written - kept), written)]
        return [(int(r["id"]) + 1, self.program.channels[int(r["channel"])], CAUSES[int(r["cause"])][0]) for r in rows]

    def depth(self, channel: str) -> int:
        """Messages that wait in a channel for its consumers, the slowest group's."""
        index = self.program.channels.index(channel)
        arena = self.simulation.arena
        row = arena.view("channels")[index]
        if int(row["kind"]) == RABBITMQ:
            # What lies in a client waits as well, but no longer in the queue.
            return int(arena.view("rabbitmq_queues")["waiting"][row["own"]])
        groups = arena.view("groups")
        return max((int(g["waiting"]) for g in groups[groups["channel"] == index]), default=0)

    def _instances(self, service: str, instance: int | None) -> list[int]:
        row = self.simulation.arena.view("stations")[self.program.station_index[service]]
        first, count = int(row["first_instance"]), int(row["instances"])
        return list(range(first, first + count)) if instance is None else [first + instance]

    def _consumers(self, service: str, instance: int) -> list[int]:
        (place,) = self._instances(service, instance)
        return [int(k) for k in np.flatnonzero(self.simulation.arena.view("consumers")["instance"] == place)]

    def _delivery(self, m: int) -> Delivery:
        arena = self.simulation.arena
        row = arena.view("messages")[m]
        group = arena.view("groups")[arena.view("consumers")["group"][row["consumer"]]]
        partition = offset = None
        if group["readers"] > 0 and row["place"] >= 0:
            partition = None if group["shared"] else int(row["place"]) - int(group["first_reader"])
            offset = int(row["extra"])
        before = deliveries_before(arena, m)
        return Delivery(
            message=int(row["id"]) + 1,
            event_type=self.program.event_types[int(row["type"])],
            key=int(row["key"]),
            channel=self.program.channels[int(group["channel"])],
            partition=partition,
            offset=offset,
            redelivered=bool(int(row["marks"]) & REDELIVERED) or before > 0,
            deliveries=int(row["deliveries"]) + before,
            deaths=tuple(Death(self.program.channels[c], reason, count) for c, reason, count in deaths(arena, m)),
            record=m,
        )
