"""Runs an experiment: warm-up, the check before, the method, its undoing, recovery, the check after.

Place in the flow: over `Simulation`, beside `replay`. The same document, experiment and seed give the same outcome.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from apps.schema.document import Document
from apps.schema.experiment_results import ExperimentOutcome, ExperimentResult, Happened, Verdict
from apps.schema.experiments import Experiment

from ..arena import ArenaFull
from ..compiling import compile_document
from ..fault_words import words
from ..program import Program
from ..replay import MAX_EVENTS
from ..simulation import Simulation
from .stepping import method_of, rollback_of, steps
from .verdicts import judged, result_of
from .watching import Watch, Watched

Progress = Callable[[float], None]


class _CutShort(Exception):
    """A budget ended the run."""


@dataclass
class _Run:
    simulation: Simulation
    hypothesis: Watch
    abort: Watch
    max_events: int
    happened: list[Happened]

    def through(self, begins: float, ends: float, every: float, progress: Progress) -> Iterator[float]:
        """Yields at each check, after the probes were read and before they are judged."""
        windows = [*self.hypothesis.windows, *self.abort.windows]
        for at, checked in steps(begins, ends, every, windows):
            try:
                if not self.simulation.advance(at, self.max_events - self.simulation.events):
                    raise _CutShort(f"{self.max_events:,} events were not enough")
            except ArenaFull as error:
                raise _CutShort("more messages were in flight than the simulator can hold") from error
            self.hypothesis.read(self.simulation)
            self.abort.read(self.simulation)
            progress(at)
            if checked:
                self.hypothesis.check()
                self.abort.check()
                yield at

    def log(self, words: str) -> None:
        self.happened.append(Happened(time=self.simulation.time, words=words))


def run_experiment(
    document: Document,
    experiment: Experiment,
    *,
    seed: int | None = None,
    max_events: int = MAX_EVENTS,
    progress: Callable[[float], None] = lambda share: None,
) -> ExperimentResult:
    """All its seeds, one after the other. `progress` is told the share that is done, 0 to 1.

    Raises CompileError, FaultRefused or OperationRefused.
    """
    program = program_for(document, experiment)
    first = experiment.seed if seed is None else seed
    runs = []
    for number in range(experiment.replications):

        def told(share: float, done: int = number) -> None:
            progress((done + share) / experiment.replications)

        runs.append(run_once(program, experiment, first + number, max_events=max_events, progress=told))
    return result_of(document, experiment, runs)


def program_for(document: Document, experiment: Experiment) -> Program:
    """The experiment may ask for more instances than anything else in the document: there must be room for them."""
    return compile_document(document.model_copy(update={"experiments": {"experiment": experiment}}))


def run_once(
    program: Program,
    experiment: Experiment,
    seed: int,
    *,
    max_events: int = MAX_EVENTS,
    progress: Callable[[float], None] = lambda share: None,
) -> ExperimentOutcome:
    """On one seed; the program is `program_for` the experiment."""
    simulation = Simulation(program, seed)
    run = _Run(
        simulation,
        Watch(program, experiment.hypothesis.probes),
        Watch(program, experiment.abort_conditions),
        max_events,
        [],
    )
    reason, ends = "", experiment.method_ends
    verdict: Verdict | None = None
    try:
        _before(run, experiment, progress)
        failed = [one for one in run.hypothesis.watched if not one.last.held]
        if failed:
            reason = "; ".join(one.said(one.last) for one in failed)
            return judged(run.hypothesis, run.abort, experiment, simulation, run.happened, "not_steady", reason, ends)
        aborted = _during(run, experiment, progress)
        if aborted is not None:
            reason, verdict, ends = aborted, "aborted", simulation.time
            run.log(f"aborted: {reason}")
        _after(run, experiment, progress)
        return judged(run.hypothesis, run.abort, experiment, simulation, run.happened, verdict, reason, ends)
    except _CutShort as cut:
        return judged(
            run.hypothesis, run.abort, experiment, simulation, run.happened, "cut_short", str(cut), simulation.time
        )


def _before(run: _Run, experiment: Experiment, progress: Progress) -> None:
    begins = experiment.warm_up_seconds
    if begins and not run.simulation.advance(begins, run.max_events):
        raise _CutShort(f"{run.max_events:,} events were not enough for the warm-up")
    run.hypothesis.read(run.simulation)
    run.abort.read(run.simulation)
    for _ in run.through(
        begins, experiment.method_begins, experiment.check_every_seconds, _share(experiment, progress)
    ):
        pass


def _during(run: _Run, experiment: Experiment, progress: Progress) -> str | None:
    """Why it was aborted; None if it was not."""
    simulation = run.simulation
    faults, operations = method_of(experiment)
    document = simulation.program.document
    for number, fault in enumerate(faults, start=1):
        simulation.inject(f"fault-{number}", fault)
        lasts = "" if fault.duration_seconds is None else f", for {fault.duration_seconds:g} s"
        run.happened.append(Happened(time=fault.at_seconds, words=f"{words(document, fault)}{lasts}"))
    for operation in operations:
        simulation.operate(operation)
        run.happened.append(Happened(time=operation.at_seconds, words=_did(document, operation.kind, operation.target)))
    share = _share(experiment, progress)
    for _ in run.through(experiment.method_begins, experiment.method_ends, experiment.check_every_seconds, share):
        broken: list[Watched] = [one for one in run.abort.watched if not one.last.held]
        if broken:
            return broken[0].said(broken[0].last)
    return None


def _after(run: _Run, experiment: Experiment, progress: Progress) -> None:
    """Undoes the method from where it ended, and looks on for as long as recovery may take."""
    simulation, begins = run.simulation, run.simulation.time
    run.happened[:] = [one for one in run.happened if one.time <= begins]
    faults_left = bool(simulation.active)
    # What is only planned is never begun once the method is over, by an abort or by its end.
    simulation.agenda.planned.clear()
    simulation.agenda.operations.clear()
    if experiment.rollback.heal and faults_left:
        simulation.heal_all()
        run.log("all faults healed")
    for operation in rollback_of(experiment, begins):
        simulation.operate(operation)
        document = simulation.program.document
        run.happened.append(Happened(time=operation.at_seconds, words=_did(document, operation.kind, operation.target)))
    share = _share(experiment, progress)
    ends = begins + experiment.after_seconds
    for _ in run.through(begins, ends, experiment.check_every_seconds, share):
        pass


def _share(experiment: Experiment, progress: Progress) -> Progress:
    return lambda time: progress(min(1.0, time / experiment.ends))


def _did(document: Document, kind: str, target: str) -> str:
    node, edge = document.nodes.get(target), document.edges.get(target)
    if node is not None:
        return f"{kind} {node.name}"
    return f"{kind} {document.nodes[edge.source].name} → {document.nodes[edge.target].name}" if edge else kind
