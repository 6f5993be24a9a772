"""The faults that a chaos monkey strikes with: a pure function of document, monkey and seed.

Place in the flow: before `Simulation.inject`, for live runs, scenarios and the command line alike. Each draw hangs on
its number and on what it is for, not on the draws before it: a node more in the document changes only the strikes that
it wins itself, so two designs meet the same chaos as far as they are the same.
"""

import hashlib
from math import log

from pydantic import TypeAdapter

from apps.schema.blast_radius import monkey_problem, strikable
from apps.schema.document import Document
from apps.schema.faults import FAULT_KINDS, BrokerNodeLoss, Fault, FaultBase, LeaderLoss
from apps.schema.monkey import MAX_EXPECTED, Monkey
from apps.schema.nodes import Station
from apps.schema.striking import servers

MOST = 2 * MAX_EXPECTED
"""However the moments fall."""

TENTHS = 1
"""Decimals of the moments, in seconds: of the grid of frames, and too coarse for a logarithm's last bit to show."""

_fault_of: TypeAdapter[Fault] = TypeAdapter(Fault)
_STRENGTHS = ("added_ms", "percent", "factor", "per_second", "ms", "every_seconds")


class MonkeyRefused(ValueError):
    """A monkey that names what is not there, or that finds nothing to strike."""


def expand(document: Document, monkey: Monkey, seed: int, now: float = 0.0) -> list[Fault]:
    """Its faults in order of time, none before `now`. `seed`: the run's, for a monkey without its own.

    Raises MonkeyRefused.
    """
    reason = monkey_problem(document, monkey)
    if reason:
        raise MonkeyRefused(reason)
    draw = _Draw(seed if monkey.seed is None else monkey.seed)
    possible = strikable(document, monkey)
    begin = max(monkey.at_seconds, now)
    at, number = begin, 0
    faults: list[Fault] = []
    on: list[tuple[float, str, str]] = []
    while len(faults) < MOST:
        number += 1
        at -= log(1.0 - draw("moment", number)) * 60.0 / monkey.per_minute
        if at >= begin + monkey.duration_seconds:
            break
        since = round(at, TENTHS)
        on = [one for one in on if one[0] > since]
        if len(on) >= monkey.at_most:
            continue
        chosen = _choose(draw, number, possible, {(kind, target) for _, kind, target in on})
        if chosen is None:
            continue
        spread = monkey.longest_seconds - monkey.shortest_seconds
        length = round(monkey.shortest_seconds + spread * draw("length", number), TENTHS)
        faults.append(_fault(document, draw, number, *chosen, since, length or monkey.shortest_seconds))
        on.append((since + length, *chosen))
    return faults


class _Draw:
    """Numbers in [0, 1) by what they are for: no state, so no draw shifts another."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def __call__(self, what: str, number: int) -> float:
        drawn = hashlib.blake2b(f"monkey\x00{self.seed}\x00{number}\x00{what}".encode(), digest_size=8).digest()
        return (int.from_bytes(drawn, "little") >> 11) / 2.0**53


def _choose(
    draw: _Draw, number: int, possible: dict[str, list[str]], on: set[tuple[str, str]]
) -> tuple[str, str] | None:
    """A kind, then a target of that kind: of those that are not struck so already, the one that draws highest."""
    free = {kind: [one for one in targets if (kind, one) not in on] for kind, targets in possible.items()}
    kinds = [kind for kind, targets in free.items() if targets]
    if not kinds:
        return None
    kind = max(kinds, key=lambda one: draw(f"kind {one}", number))
    return kind, max(free[kind], key=lambda one: draw(f"target {one}", number))


def _fault(document: Document, draw: _Draw, number: int, kind: str, target: str, since: float, length: float) -> Fault:
    """With a strength between half and twice the usual one, on one of the target's parts where it has some."""
    model = FAULT_KINDS[kind].model
    own = {
        name: _strength(name, float(model.model_fields[name].default), draw("strength", number))
        for name in _STRENGTHS
        if name in model.model_fields
    }
    values = {"kind": kind, "target": target, "at_seconds": since, "duration_seconds": length}
    return _fault_of.validate_python({**values, **own, **_part(document, draw, number, model, target)})


def _strength(name: str, usual: float, drawn: float) -> float:
    value = float(f"{usual * 2.0 ** (2.0 * drawn - 1.0):.2g}")
    return min(value, 100.0) if name == "percent" else value


def _part(document: Document, draw: _Draw, number: int, model: type[FaultBase], target: str) -> dict[str, int]:
    node = document.nodes.get(target)
    if node is None:
        return {}
    drawn = draw("part", number)
    if model is BrokerNodeLoss:
        return {"broker": int(drawn * servers(node))}
    if model is LeaderLoss:
        return {"partition": int(drawn * int(getattr(node, "partitions", 1)))}
    if "instance" in model.model_fields and isinstance(node, Station) and node.instances > 1 and drawn < 0.5:
        return {"instance": int(2.0 * drawn * node.instances)}
    return {}
