"""Compiles the kernel into its cache: `python -m apps.engine.warm`. Later processes load it in under half a second."""

import sys
import time


def warm() -> float:
    """Seconds until the kernel was ready."""
    started = time.perf_counter()
    from apps.schema import read_document
    from apps.schema.faults import Crash, Fault, TrafficSpike

    from .replay import play

    document = read_document(
        {
            "eventTypes": {"event": {"name": "Event"}},
            "nodes": {
                "source": {"kind": "clients", "name": "Source", "sends": [{"eventType": "event"}]},
                "kafka": {"kind": "kafka", "name": "Kafka"},
                "topic": {"kind": "kafka_topic", "name": "Topic", "parent": "kafka"},
                "service": {"kind": "service", "name": "Service"},
            },
            "edges": {
                "publish": {"kind": "publish", "source": "source", "target": "topic"},
                "subscribe": {"kind": "subscribe", "source": "topic", "target": "service"},
            },
        }
    )
    # Whatever is called first compiles all; these show that it works.
    faults: list[Fault] = [
        Crash(target="service", at_seconds=0.2, duration_seconds=0.2),
        Crash(target="kafka", at_seconds=0.5, duration_seconds=0.2),
        TrafficSpike(target="source", at_seconds=0.8, duration_seconds=0.1),
    ]
    play(document, until=1.0, faults=faults)
    return time.perf_counter() - started


if __name__ == "__main__":
    print(f"kernel ready in {warm():.1f} s")
    sys.exit(0)
