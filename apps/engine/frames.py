"""Frames: what a live run shows at one moment, cut on a grid of simulated time.

Place in the flow: after the engine, before the stream. A frame depends on the simulation and on earlier frames of the
same grid, never on how the run was sliced; the cutter's own state goes into the checkpoint.
"""

from collections.abc import Iterable
from typing import Any

from pydantic_core import to_json

from apps.schema.frames import ActiveFault, Frame, NodeState
from apps.schema.nodes import EventStore

from . import accounts
from .cascade import Baseline, cascade
from .conditions import down, of_channel, of_station, touched
from .consumption import behind
from .frame_values import EdgeValues, FrameValues, NodeValues
from .gauges import Reading, Window, columns, read, unpacked
from .program import Program
from .samples import samples
from .simulation import Simulation
from .standing import Standing
from .topology import Topology

WINDOW_SECONDS = 4.0
"""Rates and percentiles look back between half of this and this, and at least one frame."""

MAX_PARTITIONS_SHOWN = 32
_READ = {
    "stations": (
        *("arrived", "completed", "failed", "dead_lettered", "retries", "busy", "slots", "up_instances", "waiting"),
        *("summary", "saga_node"),
    ),
    "channels": ("arrived", "kept", "stored"),
    "channel_accounts": ("lost", "dropped"),
    "groups": ("arrived", "waiting", "readers", "first_reader"),
    "subscriptions": ("group", "summary", "in_process"),
    "edges": ("count", "failed", "timed_out", "refused", "summary", "held", "cut"),
}
"""Of each section, the fields that a frame shows as they are."""


