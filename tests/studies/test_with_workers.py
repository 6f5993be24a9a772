"""Studies as people see them: real workers do the parts, and what they know is read over the API as it comes."""

import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.api.visitors import Json, Visitor, shop
from tests.processes import Worker

pytestmark = pytest.mark.django_db(transaction=True)
NewWorker = Callable[[], Worker]

SWEEP = {
    "kind": "sweep",
    "parameters": [{"path": "nodes.orders.concurrency", "range": {"first": 1, "last": 3, "step": 1}}],
    "metrics": ["nodes.orders.latency.p99_ms", "nodes.orders.utilisation"],
    "replications": 3,
    "untilSeconds": 30,
}


@pytest.fixture
def diagram(visitor: Visitor) -> Json:
    return visitor.draws(shop())


@pytest.fixture(scope="module")
def worker(new_worker: NewWorker) -> Worker:
    return new_worker()


def starts(visitor: Visitor, diagram: Json, spec: Json) -> Json:
    answer = visitor.post(f"/api/diagrams/{diagram['id']}/studies/", spec)
    assert answer.status_code == 201, answer.content
    started: Json = answer.json()
    return started


def waits(visitor: Visitor, study: Json, holds: Callable[[Json], Any], seconds: float = 60.0) -> Json:
    deadline = time.monotonic() + seconds
    while True:
        seen: Json = visitor.get(f"/api/studies/{study['id']}/").json()
        if holds(seen):
            return seen
        assert time.monotonic() < deadline, seen
        time.sleep(0.05)


def ends(visitor: Visitor, study: Json, seconds: float = 60.0) -> Json:
    return waits(visitor, study, lambda seen: seen["status"] not in ("queued", "running"), seconds)


def test_a_sweep_ends_with_every_point_and_its_intervals(visitor: Visitor, diagram: Json, worker: Worker) -> None:
    study = starts(visitor, diagram, SWEEP)
    assert (study["status"], study["result"], study["progress"]["partsExpected"]) == ("queued", None, 9)
    ended = ends(visitor, study)
    assert (ended["status"], ended["reason"]) == ("finished", "")
    assert ended["progress"]["fraction"] == 1.0
    found = ended["result"]
    assert [point["values"]["nodes.orders.concurrency"] for point in found["points"]] == [1, 2, 3]
    assert all(point["runs"] == 3 for point in found["points"])
    busy = [point["estimates"]["nodes.orders.utilisation"]["mean"] for point in found["points"]]
    assert busy == sorted(busy, reverse=True)
