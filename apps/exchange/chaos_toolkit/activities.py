"""What `chaos run` calls: the activities of an exported experiment, on a simulation in the process of the run.

    BREAKWATER_DOCUMENT=order-flow.json PYTHONPATH=. chaos run experiment.json

Time is simulated: the hypothesis is first measured at the end of "before", `simulate` moves on, `recover` undoes and
moves on. One process plays one experiment at a time; one that is played again begins anew.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from apps.engine import Simulation
from apps.engine.experiments.running import program_for
from apps.engine.experiments.watching import Watch
from apps.engine.experiments.stepping import steps
from apps.schema import read_document_text
from apps.schema.document import Document
from apps.schema.experiments import Compared, Experiment, HypothesisProbe, Probe
from apps.schema.faults import Fault
from apps.schema.operations import Operation

from .words import DOCUMENT, SETTINGS

Json = dict[str, Any]
_fault: TypeAdapter[Fault] = TypeAdapter(Fault)
_operation: TypeAdapter[Operation] = TypeAdapter(Operation)
_probes: TypeAdapter[list[Probe]] = TypeAdapter(list[Probe])


class Aborted(RuntimeError):
    """An abort condition no longer holds."""
