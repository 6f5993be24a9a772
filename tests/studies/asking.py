"""Starting studies and waiting for them, as a page does."""

import time
from collections.abc import Callable
from typing import Any

from tests.api.visitors import Json, Visitor

SWEEP: Json = {
    "kind": "sweep",
    "parameters": [{"path": "nodes.orders.concurrency", "range": {"first": 1, "last": 3, "step": 1}}],
    "metrics": ["nodes.orders.latency.p99_ms", "nodes.orders.utilisation"],
    "replications": 3,
    "untilSeconds": 30,
}
SOLVE: Json = {
    "kind": "solve",
    "parameter": {"path": "nodes.orders.concurrency", "first": 1, "last": 8},
    "metric": "nodes.orders.latency.p99_ms",
    "comparison": "<",
    "limit": 100,
    "untilSeconds": 60,
}


def asks(visitor: Visitor, diagram: Json, spec: Json, share: str = "") -> Any:
    return visitor.post(f"/api/diagrams/{diagram['id']}/studies/{share}", spec)


def starts(visitor: Visitor, diagram: Json, spec: Json) -> Json:
    answer = asks(visitor, diagram, spec)
    assert answer.status_code == 201, answer.content
    started: Json = answer.json()
    return started


def reads(visitor: Visitor, study: Json) -> Json:
    seen: Json = visitor.get(f"/api/studies/{study['id']}/").json()
    return seen


def waits(visitor: Visitor, study: Json, holds: Callable[[Json], Any], seconds: float = 60.0) -> Json:
    deadline = time.monotonic() + seconds
    while True:
        seen = reads(visitor, study)
        if holds(seen):
            return seen
        assert time.monotonic() < deadline, seen
        time.sleep(0.05)


def ends(visitor: Visitor, study: Json, seconds: float = 60.0) -> Json:
    return waits(visitor, study, lambda seen: seen["status"] not in ("queued", "running"), seconds)
