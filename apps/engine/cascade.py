"""The cascade in words: what each node suffers while a fault is on, against the moment before it began."""

from dataclasses import dataclass
from math import sqrt

from apps.schema.frames import Consequence, NodeGauges

from .gauges import Window
from .numbers import count_words, duration_words
from .simulation import Simulation
from .topology import Topology

NOTICED_SHARE = 0.15
NOTICED_LAG = 30
NOTICED_SLOWDOWN = 2.0
NOTICED_MS = 20.0
AFTER_SECONDS = 1.0
"""Less than this after a fault began, nothing can be said about rates yet."""


@dataclass(frozen=True)
class Baseline:
    """Each node's numbers at the last frame without a fault: out rate, waiting, p99 in ms, dead letters."""

    values: dict[str, tuple[float, int, float | None, int]]

    @classmethod
    def of(cls, nodes: dict[str, NodeGauges]) -> "Baseline":
        return cls({name: (g.out_rate, g.waiting, g.p99_ms, g.dead_lettered) for name, g in nodes.items()})


def cascade(
    simulation: Simulation,
    topology: Topology,
    window: Window,
    nodes: dict[str, NodeGauges],
    baseline: Baseline | None,
) -> list[Consequence]:
    """Worst first: who is down, who suffers and how, and in one line who does not."""
    if not simulation.active:
        return []
    struck = {one.fault.target for one in simulation.active.values()}
    begun = min(one.since for one in simulation.active.values())
    found, safe = [], []
    for node_id in topology.program.stations:
        gauges = nodes[node_id]
        if node_id in topology.program.sources and node_id not in struck:
            continue
        words = _suffers(topology, window, node_id, gauges, baseline, window.now.time - begun)
        name = topology.program.document.nodes[node_id].name
        if gauges.state == "down":
            found.append(Consequence(node=node_id, severity="down", words=", ".join([f"{name}: {gauges.why}", *words])))
        elif words or node_id in struck:
            reason = _because(topology, node_id, nodes, struck)
            said = [*words, *([gauges.why] if gauges.why and not words else [])]
            said = [f"{reason}, {said[0]}", *said[1:]] if reason and said else said
            found.append(Consequence(node=node_id, severity="warn", words=f"{name}: {', '.join(said)}"))
        else:
            safe.append(node_id)
    found += _brokers(topology, nodes)
    found.sort(key=lambda one: ("down", "warn", "ok").index(one.severity))
    if safe:
        names = ", ".join(topology.program.document.nodes[node_id].name for node_id in safe)
        found.append(Consequence(node=safe[0], severity="ok", words=f"{names}: not affected"))
    return found


def _suffers(
    topology: Topology, window: Window, node_id: str, gauges: NodeGauges, baseline: Baseline | None, since: float
) -> list[str]:
    rate, lag, p99, dead = (baseline.values.get(node_id) if baseline else None) or (0.0, 0, None, 0)
    words = []
    if gauges.sagas and gauges.sagas.compensating + gauges.sagas.stuck:
        words.append(f"{count_words(gauges.sagas.compensating)} compensating, {count_words(gauges.sagas.stuck)} stuck")
    if gauges.waiting - lag > NOTICED_LAG:
        index = topology.program.station_index[node_id]
        arriving = sum(_arriving(topology, window, node_id)) - window.per_second(window.station("completed", index))
        trend = f", growing {count_words(arriving)} /s" if arriving > 1.0 else ""
        words.append(f"lag {count_words(gauges.waiting)}{trend}")
    if gauges.dead_lettered - dead > 0:
        words.append(f"{count_words(gauges.dead_lettered - dead)} dead-lettered")
    if since >= AFTER_SECONDS and rate > 1.0 and abs(gauges.out_rate / rate - 1.0) > _noticed_share(rate, window):
        change = round(100.0 * (gauges.out_rate / rate - 1.0))
        words.append(f"rate {'+' if change > 0 else '−'}{abs(change)} %")
    if p99 and gauges.p99_ms and gauges.p99_ms > max(NOTICED_SLOWDOWN * p99, p99 + NOTICED_MS):
        words.append(f"p99 {duration_words(p99)} → {duration_words(gauges.p99_ms)}")
    return words


def _noticed_share(rate: float, window: Window) -> float:
    """A change of rate that chance alone does not make: four standard deviations between two Poisson counts."""
    expected = rate * window.seconds
    return max(NOTICED_SHARE, 4.0 * sqrt(2.0 / expected)) if expected > 0 else 1.0


def _arriving(topology: Topology, window: Window, node_id: str) -> list[float]:
    """Messages per second into the groups of a station."""
    rows = topology.program.tables["subscriptions"]
    groups = {int(rows[i]["group"]) for i in topology.subscriptions.get(node_id, [])}
    return [window.rate(window.now.groups, window.before.groups, group) for group in sorted(groups)]


def _because(topology: Topology, node_id: str, nodes: dict[str, NodeGauges], struck: set[str]) -> str:
    """The neighbour that it waits for, if one is down or struck."""
    for other in topology.upstream.get(node_id, []):
        if other != node_id and (nodes[other].state == "down" or other in struck):
            return f"waits for {topology.program.document.nodes[other].name}"
    return ""


def _brokers(topology: Topology, nodes: dict[str, NodeGauges]) -> list[Consequence]:
    return [
        Consequence(node=node_id, severity="down", words=f"{node.name}: {nodes[node_id].why}")
        for node_id, node in topology.program.document.nodes.items()
        if node_id in topology.channels_in and nodes[node_id].state == "down"
    ]