class FrameCutter:
    def __init__(self, program: Program) -> None:
        self.program = program
        self.topology = Topology(program)
        self.readings: list[Reading | None] = [None, None]
        """By turns: each stays as it is for two turns, and need not be written down again."""
        self._turn = 0
        self._hops = 0
        self._baseline: Baseline | None = None
        self._behind: list[float] = []
        self._columns: dict[str, dict[str, list[Any]]] = {}

    def cut(self, simulation: Simulation, sequence: int, speed: float) -> Frame:
        """The frame of the present moment. Call this or `text` at each point of the grid, once."""
        return Frame.model_validate_json(self.text(simulation, sequence, speed))

    def text(self, simulation: Simulation, sequence: int, speed: float) -> str:
        """The same as JSON text, as it goes to watchers."""
        return to_json(self._values(simulation, sequence, speed)).decode()

    def _values(self, simulation: Simulation, sequence: int, speed: float) -> FrameValues:
        arena = simulation.arena
        now = read(arena)
        window = Window(self._look_back(now), now)
        shown, every = samples(arena, self.program, self._hops)
        self._hops = int(arena.state["hops_written"][0])
        standing = Standing.of(arena)
        self._behind = behind(arena, standing).seconds.tolist()
        self._columns = {name: columns(arena.view(name), fields) for name, fields in _READ.items()}
        nodes = self._nodes(simulation, window)
        edges = self._edges(simulation, window, nodes)
        if not simulation.active:
            self._baseline = Baseline.of(nodes)
        return FrameValues(
            sequence=sequence,
            time=now.time,
            speed=speed,
            events=simulation.events,
            nodes=nodes,
            edges=edges,
            ledger=accounts.ledger(arena, standing),
            requests=accounts.requests(arena, standing),
            sagas=accounts.sagas(arena),
            conflicts=self._conflicts(simulation),
            endToEndP99Ms=_rounded(window.latencies.merged_ms(self._ends(simulation), 0.99)),
            completedRate=round(window.per_second(self._ended_well(window)), 1),
            sampleEvery=every,
            samples=shown,
            faults=self._faults(simulation),
            cascade=cascade(simulation, self.topology, window, nodes, self._baseline),
        )

    def state(self) -> dict[str, Any]:
        """Everything that later frames depend on, as values that msgpack takes."""
        return {**self.present(), "readings": [reading and reading.packed for reading in self.readings]}

    def present(self) -> dict[str, Any]:
        """What changes with each frame: all but the readings."""
        return {
            "turn": self._turn,
            "hops": self._hops,
            "baseline": self._baseline.values if self._baseline else None,
        }

    @classmethod
    def restore(cls, program: Program, state: dict[str, Any]) -> "FrameCutter":
        cutter = cls(program)
        cutter.readings = [unpacked(packed) if packed else None for packed in state["readings"]]
        cutter._turn = state["turn"]
        cutter._hops = state["hops"]
        cutter._baseline = Baseline(state["baseline"]) if state["baseline"] else None
        return cutter

    def _look_back(self, now: Reading) -> Reading:
        """The reading that the window begins at. Two are kept, so that neither gets older than the window."""
        newer, older = self.readings[self._turn % 2], self.readings[1 - self._turn % 2]
        if newer is None or older is None:
            self.readings = [now, now]
            return now
        if now.time - newer.time >= WINDOW_SECONDS / 2:
            self._turn += 1
            self.readings[self._turn % 2] = now
        return older

    def _ended_well(self, window: Window) -> int:
        """Messages, and requests of sources that call: to have published is not yet to be done."""
        answered = sum(window.station("completed", index) for index in self._calling_sources())
        return window.now.completed - window.before.completed + answered

    def _ends(self, simulation: Simulation) -> list[int]:
        """The histograms of what goes from one end to the other; of sources that call, requests end with the answer."""
        paths = simulation.arena.view("paths")["summary"]
        sources = [self._columns["stations"]["summary"][index] for index in self._calling_sources()]
        return [*paths[paths >= 0].tolist(), *sources]

    def _conflicts(self, simulation: Simulation) -> dict[str, int]:
        stations, nodes = simulation.arena.view("stations"), self.program.document.nodes
        return {
            name: int(stations[index]["conflicts"])
            for name, index in self.program.station_index.items()
            if isinstance(node := nodes[name], EventStore) and node.expected_version
        }

    def _calling_sources(self) -> list[int]:
        return [self.program.station_index[name] for name in self.program.sources if self.topology.calls.get(name)]

    def _nodes(self, simulation: Simulation, window: Window) -> dict[str, NodeValues]:
        gauges: dict[str, NodeValues] = {}
        for node_id in self.program.document.nodes:
            if node_id in self.program.station_index:
                gauges[node_id] = self._station(simulation, window, node_id)
            elif node_id in self.topology.channel_index:
                gauges[node_id] = self._channel(simulation, window, node_id)
        for node_id in self.program.document.nodes:
            if node_id not in gauges:
                gauges[node_id] = self._container(simulation, node_id, gauges)
        return gauges

    def _station(self, simulation: Simulation, window: Window, node_id: str) -> NodeValues:
        index = self.program.station_index[node_id]
        row = {name: column[index] for name, column in self._columns["stations"].items()}
        groups = self.topology.groups_read.get(node_id, ())
        waiting = row["waiting"] + sum(self._columns["groups"]["waiting"][group] for group in groups)
        saga_node, summary, slots = row["saga_node"], row["summary"], row["slots"]
        saga_counts = None
        if saga_node >= 0:
            saga_counts = accounts.sagas_of_node(simulation.arena.view("saga_nodes")[saga_node])
        state, why = of_station(simulation, self.topology, window, node_id, waiting, saga_counts)
        source = node_id in self.program.sources
        return NodeValues(
            state=state,
            why=why,
            arrived=row["arrived"],
            completed=row["completed"],
            failed=row["failed"],
            deadLettered=row["dead_lettered"],
            inRate=round(window.per_second(window.station("arrived", index)), 1),
            outRate=round(window.per_second(window.station("completed", index)), 1),
            busy=0 if source else row["busy"],
            slots=0 if source else slots,
            instances=None if source else row["up_instances"],
            utilisation=0.0 if source else round(window.utilisation(index), 3),
            waiting=waiting,
            waitingByPartition=[],
            behind=self._oldest(groups),
            p50Ms=_rounded(window.latencies.p50_ms[summary]) if summary >= 0 else None,
            p99Ms=_rounded(window.latencies.p99_ms[summary]) if summary >= 0 else None,
            retries=row["retries"],
            sagas=saga_counts,
        )

    def _channel(self, simulation: Simulation, window: Window, node_id: str) -> NodeValues:
        index = self.topology.channel_index[node_id]
        channels, ended = self._columns["channels"], self._columns["channel_accounts"]
        groups, mine = self._columns["groups"], self.topology.groups.get(node_id, [])
        slowest = max(mine, key=lambda group: groups["waiting"][group], default=None)
        waiting, partitions = 0, []
        if slowest is not None:
            waiting, readers = groups["waiting"][slowest], groups["readers"][slowest]
            if 1 < readers <= MAX_PARTITIONS_SHOWN:
                partitions = self._unread(simulation, groups["first_reader"][slowest], readers)
        in_rate = window.per_second(window.channel("arrived", index))
        out_rate = window.per_second(self._taken(window, node_id))
        state, why = of_channel(simulation, self.topology, window, node_id, waiting, out_rate)
        if slowest is None:
            waiting = channels["stored"][index]  # Of dead letters, those that were not redriven or purged.
        return NodeValues(
            state=state,
            why=why,
            arrived=channels["arrived"][index],
            completed=sum(groups["arrived"][group] - groups["waiting"][group] for group in mine),
            failed=ended["lost"][index] + ended["dropped"][index],
            deadLettered=channels["kept"][index],
            inRate=round(in_rate, 1),
            outRate=round(out_rate, 1),
            busy=0,
            slots=0,
            instances=None,
            utilisation=0.0,
            waiting=waiting,
            waitingByPartition=partitions,
            behind=self._oldest(mine),
            p50Ms=None,
            p99Ms=None,
            retries=0,
            sagas=None,
        )

    def _unread(self, simulation: Simulation, first: int, count: int) -> list[int]:
        """By partition, from a group's first reader on."""
        arena = simulation.arena
        readers = arena.view("readers")[first : first + count]
        unread: list[int] = (arena.view("logs")["end"][readers["log"]] - readers["position"]).tolist()
        return unread

    def _oldest(self, groups: Iterable[int]) -> float | None:
        seconds = max((self._behind[group] for group in groups), default=0.0)
        return float(f"{seconds:.2g}") or None

    def _taken(self, window: Window, node_id: str) -> int:
        """Messages handed on: what went over the channel's subscriptions and bindings."""
        return sum(window.edge("count", index) for index in self.topology.leaving.get(node_id, []))

    def _container(self, simulation: Simulation, node_id: str, gauges: dict[str, NodeValues]) -> NodeValues:
        channels = [self.program.channels[i] for i in self.topology.channels_in.get(node_id, [])]
        inside = [gauges[channel] for channel in channels]
        # An exchange passes on what its queues then keep: counted once.
        kept = [gauges[channel] for channel in channels if self.topology.groups.get(channel)]
        crashed = down(self.topology, simulation.active, node_id)
        state, why = crashed or ("ok", "")
        if not crashed and (struck := touched(simulation, node_id)):
            state, why = "warn", struck
        return NodeValues(
            state=state,
            why=why,
            arrived=sum(one["arrived"] for one in inside),
            completed=sum(one["completed"] for one in inside),
            failed=sum(one["failed"] for one in inside),
            deadLettered=sum(one["deadLettered"] for one in inside),
            inRate=round(sum((one["inRate"] for one in kept), 0.0), 1),
            outRate=round(sum((one["outRate"] for one in kept), 0.0), 1),
            busy=0,
            slots=0,
            instances=None,
            utilisation=0.0,
            waiting=sum(one["waiting"] for one in inside),
            waitingByPartition=[],
            behind=None,
            p50Ms=None,
            p99Ms=None,
            retries=0,
            sagas=None,
        )

    def _edges(self, simulation: Simulation, window: Window, nodes: dict[str, NodeValues]) -> dict[str, EdgeValues]:
        struck = {one.fault.target for one in simulation.active.values()}
        rows, subscriptions = self._columns["edges"], self._columns["subscriptions"]
        gauges = {}
        for edge_id, index in self.program.edge_index.items():
            subscription = self.topology.subscription_of_edge.get(edge_id)
            summary, lag = rows["summary"][index], rows["held"][index]
            if subscription is not None:
                summary, group = subscriptions["summary"][subscription], subscriptions["group"][subscription]
                lag = self._columns["groups"]["waiting"][group] + subscriptions["in_process"][subscription]
            edge = self.program.document.edges[edge_id]
            state: NodeState = "warn"
            if rows["cut"][index] or "down" in (nodes[edge.source]["state"], nodes[edge.target]["state"]):
                state = "down"
            elif edge_id not in struck:
                state = self._trouble(window, index, nodes)
            gauges[edge_id] = EdgeValues(
                count=rows["count"][index],
                rate=round(window.per_second(window.edge("count", index)), 1),
                failed=rows["failed"][index] + rows["timed_out"][index] + rows["refused"][index],
                p99Ms=_rounded(window.latencies.p99_ms[summary]) if summary >= 0 else None,
                lag=lag,
                state=state,
            )
        return gauges

    def _trouble(self, window: Window, index: int, nodes: dict[str, NodeValues]) -> NodeState:
        edge = self.program.document.edges[self.program.edges[index]]
        failed = window.edge("failed", index) + window.edge("timed_out", index) + window.edge("refused", index)
        if failed > 0.1 * max(1, window.edge("count", index)):
            return "warn"
        return "warn" if edge.kind == "subscribe" and nodes[edge.target]["state"] == "warn" else "ok"

    def _faults(self, simulation: Simulation) -> list[ActiveFault]:
        return [
            ActiveFault(
                id=fault_id,
                kind=one.fault.kind,
                target=one.fault.target,
                since=one.since,
                until=one.until,
                words=simulation.fault_words(fault_id),
            )
            for fault_id, one in sorted(simulation.active.items(), key=lambda item: (item[1].since, item[0]))
        ]


def _rounded(ms: float | None) -> float | None:
    """Three figures are more than a histogram knows."""
    return None if ms is None else float(f"{ms:.3g}")
