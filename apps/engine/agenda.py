"""What is to happen to a simulation from outside, and when: faults that are on or still to come, and operations.

Place in the flow: beside the arena in `Simulation`; part of its snapshot and of its digest. The kernel knows only the
effects, which `faults` and `operating` bring about at the moments that stand here.
"""

import hashlib
import json
import math
from dataclasses import dataclass, field
from typing import Any

from pydantic import TypeAdapter

from apps.schema.faults import Fault, RebalanceStorm
from apps.schema.messages import belongs
from apps.schema.operations import Operation

_fault: TypeAdapter[Fault] = TypeAdapter(Fault)
_operation: TypeAdapter[Operation] = TypeAdapter(Operation)


@dataclass(frozen=True)
class Active:
    """A fault and when it is on, in simulated seconds."""

    fault: Fault
    since: float
    until: float | None


@dataclass
class Agenda:
    active: dict[str, Active] = field(default_factory=dict)
    planned: dict[str, Active] = field(default_factory=dict)
    operations: list[Operation] = field(default_factory=list)
    """Still to be done, in order of their time."""
    storms: dict[str, float] = field(default_factory=dict)
    """When each rebalance storm that is on strikes next."""

    @property
    def empty(self) -> bool:
        return not (self.active or self.planned or self.operations)

    def next_change(self) -> float:
        """The next moment, in simulated seconds, at which anything is due; inf for none."""
        if self.empty:
            return math.inf
        starts = [one.since for one in self.planned.values()]
        ends = [one.until for one in self.active.values() if one.until is not None]
        due = [one.at_seconds for one in self.operations[:1]]
        return min([*starts, *ends, *due, *self.storms.values()], default=math.inf)

    def plan(self, operation: Operation) -> None:
        self.operations.append(operation)
        self.operations.sort(key=lambda one: one.at_seconds)

    def cancel(self, fault_id: str) -> None:
        """What is still to come of a fault, a strike or a monkey does not come."""
        self.planned = {name: one for name, one in self.planned.items() if not belongs(name, fault_id)}

    def begin(self, fault_id: str) -> Active:
        begun = self.planned.pop(fault_id)
        self.active[fault_id] = begun
        if isinstance(begun.fault, RebalanceStorm):
            self.storms[fault_id] = begun.since
        return begun

    def end(self, fault_id: str) -> Active | None:
        self.storms.pop(fault_id, None)
        return self.active.pop(fault_id, None)

    def values(self) -> dict[str, Any]:
        """Everything as JSON values, in an order of its own."""

        def listed(faults: dict[str, Active]) -> dict[str, Any]:
            return {
                fault_id: [one.fault.model_dump(mode="json", by_alias=True), one.since, one.until]
                for fault_id, one in sorted(faults.items())
            }

        return {
            "active": listed(self.active),
            "planned": listed(self.planned),
            "operations": [one.model_dump(mode="json", by_alias=True) for one in self.operations],
            "storms": dict(sorted(self.storms.items())),
        }

    @classmethod
    def of(cls, values: dict[str, Any]) -> "Agenda":
        def faults(name: str) -> dict[str, Active]:
            return {
                fault_id: Active(_fault.validate_python(fault), since, until)
                for fault_id, (fault, since, until) in values[name].items()
            }

        operations = [_operation.validate_python(one) for one in values["operations"]]
        return cls(faults("active"), faults("planned"), operations, dict(values["storms"]))

    def digest(self) -> str:
        return hashlib.sha256(json.dumps(self.values(), sort_keys=True).encode()).hexdigest()


def strikes(fault: Fault, fault_id: str, seed: int) -> bool:
    """Whether a fault with a probability happens at all in a run, by the run's seed and the fault's id alone."""
    if fault.probability >= 1.0:
        return True
    drawn = hashlib.blake2b(f"{seed}\x00{fault_id}".encode(), digest_size=8).digest()
    return int.from_bytes(drawn, "little") / 2.0**64 < fault.probability
