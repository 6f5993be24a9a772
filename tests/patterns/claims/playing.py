"""A lesson played to its end, read at some moments on the way."""

from functools import cache

from apps.engine.compiling import compile_document
from apps.engine.replay import begin, through
from apps.engine.results import results
from apps.engine.simulation import Simulation
from apps.patterns import lessons
from apps.schema.results import Results


class Played:
    """What a run had counted at each of its moments, in seconds of simulated time."""

    def __init__(self, at: dict[float, Results]) -> None:
        self.at = at

    @property
    def end(self) -> Results:
        return self.at[max(self.at)]

    def done(self, node: str, since: float, until: float) -> int:
        """What a node did well; of a source: its requests that were answered in time."""
        return self.at[until].nodes[node].completed - self.at[since].nodes[node].completed

    def answered(self, source: str, since: float, until: float) -> float:
        """Per cent of a source's requests that ended between two moments."""
        failed = self.at[until].nodes[source].failed - self.at[since].nodes[source].failed
        done = self.done(source, since, until)
        return 100 * done / (done + failed)

    def sent(self, edge: str, since: float, until: float) -> int:
        return self.at[until].edges[edge].count - self.at[since].edges[edge].count

    def busy(self, node: str, since: float, until: float) -> float:
        """Per cent of a station's slots, on average between two moments."""
        early, late = (self.at[when].nodes[node].utilisation or 0.0 for when in (since, until))
        return 100 * (late * until - early * since) / (until - since)

    def lag_by_partition(self, edge: str, when: float) -> list[int]:
        return next(group.lag_by_partition for group in self.at[when].groups if edge in group.edges)

    def order_violations(self, edge: str, when: float) -> int:
        return next(group.order_violations for group in self.at[when].groups if edge in group.edges)


@cache
def played(lesson: str, scenario: str | None, *moments: float) -> Played:
    """A lesson with one of its scenarios, or left alone."""
    document = lessons()[lesson].document
    chosen = document.scenarios[scenario] if scenario else None
    simulation = begin(
        compile_document(document),
        chosen.seed if chosen else 1,
        chosen.faults if chosen else (),
        chosen.operations if chosen else (),
    )
    at: dict[float, Results] = {}

    def note(now: Simulation) -> None:
        at[now.time] = results(now)

    assert through(simulation, moments, note), "the run was cut short"
    return Played(at)
