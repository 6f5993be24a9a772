"""Frames: what a live run shows at one moment, cut on a grid of simulated time.

Place in the flow: after the engine, before the stream. A frame depends on the simulation and on earlier frames of the
same grid, never on how the run was sliced; the cutter's own state goes into the checkpoint.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from apps.schema.frames import ActiveFault, EdgeGauges, Frame, NodeGauges, NodeState
from apps.schema.nodes import EventStore

from . import accounts
from .cascade import Baseline, cascade
from .conditions import down, of_channel, of_station, touched
from .consumption import behind
from .gauges import Reading, Window, decode, encode, read
from .program import Program
from .samples import samples
from .simulation import Simulation
from .topology import Topology

WINDOW_SECONDS = 4.0
"""Rates and percentiles look back between half of this and this, and at least one frame."""

MAX_PARTITIONS_SHOWN = 32
_WORST: dict[NodeState, int] = {"ok": 0, "warn": 1, "down": 2}


class FrameCutter:
    def __init__(self, program: Program) -> None:
        self.program = program
        self.topology = Topology(program)
        self._older: Reading | None = None
        self._newer: Reading | None = None
        self._hops = 0
        self._baseline: Baseline | None = None
        self._behind: NDArray[np.float64] = np.zeros(0)

    def cut(self, simulation: Simulation, sequence: int, speed: float) -> Frame:
        """The frame of the present moment. Call it at each point of the grid, once."""
        now = read(simulation.arena)
        window = Window(self._look_back(now), now)
        shown, every = samples(simulation.arena, self.program, self._hops)
        self._hops = int(simulation.arena.state["hops_written"][0])
        self._behind = behind(simulation.arena).seconds
        nodes = self._nodes(simulation, window)
        edges = self._edges(simulation, window, nodes)
        if not simulation.active:
            self._baseline = Baseline.of(nodes)
        ends = [int(row["summary"]) for row in simulation.arena.view("paths")] + self._source_summaries(simulation)
        return Frame(
            sequence=sequence,
            time=now.time,
            speed=speed,
            events=simulation.events,
            nodes=nodes,
            edges=edges,
            ledger=accounts.ledger(simulation.arena),
            requests=accounts.requests(simulation.arena),
            sagas=accounts.sagas(simulation.arena),
            conflicts=self._conflicts(simulation),
            end_to_end_p99_ms=_rounded(window.percentile_ms(ends, 0.99)),
            completed_rate=round(window.per_second(self._ended_well(window)), 1),
            sample_every=every,
            samples=shown,
            faults=self._faults(simulation),
            cascade=cascade(simulation, self.topology, window, nodes, self._baseline),
        )

    def state(self) -> dict[str, Any]:
        """Everything that later frames depend on, as values that msgpack takes."""
        return {
            "older": encode(self._older) if self._older else None,
            "newer": encode(self._newer) if self._newer else None,
            "hops": self._hops,
            "baseline": self._baseline.values if self._baseline else None,
        }

    @classmethod
    def restore(cls, program: Program, state: dict[str, Any]) -> "FrameCutter":
        cutter = cls(program)
        cutter._older = decode(state["older"]) if state["older"] else None
        cutter._newer = decode(state["newer"]) if state["newer"] else None
        cutter._hops = state["hops"]
        cutter._baseline = Baseline(state["baseline"]) if state["baseline"] else None
        return cutter

    def _look_back(self, now: Reading) -> Reading:
        """The reading that the window begins at. Two are kept, so that neither gets older than the window."""
        if self._older is None or self._newer is None:
            self._older = self._newer = now
            return now
        before = self._older
        if now.time - self._newer.time >= WINDOW_SECONDS / 2:
            self._older, self._newer = self._newer, now
        return before

    def _ended_well(self, window: Window) -> int:
        """Messages, and requests of sources that call: to have published is not yet to be done."""
        answered = sum(window.station("completed", index) for index in self._calling_sources())
        return window.now.completed - window.before.completed + answered

    def _conflicts(self, simulation: Simulation) -> dict[str, int]:
        stations, nodes = simulation.arena.view("stations"), self.program.document.nodes
        return {
            name: int(stations[index]["conflicts"])
            for name, index in self.program.station_index.items()
            if isinstance(node := nodes[name], EventStore) and node.expected_version
        }

    def _source_summaries(self, simulation: Simulation) -> list[int]:
        """Sources that call: their requests end with the answer."""
        stations = simulation.arena.view("stations")
        return [int(stations[index]["summary"]) for index in self._calling_sources()]

    def _calling_sources(self) -> list[int]:
        return [self.program.station_index[name] for name in self.program.sources if self.topology.calls.get(name)]

    def _nodes(self, simulation: Simulation, window: Window) -> dict[str, NodeGauges]:
        gauges: dict[str, NodeGauges] = {}
        for node_id in self.program.document.nodes:
            if node_id in self.program.station_index:
                gauges[node_id] = self._station(simulation, window, node_id)
            elif node_id in self.program.channels:
                gauges[node_id] = self._channel(simulation, window, node_id)
        for node_id in self.program.document.nodes:
            if node_id not in gauges:
                gauges[node_id] = self._container(simulation, window, node_id, gauges)
        return gauges

    def _station(self, simulation: Simulation, window: Window, node_id: str) -> NodeGauges:
        index = self.program.station_index[node_id]
        arena = simulation.arena
        row = arena.view("stations")[index]
        subscribed = [arena.view("subscriptions")[i] for i in self.topology.subscriptions.get(node_id, [])]
        groups = {int(s["group"]) for s in subscribed}
        waiting = int(row["waiting"]) + sum(int(arena.view("groups")[g]["waiting"]) for g in groups)
        saga_node = int(row["saga_node"])
        saga_counts = accounts.sagas_of_node(arena.view("saga_nodes")[saga_node]) if saga_node >= 0 else None
        state, why = of_station(simulation, self.topology, window, node_id, waiting, saga_counts)
        summary = [int(row["summary"])]
        source = node_id in self.program.sources
        return NodeGauges(
            state=state,
            why=why,
            arrived=int(row["arrived"]),
            completed=int(row["completed"]),
            failed=int(row["failed"]),
            dead_lettered=int(row["dead_lettered"]),
            in_rate=round(window.per_second(window.station("arrived", index)), 1),
            out_rate=round(window.per_second(window.station("completed", index)), 1),
            busy=0 if source else int(row["busy"]),
            slots=0 if source else int(row["slots"]),
            instances=None if source else int(row["up_instances"]),
            utilisation=0.0 if source else round(window.utilisation(index, int(row["slots"])), 3),
            waiting=waiting,
            behind=self._oldest(groups),
            p50_ms=_rounded(window.percentile_ms(summary, 0.5)),
            p99_ms=_rounded(window.percentile_ms(summary, 0.99)),
            retries=int(row["retries"]),
            sagas=saga_counts,
        )

    def _channel(self, simulation: Simulation, window: Window, node_id: str) -> NodeGauges:
        index = self.program.channels.index(node_id)
        arena = simulation.arena
        row, ended = arena.view("channels")[index], arena.view("channel_accounts")[index]
        groups = [arena.view("groups")[g] for g in self.topology.groups.get(node_id, [])]
        slowest = max(groups, key=lambda group: int(group["waiting"]), default=None)
        waiting = int(slowest["waiting"]) if slowest is not None else 0
        partitions: list[int] = []
        if slowest is not None and 1 < int(slowest["readers"]) <= MAX_PARTITIONS_SHOWN:
            first = int(slowest["first_reader"])
            readers = arena.view("readers")[first : first + int(slowest["readers"])]
            partitions = (arena.view("logs")["end"][readers["log"]] - readers["position"]).tolist()
        in_rate = window.per_second(window.channel("arrived", index))
        out_rate = window.per_second(self._taken(window, node_id))
        state, why = of_channel(simulation, self.topology, window, node_id, waiting, out_rate)
        return NodeGauges(
            state=state,
            why=why,
            arrived=int(row["arrived"]),
            completed=sum(int(group["arrived"]) - int(group["waiting"]) for group in groups),
            failed=int(ended["lost"]) + int(ended["dropped"]),
            dead_lettered=int(row["kept"]),
            in_rate=round(in_rate, 1),
            out_rate=round(out_rate, 1),
            waiting=waiting,
            behind=self._oldest(self.topology.groups.get(node_id, [])),
            waiting_by_partition=partitions,
        )

    def _oldest(self, groups: Iterable[int]) -> float | None:
        seconds = max((float(self._behind[group]) for group in groups), default=0.0)
        return float(f"{seconds:.2g}") or None

    def _taken(self, window: Window, node_id: str) -> int:
        """Messages handed on: what went over the channel's subscriptions and bindings."""
        return sum(window.edge("count", index) for index in self.topology.leaving.get(node_id, []))

    def _container(
        self, simulation: Simulation, window: Window, node_id: str, gauges: dict[str, NodeGauges]
    ) -> NodeGauges:
        channels = [self.program.channels[i] for i in self.topology.channels_in.get(node_id, [])]
        inside = [gauges[channel] for channel in channels]
        # An exchange passes on what its queues then keep: counted once.
        kept = [gauges[channel] for channel in channels if self.topology.groups.get(channel)]
        crashed = down(self.topology, simulation.active, node_id)
        state, why = crashed or ("ok", "")
        if not crashed and (struck := touched(simulation, node_id)):
            state, why = "warn", struck
        return NodeGauges(
            state=state,
            why=why,
            arrived=sum(one.arrived for one in inside),
            completed=sum(one.completed for one in inside),
            failed=sum(one.failed for one in inside),
            dead_lettered=sum(one.dead_lettered for one in inside),
            in_rate=round(sum(one.in_rate for one in kept), 1),
            out_rate=round(sum(one.out_rate for one in kept), 1),
            waiting=sum(one.waiting for one in inside),
        )

    def _edges(self, simulation: Simulation, window: Window, nodes: dict[str, NodeGauges]) -> dict[str, EdgeGauges]:
        arena = simulation.arena
        struck = {one.fault.target for one in simulation.active.values()}
        gauges = {}
        for edge_id, index in self.program.edge_index.items():
            row = arena.view("edges")[index]
            subscription = self.topology.subscription_of_edge.get(edge_id)
            summary, lag = int(row["summary"]), 0
            if subscription is not None:
                values = arena.view("subscriptions")[subscription]
                summary = int(values["summary"])
                lag = int(arena.view("groups")[int(values["group"])]["waiting"]) + int(values["in_process"])
            edge = self.program.document.edges[edge_id]
            worst = max((nodes[end].state for end in (edge.source, edge.target)), key=_WORST.__getitem__)
            gauges[edge_id] = EdgeGauges(
                count=int(row["count"]),
                rate=round(window.per_second(window.edge("count", index)), 1),
                failed=int(row["failed"]) + int(row["timed_out"]) + int(row["refused"]),
                p99_ms=_rounded(window.percentile_ms([summary], 0.99)),
                lag=lag,
                state="down"
                if worst == "down"
                else "warn"
                if edge_id in struck
                else self._trouble(window, index, nodes),
            )
        return gauges

    def _trouble(self, window: Window, index: int, nodes: dict[str, NodeGauges]) -> NodeState:
        edge = self.program.document.edges[self.program.edges[index]]
        failed = window.edge("failed", index) + window.edge("timed_out", index) + window.edge("refused", index)
        if failed > 0.1 * max(1, window.edge("count", index)):
            return "warn"
        return "warn" if edge.kind == "subscribe" and nodes[edge.target].state == "warn" else "ok"

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
