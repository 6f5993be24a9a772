"""Is a node all right, in trouble, or down — and why, in a few words.

The rules look at the last few seconds only. A node is down by a fault; it is in trouble when it fails, falls behind,
is nearly saturated, or waits for somebody who does not answer.
"""

from apps.schema.faults import Crash, ZoneLoss
from apps.schema.frames import NodeState, Sagas

from .faults import struck_by
from .gauges import Window
from .numbers import clock_words, count_words, duration_words
from .simulation import Active, Simulation
from .topology import Topology

FAILING_SHARE = 0.10
SATURATED = 0.95
BEHIND_SECONDS = 2.0
BEHIND_LEAST = 50

Condition = tuple[NodeState, str]


def down(topology: Topology, active: dict[str, Active], node_id: str) -> Condition | None:
    """The crash of the node or of the broker it lives in, or the loss of all the zones that they stand in."""
    if not active:
        return None
    document, parent = topology.program.document, topology.parents[node_id]
    lost: set[str] = set()
    for one in active.values():
        if isinstance(one.fault, Crash) and one.fault.instance is None and one.fault.target in (node_id, parent):
            return "down", f"down since {clock_words(one.since)}"
        if isinstance(one.fault, ZoneLoss):
            lost.add(one.fault.target)
            home = document.nodes[parent or node_id]
            stands_in = set(getattr(home, "zones", [])) or {home.zone}
            if stands_in <= lost:
                return "down", f"down since {clock_words(one.since)} with zone {one.fault.target}"
    return None


def of_station(
    simulation: Simulation,
    topology: Topology,
    window: Window,
    node_id: str,
    waiting: int,
    sagas: Sagas | None,
) -> Condition:
    crashed = down(topology, simulation.active, node_id)
    if crashed:
        return crashed
    for check in (
        _unfinished_sagas(sagas),
        _unanswered(topology, window, node_id),
        _failing(topology, window, node_id),
        _behind(topology, window, node_id, waiting),
        _saturated(topology, window, node_id),
        touched(simulation, node_id),
    ):
        if check:
            return "warn", check
    return "ok", ""


def of_channel(
    simulation: Simulation, topology: Topology, window: Window, node_id: str, waiting: int, out_rate: float
) -> Condition:
    crashed = down(topology, simulation.active, node_id)
    if crashed:
        return crashed
    index = topology.channel_index[node_id]
    kept = int(window.now.channels["kept"][index])
    if kept:
        return "warn", f"{count_words(kept)} dead letters"
    if window.channel("lost", index):
        return "warn", f"{count_words(window.channel('lost', index))} lost"
    if waiting > max(BEHIND_LEAST, BEHIND_SECONDS * out_rate):
        return "warn", f"{count_words(waiting)} waiting"
    return "ok", ""


def _unfinished_sagas(sagas: Sagas | None) -> str:
    if sagas is None or sagas.compensating + sagas.stuck == 0:
        return ""
    stuck = f", {count_words(sagas.stuck)} stuck" if sagas.stuck else ""
    return f"{count_words(sagas.compensating)} compensating{stuck}"


def _unanswered(topology: Topology, window: Window, node_id: str) -> str:
    """A call over which more than a few are not answered in time, or not at all."""
    document = topology.program.document
    for index in topology.calls.get(node_id, []):
        sent = window.edge("count", index)
        edge = document.edges[topology.program.edges[index]]
        target = document.nodes[edge.target].name
        if sent and window.edge("timed_out", index) > FAILING_SHARE * sent:
            return f"waiting on {target}, timeout {duration_words(getattr(edge, 'timeout_ms', 0.0))}"
        if sent and window.edge("refused", index) > FAILING_SHARE * sent:
            return f"{target} refuses calls"
        if sent and window.edge("failed", index) > FAILING_SHARE * sent:
            return f"{target} fails"
    return ""


def _failing(topology: Topology, window: Window, node_id: str) -> str:
    index = topology.program.station_index[node_id]
    failed, completed = window.station("failed", index), window.station("completed", index)
    share = failed / (failed + completed) if failed else 0.0
    return f"{share:.0%} of attempts fail".replace("%", " %") if share > FAILING_SHARE else ""


def _behind(topology: Topology, window: Window, node_id: str, waiting: int) -> str:
    done = window.per_second(window.station("completed", topology.program.station_index[node_id]))
    return f"lag {count_words(waiting)}" if waiting > max(BEHIND_LEAST, BEHIND_SECONDS * done) else ""


def _saturated(topology: Topology, window: Window, node_id: str) -> str:
    if node_id in topology.program.sources:
        return ""
    share = window.utilisation(topology.program.station_index[node_id])
    return f"{share:.0%} busy".replace("%", " %") if share > SATURATED else ""


def touched(simulation: Simulation, node_id: str) -> str:
    """A fault that is on, whether or not it shows yet."""
    for fault_id, one in simulation.active.items():
        if node_id in struck_by(simulation.program.document, one.fault):
            return simulation.fault_words(fault_id)
    return ""
