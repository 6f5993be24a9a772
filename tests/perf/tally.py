"""Model events, counted the same way for every engine, so that a ratio compares the same simulated workload per second
of processor time and not how many steps an engine takes for it.

A model event is one of: a message begins at a source; it arrives at a consumer's queue, once for each copy (not in W1,
which has no broker); a retry arrives there again; an attempt to handle it ends, well or badly.
"""

from dataclasses import dataclass

from apps.schema.nodes import SOURCES, STATIONS
from apps.schema.results import Results


@dataclass(frozen=True)
class Tally:
    begun: int
    arrived: int
    retried: int
    completed: int
    failed: int
    dead_lettered: int
    mean_sojourn: float = 0.0
    """Seconds from arrival at the queue to done; only W1's models keep it."""

    @property
    def events(self) -> int:
        return self.begun + self.arrived + self.retried + self.completed + self.failed

    @property
    def attempts(self) -> int:
        return self.completed + self.failed

    def since(self, earlier: "Tally") -> "Tally":
        return Tally(
            self.begun - earlier.begun,
            self.arrived - earlier.arrived,
            self.retried - earlier.retried,
            self.completed - earlier.completed,
            self.failed - earlier.failed,
            self.dead_lettered - earlier.dead_lettered,
            self.mean_sojourn,
        )


def tally_of(results: Results, *, through_broker: bool = True) -> Tally:
    sources = [node for node in results.nodes.values() if node.kind in SOURCES]
    stations = [node for node in results.nodes.values() if node.kind in STATIONS]
    sojourns = [node.latency.mean_ms / 1000.0 for node in stations if node.latency is not None]
    return Tally(
        begun=sum(node.arrived for node in sources),
        arrived=results.ledger.published if through_broker else 0,
        retried=sum(node.retries for node in stations),
        completed=sum(node.completed for node in stations),
        failed=sum(node.failed for node in stations),
        dead_lettered=results.ledger.dead_lettered,
        mean_sojourn=sojourns[0] if len(sojourns) == 1 else 0.0,
    )
