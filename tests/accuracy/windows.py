"""What one replication shows between its initial cut and its end.

Results count from the start of a run, so that what happened after the cut is a difference of two: of counts, of sums of
times, of time integrals, of histograms.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from apps.engine import Simulation
from apps.engine.histograms import bucket_counts
from apps.engine.layout import BUCKETS, BUCKETS_PER_OCTAVE, FIRST_OCTAVE
from apps.engine.results import results
from apps.schema import Document
from apps.schema.nodes.services import Station
from apps.schema.results import Latency, Results


def _lower_edges() -> NDArray[np.float64]:
    place = np.arange(BUCKETS + 1)
    fraction = (place % BUCKETS_PER_OCTAVE) / BUCKETS_PER_OCTAVE
    edges = np.exp2(place // BUCKETS_PER_OCTAVE + FIRST_OCTAVE) * (1.0 + fraction)
    edges[0] = 0.0
    return np.asarray(edges)


EDGES = _lower_edges()
"""In seconds: bucket b holds durations from EDGES[b] up to EDGES[b + 1]."""


@dataclass(frozen=True)
class Reading:
    results: Results
    sojourns: dict[str, NDArray[np.int64]]
    """Bucket counts of every station where something takes time."""
    paths: dict[tuple[str, str], NDArray[np.int64]]
    """Bucket counts from source to station."""

    @classmethod
    def of(cls, simulation: Simulation) -> "Reading":
        counts, program = bucket_counts(simulation.arena).astype(np.int64), simulation.program
        stations, paths = simulation.arena.view("stations"), simulation.arena.view("paths")
        size = len(program.stations)
        ways = {
            (program.stations[start], program.stations[end]): int(paths[start * size + end]["summary"])
            for start, end in program.paths
        }
        return cls(
            results(simulation),
            {
                name: counts[int(stations[index]["summary"])].copy()
                for name, index in program.station_index.items()
                if stations[index]["summary"] >= 0
            },
            {way: counts[summary].copy() for way, summary in ways.items()},
        )


@dataclass(frozen=True)
class Window:
    """Rates per second, times in milliseconds."""

    document: Document
    cut: Reading
    end: Reading

    @property
    def seconds(self) -> float:
        return self.end.results.simulated_seconds - self.cut.results.simulated_seconds

    @property
    def messages(self) -> int:
        """Published, or, where nothing is, called."""
        return self.published or self.end.results.requests.sent - self.cut.results.requests.sent

    @property
    def published(self) -> int:
        return self.ledger("published")

    def ledger(self, name: str) -> int:
        return int(getattr(self.end.results.ledger, name) - getattr(self.cut.results.ledger, name))

    def count(self, node: str, name: str) -> int:
        return int(getattr(self.end.results.nodes[node], name) - getattr(self.cut.results.nodes[node], name))

    def _over_time(self, node: str, name: str) -> float:
        cut, end = self.cut.results, self.end.results
        before, after = getattr(cut.nodes[node], name), getattr(end.nodes[node], name)
        return float(after * end.simulated_seconds - before * cut.simulated_seconds) / self.seconds

    def utilisation(self, station: str) -> float:
        return self._over_time(station, "utilisation")

    def waiting(self, node: str) -> float:
        """Time average of the messages and calls waiting there."""
        return self._over_time(node, "mean_waiting")

    def sojourn(self, station: str) -> float:
        return mean_between(self.cut.results.nodes[station].latency, self.end.results.nodes[station].latency)

    def slots(self, station: str) -> int:
        node = self.document.nodes[station]
        assert isinstance(node, Station)
        return node.instances * node.concurrency

    def busy(self, station: str) -> float:
        """Time average of the slots taken."""
        return self.utilisation(station) * self.slots(station)

    def handled(self, station: str) -> float:
        """Attempts that ended, per second."""
        return (self.count(station, "completed") + self.count(station, "failed")) / self.seconds

    def wait(self, station: str) -> float:
        """Mean sojourn less the mean time in a slot."""
        return self.sojourn(station) - 1000.0 * self.busy(station) / self.handled(station)

    def sojourn_quantile(self, station: str, share: float) -> float:
        return quantile_between(self.cut.sojourns[station], self.end.sojourns[station], share)

    def path(self, source: str, target: str) -> float:
        """Mean time from the birth of an event at the source to the end of its handling at the target."""
        return mean_between(_path(self.cut.results, source, target), _path(self.end.results, source, target))

    def path_quantile(self, source: str, target: str, share: float) -> float:
        return quantile_between(self.cut.paths[source, target], self.end.paths[source, target], share)


def _path(found: Results, source: str, target: str) -> Latency | None:
    return next((path.latency for path in found.paths if (path.source, path.target) == (source, target)), None)


def mean_between(before: Latency | None, after: Latency | None) -> float:
    assert after is not None
    count, total = (before.count, before.count * before.mean_ms) if before else (0, 0.0)
    return (after.count * after.mean_ms - total) / (after.count - count)


def quantile_between(before: NDArray[np.int64], after: NDArray[np.int64], share: float) -> float:
    """In milliseconds. Inside its bucket, which is up to 1.6 % wide, a quantile is interpolated."""
    below = np.concatenate(([0], np.cumsum(after - before)))
    return 1000.0 * float(np.interp(share * below[-1], below, EDGES))
