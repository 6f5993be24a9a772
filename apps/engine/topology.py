"""Who is beside whom in a program: what frames and the cascade look up again and again."""

from functools import cached_property
from typing import TYPE_CHECKING

from apps.schema.edges import Call, Subscribe, SynchronousEdge

from .program import Program

if TYPE_CHECKING:
    from .impact import Link


class Topology:
    """Indexes and neighbours by node id, worked out once a program."""

    def __init__(self, program: Program) -> None:
        self.program = program

    @cached_property
    def subscriptions(self) -> dict[str, list[int]]:
        """Station id to its rows of `subscriptions`."""
        found: dict[str, list[int]] = {}
        for index, row in enumerate(self.program.tables["subscriptions"]):
            found.setdefault(self.program.stations[int(row["station"])], []).append(index)
        return found

    @cached_property
    def subscription_of_edge(self) -> dict[str, int]:
        return {self.program.edges[int(row["edge"])]: i for i, row in enumerate(self.program.tables["subscriptions"])}

    @cached_property
    def groups(self) -> dict[str, list[int]]:
        """Channel id to its rows of `groups`."""
        found: dict[str, list[int]] = {}
        for index, row in enumerate(self.program.tables["groups"]):
            found.setdefault(self.program.channels[int(row["channel"])], []).append(index)
        return found

    @cached_property
    def groups_read(self) -> dict[str, list[int]]:
        """Station id to the rows of `groups` that it reads in, each once."""
        rows = self.program.tables["subscriptions"]
        found = {name: {int(rows[index]["group"]) for index in mine} for name, mine in self.subscriptions.items()}
        return {name: sorted(groups) for name, groups in found.items()}

    @cached_property
    def channel_index(self) -> dict[str, int]:
        return {name: index for index, name in enumerate(self.program.channels)}

    @cached_property
    def parents(self) -> dict[str, str | None]:
        """Node id to the container that it lives in."""
        return {name: getattr(node, "parent", None) for name, node in self.program.document.nodes.items()}

    @cached_property
    def leaving(self) -> dict[str, list[int]]:
        """Channel id to the indexes of the subscribe edges, bindings included, that lead out of it."""
        found: dict[str, list[int]] = {}
        for index, edge_id in enumerate(self.program.edges):
            edge = self.program.document.edges[edge_id]
            if isinstance(edge, Subscribe):
                found.setdefault(edge.source, []).append(index)
        return found

    @cached_property
    def channels_in(self) -> dict[str, list[int]]:
        """Container id to its rows of `channels`."""
        found: dict[str, list[int]] = {}
        for index, channel in enumerate(self.program.channels):
            if parent := self.parents[channel]:
                found.setdefault(parent, []).append(index)
        return found

    @cached_property
    def impact(self) -> dict[str, list["Link"]]:
        """Node id to where its trouble goes."""
        from .impact import links

        return links(self)

    @cached_property
    def replying(self) -> list[str]:
        """The subscriptions whose consumers answer calls that go through their queue."""
        edges = self.program.document.edges
        asked = {edge.target for edge in edges.values() if isinstance(edge, Call)}
        return [
            name for name in self.program.edges if isinstance(one := edges[name], Subscribe) and one.source in asked
        ]

    @cached_property
    def calls(self) -> dict[str, list[int]]:
        """Station id to the indexes of its outgoing synchronous edges."""
        found: dict[str, list[int]] = {}
        for index, edge_id in enumerate(self.program.edges):
            edge = self.program.document.edges[edge_id]
            if isinstance(edge, SynchronousEdge):
                found.setdefault(edge.source, []).append(index)
        return found
