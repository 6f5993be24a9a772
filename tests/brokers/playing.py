"""Small scripts of what is done to a broker, and what is then seen of it.

A script stands on a document: the same one that the engine simulates is what the real broker is set up from. A player
does the steps, on a real broker or in the engine; both leave an Outcome, and the outcomes are compared.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

Document = dict[str, Any]
Death = tuple[str, str, int]  # where, why, how often; the newest first

MOST_IN_A_DRAIN = 100


class Received(Protocol):
    """A delivery. None stands for what this broker does not tell its consumers."""

    @property
    def message(self) -> int: ...
    @property
    def event_type(self) -> str: ...
    @property
    def key(self) -> int | None: ...
    @property
    def channel(self) -> str: ...
    @property
    def partition(self) -> int | None: ...
    @property
    def offset(self) -> int | None: ...
    @property
    def redelivered(self) -> bool | None: ...
    @property
    def deliveries(self) -> int | None: ...
    @property
    def deaths(self) -> Sequence[Death] | None: ...


class Player(Protocol):
    """What can be done to a broker. `poll` waits a moment, since a real broker takes one, and then says None."""

    def publish(self, number: int, source: str, event_type: str, key: int | None) -> None: ...
    def poll(self, service: str, instance: int) -> Received | None: ...
    def ack(self, delivery: Received) -> None: ...
    def nack(self, delivery: Received, requeue: bool) -> None: ...
    def crash(self, service: str, instance: int | None) -> None: ...
    def restart(self, service: str, instance: int | None) -> None: ...
    def wait(self, seconds: float) -> None: ...
    def settle(self) -> None: ...
    def operate(self, operation: dict[str, Any]) -> None: ...
    def inject(self, identifier: str, fault: dict[str, Any]) -> None: ...
    def heal(self, identifier: str) -> None: ...
    def depth(self, channel: str) -> int: ...
    def refused(self) -> Sequence[int]: ...
    def reply(self, delivery: Received) -> None: ...
    def replies(self, caller: str) -> tuple[int, int, Sequence[int]]: ...
    def close(self) -> None: ...


@dataclass(frozen=True)
class Publish:
    event_type: str
    key: int | None = None
    source: str = "sender"


@dataclass(frozen=True)
class Poll:
    """Take what comes next and hold it."""

    service: str
    instance: int = 0


@dataclass(frozen=True)
class Drain:
    """Take and acknowledge until nothing comes any more."""

    service: str
    instance: int = 0
    ack: bool = True


@dataclass(frozen=True)
class Ack:
    """Acknowledge the last delivery of this message that the instance holds."""

    service: str
    message: int
    instance: int = 0


@dataclass(frozen=True)
class Nack:
    service: str
    message: int
    instance: int = 0
    requeue: bool = True


@dataclass(frozen=True)
class Crash:
    service: str
    instance: int | None = None


@dataclass(frozen=True)
class Restart:
    service: str
    instance: int | None = None


@dataclass(frozen=True)
class Wait:
    seconds: float


@dataclass(frozen=True)
class Settle:
    """Wait until every group has shared out its partitions among the members that live."""


@dataclass(frozen=True)
class Operate:
    operation: dict[str, Any]


@dataclass(frozen=True)
class Inject:
    identifier: str
    fault: dict[str, Any]


@dataclass(frozen=True)
class Heal:
    identifier: str


@dataclass(frozen=True)
class Depth:
    """Count the messages that are ready there."""

    channel: str


@dataclass(frozen=True)
class Refused:
    """Ask the publishers which of their messages came back or were not taken."""


@dataclass(frozen=True)
class Reply:
    """Answer the last delivery of this request that the instance holds, and go on holding it."""

    service: str
    message: int
    instance: int = 0


@dataclass(frozen=True)
class Replies:
    """Ask a caller how many replies it has taken and dropped so far, and for which requests it still waits."""

    caller: str = "sender"


Step = (
    Publish
    | Poll
    | Drain
    | Ack
    | Nack
    | Crash
    | Restart
    | Wait
    | Settle
    | Operate
    | Inject
    | Heal
    | Depth
    | Refused
    | Reply
    | Replies
)


@dataclass(frozen=True)
class Seen:
    """One delivery, or that nothing came (message None). Comparable field by field."""

    step: int
    service: str
    instance: int
    message: int | None = None
    event_type: str | None = None
    key: int | None = None
    channel: str | None = None
    partition: int | None = None
    offset: int | None = None
    redelivered: bool | None = None
    deliveries: int | None = None
    deaths: tuple[Death, ...] | None = None


@dataclass(frozen=True)
class Counted:
    step: int
    channel: str
    ready: int


@dataclass(frozen=True)
class CameBack:
    step: int
    messages: tuple[int, ...]


@dataclass(frozen=True)
class Answered:
    step: int
    caller: str
    taken: int
    dropped: int
    waiting: tuple[int, ...]


@dataclass(frozen=True)
class NotHeld:
    """The script answers a delivery that never came."""

    step: int
    service: str
    message: int


Observation = Seen | Counted | CameBack | Answered | NotHeld
Outcome = tuple[Observation, ...]


@dataclass(frozen=True)
class Script:
    """`checks` names the statements of the fidelity page that it holds; `view` is what of the outcome the broker
    promises (all of it, or for instance only the order inside a partition). `since` and `until`: the first and the last
    version that it holds with, as documents call them."""

    name: str
    document: Document
    steps: Sequence[Step]
    checks: tuple[str, ...]
    view: Callable[[Outcome], Any] = lambda outcome: outcome
    differs: str = ""  # how the engine is known to do otherwise; the test fails once it does not any more
    patience: float | None = None  # seconds that a poll waits at least, when the broker acts on a clock of its own
    since: str = ""
    until: str = ""
    slow: bool = False  # takes minutes of a real broker's clock: played there only to be recorded

    @property
    def slug(self) -> str:
        return "".join(letter if letter.isalnum() else "-" for letter in self.name.lower())


@dataclass
class _Play:
    player: Player
    seen: list[Observation] = field(default_factory=list)
    held: dict[tuple[str, int, int], Received] = field(default_factory=dict)
    published: int = 0
    step: int = 0

    def do(self, step: Step) -> None:
        player = self.player
        match step:
            case Publish(event_type, key, source):
                self.published += 1
                player.publish(self.published, source, event_type, key)
            case Poll(service, instance):
                self.take(service, instance)
            case Drain(service, instance, ack):
                self.drain(service, instance, ack)
            case Ack(service, message, instance):
                if delivery := self.holding(service, instance, message):
                    player.ack(delivery)
            case Nack(service, message, instance, requeue):
                if delivery := self.holding(service, instance, message):
                    player.nack(delivery, requeue)
            case Reply(service, message, instance):
                if delivery := self.holding(service, instance, message, on=True):
                    player.reply(delivery)
            case _:
                self.happen(step)

    def happen(self, step: Step) -> None:
        match step:
            case Crash(service, instance):
                self.player.crash(service, instance)
                self.held = {
                    place: one
                    for place, one in self.held.items()
                    if place[0] != service or instance not in (None, place[1])
                }
            case Restart(service, instance):
                self.player.restart(service, instance)
            case Wait(seconds):
                self.player.wait(seconds)
            case Settle():
                self.player.settle()
            case Operate(operation):
                self.player.operate(operation)
            case Inject(identifier, fault):
                self.player.inject(identifier, fault)
            case Heal(identifier):
                self.player.heal(identifier)
            case _:
                self.ask(step)

    def ask(self, step: Step) -> None:
        match step:
            case Depth(channel):
                self.seen.append(Counted(self.step, channel, self.player.depth(channel)))
            case Refused():
                self.seen.append(CameBack(self.step, tuple(self.player.refused())))
            case Replies(caller):
                taken, dropped, waiting = self.player.replies(caller)
                self.seen.append(Answered(self.step, caller, taken, dropped, tuple(waiting)))

    def take(self, service: str, instance: int) -> Received | None:
        got = self.player.poll(service, instance)
        if got is None:
            self.seen.append(Seen(self.step, service, instance))
            return None
        self.held[service, instance, got.message] = got
        deaths = None if got.deaths is None else tuple(got.deaths)
        self.seen.append(
            Seen(
                *(self.step, service, instance, got.message, got.event_type, got.key, got.channel, got.partition),
                *(got.offset, got.redelivered, got.deliveries, deaths),
            )
        )
        return got

    def drain(self, service: str, instance: int, ack: bool) -> None:
        for _ in range(MOST_IN_A_DRAIN):
            got = self.take(service, instance)
            if got is None:
                return
            if ack:
                self.player.ack(got)

    def holding(self, service: str, instance: int, message: int, on: bool = False) -> Received | None:
        delivery = self.held.pop((service, instance, message), None)
        if delivery is not None and on:
            self.held[service, instance, message] = delivery
        if delivery is None:
            self.seen.append(NotHeld(self.step, service, message))
        return delivery


def play(script: Script, player: Player) -> Outcome:
    """Does all steps and closes the player."""
    going = _Play(player)
    try:
        for going.step, step in enumerate(script.steps):
            going.do(step)
    finally:
        player.close()
    return tuple(going.seen)
