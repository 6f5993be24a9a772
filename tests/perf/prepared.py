"""A simulation brought to a moment, kept as a snapshot, and run on from there again and again."""

import time
from dataclasses import dataclass

from apps.engine import Simulation
from apps.engine.program import Program
from apps.engine.replay import play
from apps.schema import Document

from .runners import SEED, Run
from .tally import Tally, tally_of


@dataclass(frozen=True)
class Prepared:
    program: Program
    snapshot: bytes
    in_flight: int
    tally: Tally
    """What happens from the snapshot until `until`."""
    until: float
    steps: int
    """What the engine itself has counted by then: a measured run must end with the same."""

    def run(self, step: float | None = None) -> Run:
        """In one call, or in steps of simulated seconds."""
        simulation = Simulation.restore(self.program, self.snapshot)
        moments = self._moments(simulation.time, step)
        started = time.process_time()
        for moment in moments:
            simulation.advance(moment)
        seconds = time.process_time() - started
        assert simulation.events == self.steps, "the measured run is not the one that was counted"
        return Run(self.tally, seconds)

    def _moments(self, since: float, step: float | None) -> list[float]:
        if step is None:
            return [self.until]
        return [min(self.until, since + number * step) for number in range(1, round((self.until - since) / step) + 1)]


def prepare(document: Document, since: float, until: float) -> Prepared:
    before, simulation = play(document, seed=SEED, until=since)
    after, ended = play(document, seed=SEED, until=until)
    happened = tally_of(after).since(tally_of(before))
    return Prepared(simulation.program, simulation.snapshot(), before.ledger.in_flight, happened, until, ended.events)
