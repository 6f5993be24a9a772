"""Whether callers wait as long as what they call may take."""

from collections.abc import Iterator

from apps.schema.edges import AnyEdge, SynchronousEdge

from .finding import Finding, Reading


def gives_up_too_early(reading: Reading) -> Iterator[Finding]:
    """A caller that gives up before its callee's own timeouts have run leaves work behind that nobody waits for."""
    document = reading.document
    for identifier, edge in document.edges.items():
        if not isinstance(edge, SynchronousEdge):
            continue
        chain = sum(
            following.timeout_ms * (1 + following.retries)
            for following in document.edges.values()
            if isinstance(following, SynchronousEdge) and following.source == edge.target and _goes_on(edge, following)
        )
        if chain and edge.timeout_ms <= chain:
            caller, callee = document.nodes[edge.source].name, document.nodes[edge.target].name
            yield Finding(
                "gives_up_too_early",
                "warn",
                identifier,
                f"{caller} waits {edge.timeout_ms:,.0f} ms for {callee}, which itself may wait {chain:,.0f} ms",
                f"A timeout above {chain:,.0f} ms here, or shorter ones behind {callee}.",
            )


def _goes_on(edge: SynchronousEdge, following: SynchronousEdge) -> bool:
    """Whether a call over `edge` can lead to one over `following`."""
    if not following.on:
        return True
    sends = _sends(edge)
    if sends:
        return sends in following.on
    return not edge.on or bool(set(edge.on) & set(following.on))


def _sends(edge: AnyEdge | SynchronousEdge) -> str | None:
    sends: str | None = getattr(edge, "sends", None)
    return sends
