"""A chaos monkey: random faults at a rate, within a blast radius. `apps.engine.monkey` draws them."""

from typing import Literal

from pydantic import model_validator

from .base import Identifier, Model, setting
from .faults import FAULT_KINDS, MAX_SECONDS

MAX_PER_MINUTE = 60.0
MAX_EXPECTED = 100
"""Faults of one monkey, on average: each is a line that somebody reads, and what a run's log holds."""

FaultKindName = Literal[
    "crash",
    "broker_node_loss",
    "leader_loss",
    "zone_loss",
    "partition",
    "latency",
    "packet_loss",
    "error_rate",
    "slow",
    "stuck",
    "duplicate",
    "reorder",
    "poison",
    "traffic_spike",
    "key_skew",
    "memory_alarm",
    "disk_full",
    "throttle",
    "clock_skew",
    "rebalance_storm",
    "crash_before_ack",
]
EVERYDAY: list[FaultKindName] = ["crash", "slow", "error_rate", "latency"]


class Monkey(Model):
    """Strikes at random within its blast radius; the same seed strikes the same way."""

    targets: list[Identifier] = setting(
        list,
        "Blast radius",
        help="Nodes, edges and zones that may be struck, with what lives in them and what runs between them."
        " None named: everything.",
        max_length=200,
    )
    kinds: list[FaultKindName] = setting(
        lambda: list(EVERYDAY), "Kinds of fault", help="Each is as likely.", min_length=1, max_length=len(FAULT_KINDS)
    )
    per_minute: float = setting(
        6.0,
        "Faults",
        unit="/min",
        help="On average, at random moments. More often, no effect could be told from the one before.",
        gt=0,
        le=MAX_PER_MINUTE,
    )
    at_most: int = setting(1, "At once", unit="faults", help="What would be one more is left out.", ge=1, le=20)
    shortest_seconds: float = setting(5.0, "Lasts at least", unit="s", gt=0, le=3_600)
    longest_seconds: float = setting(20.0, "Lasts at most", unit="s", gt=0, le=3_600)
    at_seconds: float = setting(
        0.0, "From", unit="s", help="Simulated time. In a live run: not before now.", ge=0, le=MAX_SECONDS
    )
    duration_seconds: float = setting(
        120.0, "For", unit="s", help="No fault begins later; the last ones run out.", gt=0, le=86_400
    )
    seed: int | None = setting(None, "Seed", help="Left out: the run's.", ge=0, le=2**53 - 1)

    @model_validator(mode="after")
    def _bounded(self) -> "Monkey":
        if self.shortest_seconds > self.longest_seconds:
            raise ValueError(
                f"lasts at least {self.shortest_seconds:g} s and at most {self.longest_seconds:g} s:"
                " the shortest is longer than the longest"
            )
        expected = self.expected_faults
        if expected > MAX_EXPECTED:
            raise ValueError(
                f"{self.per_minute:g} a minute for {self.duration_seconds:g} s are {expected:,.0f} faults:"
                f" at most {MAX_EXPECTED}, each is a line of the log; a lower rate or a shorter time"
            )
        return self

    @property
    def expected_faults(self) -> float:
        """On average, about: by Erlang's loss formula, what finds `at_most` on already is left out.

        The formula is of a monkey that has been at it for long, but it begins with none on. That shows where they last
        long compared with its time: the first `at_most` come in any case. Fewer come where there is less to strike.
        """
        wanted = self.per_minute * self.duration_seconds / 60.0
        on = self.per_minute / 60.0 * (self.shortest_seconds + self.longest_seconds) / 2.0
        left_out = 1.0
        for number in range(1, self.at_most + 1):
            left_out = on * left_out / (number + on * left_out)
        return max(wanted * (1.0 - left_out), min(wanted, self.at_most))


assert set(FaultKindName.__args__) == FAULT_KINDS.keys(), "a kind of fault that no monkey can choose"  # type: ignore[attr-defined]
