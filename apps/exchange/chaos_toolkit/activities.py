"""What `chaos run` calls: the activities of an exported experiment, on a simulation in the process of the run.

    BREAKWATER_DOCUMENT=order-flow.json PYTHONPATH=. chaos run experiment.json

Time is simulated: the first measure is taken at the end of "before", `simulate` moves on, `recover` undoes and moves
on. One process plays one experiment. The Chaos Toolkit checks before and after; what must also hold during the method
is judged by `manage.py experiment` alone.
"""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from apps.engine import Simulation
from apps.engine.experiments.measuring import measure as made_ready
from apps.engine.experiments.measuring import within
from apps.engine.experiments.moments import Moment, look
from apps.engine.experiments.running import program_for
from apps.engine.topology import Topology
from apps.schema import read_document_text
from apps.schema.experiments import Compared, Experiment, Operator, Probe
from apps.schema.faults import Fault
from apps.schema.operations import Operation

from .words import DOCUMENT, SETTINGS

Json = dict[str, Any]
_fault: TypeAdapter[Fault] = TypeAdapter(Fault)
_operation: TypeAdapter[Operation] = TypeAdapter(Operation)


class Aborted(RuntimeError):
    """An abort condition does not hold."""


@dataclass
class _Session:
    """A simulation, and a moment of it for every check: windows begin at the last one before them."""

    simulation: Simulation
    experiment: Experiment
    moments: list[Moment] = field(default_factory=list)
    injected: int = 0

    def advance(self, until: float, guarded: bool = False) -> None:
        every = self.experiment.check_every_seconds
        while self.simulation.time < until:
            self.simulation.advance(min(until, self.simulation.time + every))
            self.note()
            if guarded:
                for condition in self.experiment.abort_conditions:
                    value = self.value(condition)
                    if not within(condition.tolerance, value):
                        raise Aborted(f"{condition.metric} of {condition.target or 'the whole'} is {value}")

    def note(self) -> None:
        every = [(index,) for index in range(len(self.simulation.arena.view("summaries")))]
        self.moments.append(look(self.simulation, every, late=True))

    def value(self, probe: Probe) -> float | None:
        now = self.moments[-1]
        begins = None if probe.window_seconds is None else now.time - probe.window_seconds + 1e-9
        earlier = [one for one in self.moments if begins is not None and one.time <= begins]
        ready = made_ready(self.simulation.program, Topology(self.simulation.program), probe)
        return ready.value(earlier[-1] if earlier else self.moments[0], now)


_session: _Session | None = None


def begin(configuration: Json) -> None:
    """A new simulation, advanced to where the method begins."""
    global _session
    document = read_document_text(Path(configuration[DOCUMENT]).read_bytes())
    settings = {key: value for key, value in configuration[SETTINGS].items() if key != "description"}
    experiment = Experiment.model_validate({"name": "from the Chaos Toolkit", **settings})
    session = _Session(Simulation(program_for(document, experiment), experiment.seed), experiment)
    session.simulation.advance(experiment.warm_up_seconds)
    session.note()
    session.advance(experiment.method_begins)
    _session = session


def measure(
    metric: str,
    configuration: Json,
    target: str | None = None,
    window_seconds: float | None = None,
    name: str = "",
    during: bool = False,
) -> float | None:
    """The metric now, in the unit that it has here: ms, /s, %, messages. None where nothing was observed."""
    return _now(configuration).value(
        Probe.model_validate({"metric": metric, "target": target, "window_seconds": window_seconds})
    )


def compare(operator: Operator, than: float, value: float | None = None) -> bool:
    """The tolerance of a probe; the Chaos Toolkit adds the probe's value when it asks."""
    return within(Compared(operator=operator, value=than), value)


def inject(fault: Json, configuration: Json) -> None:
    """A fault, from now on. Raises FaultRefused."""
    session = _now(configuration)
    session.injected += 1
    begins = {"atSeconds": session.simulation.time}
    session.simulation.inject(f"fault-{session.injected}", _fault.validate_python({**fault, **begins}))


def operate(operation: Json, configuration: Json) -> None:
    """Does it now. Raises OperationRefused."""
    session = _now(configuration)
    session.simulation.operate(_operation.validate_python({**operation, "atSeconds": session.simulation.time}))


def simulate(until_seconds: float, configuration: Json) -> None:
    """Moves on to so many simulated seconds after the method began. Raises Aborted."""
    session = _now(configuration)
    session.advance(session.experiment.method_begins + until_seconds, guarded=True)


def recover(seconds: float, configuration: Json, heal: bool = True, operations: list[Json] | None = None) -> None:
    """Undoes the method, and moves on for as long as recovery may take."""
    session = _now(configuration)
    begins = session.simulation.time
    if heal:
        session.simulation.heal_all()
    for operation in operations or []:
        later = {"atSeconds": begins + float(operation.get("atSeconds", 0.0))}
        session.simulation.operate(_operation.validate_python({**operation, **later}))
    session.advance(begins + seconds)


def heal_all(configuration: Json) -> None:
    """Ends every fault that is on."""
    _now(configuration).simulation.heal_all()


def _now(configuration: Json) -> _Session:
    if _session is None:
        begin(configuration)
    assert _session is not None
    return _session
