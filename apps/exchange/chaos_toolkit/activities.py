"""What `chaos run` calls: the activities of an exported experiment, on a simulation in the process of the run.

    BREAKWATER_DOCUMENT=order-flow.json PYTHONPATH=. chaos run experiment.json

Time is simulated: the hypothesis is first measured at the end of "before", `simulate` moves on, `recover` undoes and
moves on. One process plays one experiment at a time; one that is played again begins anew.
"""

from typing import Any

from pydantic import TypeAdapter

from apps.schema.experiments import Probe
from apps.schema.faults import Fault
from apps.schema.operations import Operation

Json = dict[str, Any]
_fault: TypeAdapter[Fault] = TypeAdapter(Fault)
_operation: TypeAdapter[Operation] = TypeAdapter(Operation)
_probes: TypeAdapter[list[Probe]] = TypeAdapter(list[Probe])


class Aborted(RuntimeError):
    """An abort condition no longer holds."""
