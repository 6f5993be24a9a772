"""Studies as people see them: real workers do the parts, and what they know is read over the API as it comes."""

import os
import signal
import time
from collections.abc import Callable

import pytest

from apps.studies.models import Study, StudyPart
from tests.api.visitors import Json, Visitor, shop
from tests.processes import Worker
from tests.studies.asking import SOLVE, SWEEP, ends, reads, starts, waits

pytestmark = pytest.mark.django_db(transaction=True)
NewWorker = Callable[[], Worker]

# Long enough to be killed or cancelled on the way.
LONG = {"kind": "replications", "replications": 6, "untilSeconds": 4000, "maxEvents": 100_000_000, "warmUp": 10}


@pytest.fixture
def diagram(visitor: Visitor) -> Json:
    return visitor.draws(shop())


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
    assert found["points"][1]["differences"]["nodes.orders.utilisation"]["mean"] == pytest.approx(busy[1] - busy[0])

    lines = visitor.get(f"/api/studies/{study['id']}.csv", HTTP_ACCEPT="text/csv").content.decode().splitlines()
    assert len(lines) == 4
    assert lines[0].startswith("nodes.orders.concurrency,nodes.orders.latency.p99_ms,")


def test_the_same_spec_gives_the_same_numbers_whoever_does_its_parts(
    visitor: Visitor, diagram: Json, worker: Worker
) -> None:
    results = [ends(visitor, starts(visitor, diagram, SWEEP))["result"] for _ in range(2)]
    assert results[0] == results[1]


def test_the_solver_tells_its_way_and_its_answer(visitor: Visitor, diagram: Json, worker: Worker) -> None:
    ended = ends(visitor, starts(visitor, diagram, SOLVE), seconds=90)
    assert (ended["status"], ended["result"]["ended"]) == ("finished", True)
    found = ended["result"]
    assert found["answer"] == 2
    assert {step["value"]: step["verdict"] for step in found["steps"]} == {
        8: "holds",
        1: "fails",
        4: "holds",
        2: "holds",
    }
    assert found["certain"] is True
    assert "2 is the lowest value" in found["words"]


def test_cancelling_lets_go_within_about_a_second_and_keeps_what_is_known(
    visitor: Visitor, diagram: Json, worker: Worker
) -> None:
    def seconds_for_a_short_one() -> float:
        began = time.monotonic()
        ended = ends(visitor, starts(visitor, diagram, {**SWEEP, "untilSeconds": 1, "replications": 1}))
        assert ended["status"] == "finished"
        return time.monotonic() - began

    alone = seconds_for_a_short_one()
    study = starts(visitor, diagram, {**LONG, "replications": 40})
    seen = waits(visitor, study, lambda seen: seen["progress"]["partsDone"] >= 1 and seen["result"])
    assert seen["status"] == "running"
    assert seen["progress"]["secondsLeft"] > 0
    assert 0 < seen["progress"]["fraction"] < 1
    cancelled = visitor.post(f"/api/studies/{study['id']}/cancel/").json()
    assert cancelled["status"] == "cancelled"
    assert seconds_for_a_short_one() < alone + 3.0, "the workers were still at the study that was cancelled"
    kept = reads(visitor, study)
    assert kept["status"] == "cancelled"
    assert len(kept["result"]["seeds"]) >= 1
    assert visitor.post(f"/api/studies/{study['id']}/cancel/").json()["status"] == "cancelled"


def test_a_study_outlives_the_processes_that_do_its_parts(visitor: Visitor, diagram: Json, worker: Worker) -> None:
    study = starts(visitor, diagram, {**LONG, "replications": 4, "metrics": ["nodes.orders.latency.mean_ms"]})
    for done in (0, 1):
        waits(visitor, study, lambda seen, done=done: seen["progress"]["fraction"] > 0.1 + done * 0.25)
        for process in worker.pids()[1:]:
            os.kill(process, signal.SIGKILL)
    ended = ends(visitor, study, seconds=120)
    assert (ended["status"], ended["reason"]) == ("finished", "")
    assert ended["result"]["seeds"] == [1, 2, 3, 4]
    undisturbed = ends(visitor, starts(visitor, diagram, ended["spec"]), seconds=120)
    assert ended["result"] == undisturbed["result"]


def test_another_worker_goes_on_when_one_is_lost_altogether(
    visitor: Visitor, diagram: Json, worker: Worker, new_worker: NewWorker
) -> None:
    lost = new_worker()
    study = starts(visitor, diagram, {**LONG, "metrics": ["nodes.orders.latency.mean_ms"]})
    waits(visitor, study, lambda seen: seen["progress"]["fraction"] > 0.1)
    lost.kill()
    ended = ends(visitor, study, seconds=120)
    assert (ended["status"], ended["result"]["seeds"]) == ("finished", [1, 2, 3, 4, 5, 6])
    assert StudyPart.objects.filter(study_id=study["id"], status="done").count() == 6


def test_parts_that_fail_are_told_with_their_reason(visitor: Visitor, diagram: Json, worker: Worker) -> None:
    # That a source has no slots to be busy, only the engine knows.
    spec = {"kind": "replications", "replications": 3, "metrics": ["nodes.clients.utilisation"], "untilSeconds": 5}
    ended = ends(visitor, starts(visitor, diagram, spec))
    assert (ended["status"], ended["result"]) == ("failed", None)
    assert ended["reason"] == "no metric 'nodes.clients.utilisation'"


def test_a_deleted_diagram_takes_its_studies_with_it(visitor: Visitor, diagram: Json, worker: Worker) -> None:
    study = starts(visitor, diagram, LONG)
    waits(visitor, study, lambda seen: seen["status"] == "running")
    assert visitor.delete(f"/api/diagrams/{diagram['id']}/").status_code == 204
    assert visitor.get(f"/api/studies/{study['id']}/").status_code == 404
    assert not Study.objects.exists()
