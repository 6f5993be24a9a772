"""Compiles the kernel into its cache: `python -m apps.engine.warm`. Later processes load it in about half a second."""

import sys
import time


def warm() -> float:
    """Seconds until the kernel was ready."""
    started = time.perf_counter()
    from apps.schema import read_document

    from .kernel.faults import crash_station, recover_station, set_broker, set_pace
    from .replay import play

    document = read_document(
        {
            "eventTypes": {"event": {"name": "Event"}},
            "nodes": {
                "source": {"kind": "clients", "name": "Source", "sends": [{"eventType": "event"}]},
                "service": {"kind": "service", "name": "Service"},
            },
            "edges": {"call": {"kind": "call", "source": "source", "target": "service"}},
        }
    )
    _, simulation = play(document, until=1.0)
    address = simulation.arena.address
    crash_station(address, 0)
    recover_station(address, 0)
    set_broker(address, 0, 0)
    set_pace(address, 0, 1.0)
    return time.perf_counter() - started


if __name__ == "__main__":
    print(f"kernel ready in {warm():.1f} s")
    sys.exit(0)
