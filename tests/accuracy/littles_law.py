"""Little's law, L = λ W, at every station and queue of a larger document, each broker's included.

L is a time average, λ counts, W is an average over messages: three different instruments of the engine that must agree.
"""

from apps.schema.nodes.services import Station

from .architecture import PER_SECOND, READERS, everything, on_nats
from .checks import Check
from .replications import Experiment, lasting
from .windows import Window

EVERYTHING = lasting("all brokers, 14 stations", everything, PER_SECOND, 0.4)
ON_NATS = lasting("NATS JetStream", on_nats, PER_SECOND, 0.4)
STATIONS = [name for name, node in everything().nodes.items() if isinstance(node, Station)]


def at_station(window: Window, station: str) -> float:
    """λ W / L, waiting and being worked on."""
    present = window.waiting(station) + window.busy(station)
    return window.handled(station) * window.sojourn(station) / 1000.0 / present


def in_channel(window: Window, channel: str, readers: list[str]) -> float:
    """λ Wq / Lq of what waits in a channel, for all its readers together."""
    return sum(window.handled(reader) * window.wait(reader) / 1000.0 for reader in readers) / window.waiting(channel)


def station_check(experiment: Experiment, station: str, pending: str = "") -> Check:
    return Check(
        f"Little's law at station {station}",
        "λ W / L",
        experiment,
        lambda w: at_station(w, station),
        1.0,
        pending=pending,
    )


def channel_check(experiment: Experiment, channel: str, kind: str, readers: list[str], pending: str = "") -> Check:
    return Check(
        f"Little's law in {kind} {channel}",
        "λ Wq / Lq",
        experiment,
        lambda w: in_channel(w, channel, readers),
        1.0,
        pending=pending,
    )


CHECKS = [
    *(station_check(EVERYTHING, name) for name in STATIONS),
    *(channel_check(EVERYTHING, channel, kind, readers) for channel, (kind, readers) in READERS.items()),
    station_check(ON_NATS, "worker"),
    channel_check(ON_NATS, "jobs", "NATS stream", ["worker"]),
]
