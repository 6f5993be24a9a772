"""One measured run of one engine: what happened, and the seconds of processor time it took. Building the model and what
an engine compiles once are outside of it."""

import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from apps.engine import Simulation, compile_document
from apps.engine.replay import play
from apps.schema import Document

from .cimba_models import experiment, model_of, tally_of_run
from .shapes import W1, W2, W3, Shape
from .simpy_models import SimPyW1, SimPyW2, SimPyW3
from .tally import Tally, tally_of

SEED = 1


@dataclass(frozen=True)
class Run:
    tally: Tally
    seconds: float

    @property
    def events_per_second(self) -> float:
        return self.tally.events / self.seconds


Runner = Callable[[], Run]


def breakwater(document: Document, until: float, *, through_broker: bool = True) -> Runner:
    """Each run is the same run: what happens in it is read from the results of one that is not timed."""
    program = compile_document(document)
    results, counted = play(document, seed=SEED, until=until)
    tally = tally_of(results, through_broker=through_broker)

    def run() -> Run:
        simulation = Simulation(program, SEED)
        started = time.process_time()
        simulation.advance(until)
        seconds = time.process_time() - started
        assert simulation.events == counted.events, "the measured run is not the one that was counted"
        return Run(tally, seconds)

    return run


def simpy_model(shape: Shape, seed: int = SEED) -> SimPyW1 | SimPyW2 | SimPyW3:
    match shape:
        case W1():
            return SimPyW1(shape, seed)
        case W2():
            return SimPyW2(shape, seed)
        case W3():
            return SimPyW3(shape, seed)


def simpy(shape: Shape, until: float) -> Runner:
    def run() -> Run:
        model = simpy_model(shape)
        started = time.process_time()
        model.run(until)
        return Run(model.tally(), time.process_time() - started)

    return run


def cimba(shape: Shape, until: float, *, recorded: bool = True) -> Runner:
    model = model_of(shape)
    experiment(model, SEED, 0.01).run(workers=1)

    def run() -> Run:
        prepared = experiment(model, SEED, until, recorded=recorded)
        started = time.process_time()
        results = prepared.run(workers=1)
        seconds = time.process_time() - started
        return Run(tally_of_run(model, results), seconds)

    return run


def compiler() -> str | None:
    return shutil.which("gcc") or shutil.which("cc")


def c_program(shape: W2, until: float, folder: Path) -> Runner:
    """Compiles w2.c into `folder`. Raises CalledProcessError where there is a compiler that cannot."""
    program, found = folder / "w2", compiler()
    assert found is not None
    source = Path(__file__).with_name("w2.c")
    subprocess.run([found, "-O3", "-std=c11", "-o", program, source, "-lm"], check=True)
    numbers = (until, SEED, shape.rate, shape.keys, shape.partitions, shape.latency, shape.work, shape.fails)
    arguments = [str(number) for number in (*numbers, shape.retries, shape.backoff)]

    def run() -> Run:
        answer = subprocess.run([program, *arguments], capture_output=True, text=True, check=True).stdout.split()
        return Run(Tally(*(int(word) for word in answer[:6])), float(answer[6]))

    return run
