"""How trouble gets from what is broken to what suffers: over which edges, and in which way.

Place in the flow: between the topology, which knows who is beside whom, and the cascade in words. Trouble is followed
breadth first through channels and through what suffers itself, so the cause that is named is the nearest one.
"""

from collections import deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from .topology import Topology

How = Literal["struck", "waits", "fed", "blocked", "backlog", "load"]
"""waits: for an answer. fed: by messages. blocked: cannot publish. backlog: is not read. load: gets other calls."""

_ORDER: tuple[How, ...] = ("waits", "fed", "blocked", "load", "backlog")


@dataclass(frozen=True)
class Link:
    """Trouble at one end of an edge reaches the other, `to`."""

    to: str
    edge: str
    how: How


@dataclass(frozen=True)
class Reach:
    """`because`: the nearest node that is broken or suffers, or a broken edge. `via`: the edges from there to here."""

    because: str
    via: tuple[str, ...]
    how: How


def links(topology: Topology) -> dict[str, list[Link]]:
    """Node id to where its trouble goes, the likeliest first."""
    found: dict[str, list[Link]] = {name: [] for name in topology.program.document.nodes}
    for edge_id, edge in sorted(topology.program.document.edges.items()):
        there, back = _ways(edge.kind)
        if there:
            found[edge.source].append(Link(edge.target, edge_id, there))
        if back:
            found[edge.target].append(Link(edge.source, edge_id, back))
    for ways in found.values():
        ways.sort(key=lambda link: _ORDER.index(link.how))
    for edge_id in topology.replying:
        # Its trouble is a backlog of the queue first, and then of those who wait for replies.
        edge = topology.program.document.edges[edge_id]
        found[edge.target].append(Link(edge.source, edge_id, "waits"))
    return found


def _ways(kind: str) -> tuple[How | None, How | None]:
    """How trouble goes along an edge, and against it."""
    if kind == "publish":
        return "fed", "blocked"
    if kind == "subscribe":
        return "fed", "backlog"
    if kind == "dead_letter":
        return "backlog", None
    return "load", "waits"


def reached(topology: Topology, struck: Iterable[str], suffering: Collection[str]) -> dict[str, Reach]:
    """What of the suffering can be reached from what is struck (nodes, or edges), and how.

    First only through what suffers; what is left is looked for through everything.
    """
    seeds = sorted(struck)
    found = _spread(topology, seeds, suffering, suffering)
    if any(name not in found for name in suffering if name not in seeds):
        found = {**_spread(topology, seeds, topology.program.document.nodes, suffering), **found}
    return {name: reach for name, reach in found.items() if name in suffering and name not in seeds}


def _spread(topology: Topology, seeds: list[str], through: Collection[str], named: Collection[str]) -> dict[str, Reach]:
    document, ways = topology.program.document, topology.impact
    channels = set(topology.program.channels)
    causes = {*seeds, *named}
    found: dict[str, Reach] = {}
    seen: set[tuple[str, How]] = set()
    queue: deque[tuple[str, Reach]] = deque()

    def reach(node: str, reach: Reach) -> None:
        key = (node, reach.how if node in channels else "struck")
        if key not in seen:
            seen.add(key)
            found.setdefault(node, reach)
            queue.append((node, reach))

    for seed in seeds:
        if seed in document.nodes:
            for inside in (seed, *(topology.program.channels[i] for i in topology.channels_in.get(seed, []))):
                reach(inside, Reach(seed, (), "struck"))
    for seed in seeds:
        if seed in document.edges:
            for end in (document.edges[seed].source, document.edges[seed].target):
                reach(end, Reach(seed, (seed,), "struck"))
    while queue:
        node, here = queue.popleft()
        if node not in channels and node not in through and here.how != "struck":
            continue
        for link in ways[node]:
            if node in channels and not _passes(here.how, link.how, node in named):
                continue
            own = node in causes and here.via != ()
            because, before = (node, ()) if own else (here.because, here.via)
            reach(link.to, Reach(because, (*before, link.edge), link.how))
    return found


def _passes(entered: How, leaves: How, suffers: bool) -> bool:
    """What is not read blocks who publishes, once it drops or loses; what is not fed is missed by those who read."""
    if entered == "backlog":
        return leaves == "blocked" and suffers
    return entered == "struck" or leaves == entered
