"""The cascade in words: what each node suffers while a fault is on, against the moment before it began, and because
of whom.

Place in the flow: after `gauges` and `conditions`, beside `impact`, which knows the ways that trouble takes.
"""

from dataclasses import dataclass
from math import sqrt
from operator import itemgetter

from apps.schema.frames import Consequence

from .fault_words import title
from .faults import struck_by
from .frame_values import NodeValues
from .gauges import Window
from .impact import Reach, reached
from .numbers import count_words, duration_words
from .simulation import Simulation
from .topology import Topology

NOTICED_SHARE = 0.15
NOTICED_LAG = 30
NOTICED_SLOWDOWN = 2.0
NOTICED_MS = 20.0
AFTER_SECONDS = 1.0
"""Less than this after a fault began, nothing can be said about rates yet."""

_WORST = ("down", "warn", "ok")


@dataclass(frozen=True)
class Baseline:
    """Each node's numbers at the last frame without a fault: out rate, waiting, p99 in ms, dead letters, failed."""

    values: dict[str, tuple[float, int, float | None, int, int]]

    @classmethod
    def of(cls, nodes: dict[str, NodeValues]) -> "Baseline":
        read = itemgetter("outRate", "waiting", "p99Ms", "deadLettered", "failed")
        return cls({name: read(gauges) for name, gauges in nodes.items()})


def cascade(
    simulation: Simulation,
    topology: Topology,
    window: Window,
    nodes: dict[str, NodeValues],
    baseline: Baseline | None,
) -> list[Consequence]:
    """Worst first: who is down, who suffers, how and because of whom, and in one line who does not."""
    if not simulation.active:
        return []
    document = topology.program.document
    struck = {name: fault_id for fault_id, one in simulation.active.items() for name in struck_by(document, one.fault)}
    since = window.now.time - min(one.since for one in simulation.active.values())
    symptoms = {
        name: _suffers(topology, window, name, nodes[name], baseline, since)
        for name in document.nodes
        if name not in topology.program.sources or name in struck
    }
    suffering = {name for name, words in symptoms.items() if words or name in struck or nodes[name]["state"] == "down"}
    ways = reached(topology, struck, suffering)
    found = []
    for name in sorted(suffering):
        gauges, way = nodes[name], ways.get(name)
        if nodes[parent := getattr(document.nodes[name], "parent", None) or name]["state"] == "down" and parent != name:
            continue  # Its broker says it for all of them.
        down = gauges["state"] == "down"
        reason = gauges["why"] if down else simulation.fault_words(struck[name]) if name in struck else ""
        if way and not reason:
            reason = _reason(simulation, topology, gauges, way, struck, symptoms[name])
        what = [reason, *symptoms[name]] if reason else symptoms[name]
        own = f"{document.nodes[name].name} "
        what = [words.removeprefix(own) if " → " not in words else words for words in what]
        found.append(
            Consequence(
                node=name,
                severity="down" if down else "warn",
                words=f"{document.nodes[name].name}: {', '.join(what)}",
                because=way.because if way else None,
                via=list(way.via) if way else [],
            )
        )
    found.sort(key=lambda one: (_WORST.index(one.severity), one.node not in struck))
    safe = [name for name in topology.program.stations if name in symptoms and name not in suffering]
    if safe:
        names = ", ".join(document.nodes[name].name for name in safe)
        found.append(Consequence(node=safe[0], severity="ok", words=f"{names}: not affected"))
    return found


def _suffers(
    topology: Topology, window: Window, node_id: str, gauges: NodeValues, baseline: Baseline | None, since: float
) -> list[str]:
    rate, lag, p99, dead, failed = (baseline.values.get(node_id) if baseline else None) or (0.0, 0, None, 0, 0)
    if node_id not in topology.program.station_index:
        return _channel_suffers(topology, node_id, gauges, dead, failed)
    words = []
    if gauges["sagas"] and gauges["sagas"].compensating + gauges["sagas"].stuck:
        words.append(
            f"{count_words(gauges['sagas'].compensating)} compensating, {count_words(gauges['sagas'].stuck)} stuck"
        )
    if gauges["waiting"] - lag > NOTICED_LAG:
        index = topology.program.station_index[node_id]
        arriving = sum(_arriving(topology, window, node_id)) - window.per_second(window.station("completed", index))
        trend = f", growing {count_words(arriving)} /s" if arriving > 1.0 else ""
        words.append(f"lag {count_words(gauges['waiting'])}{trend}")
    if gauges["deadLettered"] - dead > 0:
        words.append(f"{count_words(gauges['deadLettered'] - dead)} dead-lettered")
    if since >= AFTER_SECONDS and rate > 1.0 and abs(gauges["outRate"] / rate - 1.0) > _noticed_share(rate, window):
        change = round(100.0 * (gauges["outRate"] / rate - 1.0))
        words.append(f"rate {'+' if change > 0 else '−'}{abs(change)} %")
    if p99 and gauges["p99Ms"] and gauges["p99Ms"] > max(NOTICED_SLOWDOWN * p99, p99 + NOTICED_MS):
        words.append(f"p99 {duration_words(p99)} → {duration_words(gauges['p99Ms'])}")
    return words


def _channel_suffers(topology: Topology, node_id: str, gauges: NodeValues, dead: int, failed: int) -> list[str]:
    """What has ended there since; what only waits is its readers' lag, and is said of them."""
    if node_id not in topology.program.channels:
        return []
    words = []
    if gauges["deadLettered"] - dead > 0:
        words.append(f"{count_words(gauges['deadLettered'] - dead)} dead letters more")
    if gauges["failed"] - failed > 0:
        words.append(f"{count_words(gauges['failed'] - failed)} lost or dropped")
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


def _reason(
    simulation: Simulation,
    topology: Topology,
    gauges: NodeValues,
    way: Reach,
    struck: dict[str, str],
    symptoms: list[str],
) -> str:
    """What it has to do with the nearest that is broken or suffers."""
    document = topology.program.document
    if way.because in document.edges:
        return simulation.fault_words(struck[way.because])
    cause = title(document, way.because)
    match way.how:
        case "waits":
            timeout = duration_words(float(getattr(document.edges[way.via[-1]], "timeout_ms", 0.0)))
            return f"waiting on {cause}, timeout {timeout}"
        case "fed":
            more = any(words.startswith("rate +") for words in symptoms)
            return f"more from {cause}" if more else f"waiting on {cause}'s messages"
        case "blocked":
            return f"cannot publish to {cause}" if gauges["state"] != "ok" else f"publishes to {cause}"
        case "backlog":
            return f"from {cause}"
        case "load":
            return f"gets other calls from {cause}"
    return f"lives in {cause}"
