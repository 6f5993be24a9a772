"""Runs as people see them: a real worker simulates, real sockets watch, commands go back."""

import time
from itertools import pairwise
from uuid import UUID

import pytest
from django.conf import settings

from apps.engine.replay import play
from apps.runs.execution import store
from apps.runs.models import Run, RunChunk
from apps.schema import read_document
from apps.schema.messages import RunInfo
from tests.api.visitors import Json, Visitor, shop
from tests.processes import Worker, wait_for
from tests.runs.live import Theatre, Watcher

pytestmark = pytest.mark.django_db(transaction=True)

DOWN = {"kind": "crash", "target": "orders"}


@pytest.fixture
def diagram(visitor: Visitor, worker: Worker) -> Json:
    return visitor.draws(shop())


def headless(diagram: Json, run: Json) -> str:
    """The digest that the run's log gives without a server."""
    info = RunInfo.model_validate(run)
    results, _ = play(read_document(diagram["document"]), seed=info.seed, until=info.time, log=info.log)
    return results.digest


def numbered_without_a_gap(watcher: Watcher) -> bool:
    return watcher.sequences == list(range(1, len(watcher.frames) + 1))


def reaches(watcher: Watcher, moment: float) -> None:
    watcher.waits_for(lambda message: message["type"] == "frame" and message["frame"]["time"] >= moment)


def test_a_run_reaches_its_end_and_leaves_results(theatre: Theatre, visitor: Visitor, diagram: Json) -> None:
    run = theatre.starts(visitor, diagram, seed=7, speed=50, untilSeconds=61)
    watcher = theatre.watches(run["id"], visitor)
    ended = watcher.sees_the_end()
    assert ended["status"] == "finished", ended
    assert ended["results"]["simulatedSeconds"] == 61.0
    assert ended["results"]["ledger"]["balanced"]
    assert ended["digest"] == ended["results"]["digest"] == headless(diagram, ended)
    assert numbered_without_a_gap(watcher)
    assert [frame["time"] for frame in watcher.frames] == [*range(5, 61, 5), 61]
    assert watcher.frames[-1]["events"] == ended["results"]["events"]

    read = visitor.get(f"/api/runs/{run['id']}/").json()
    assert read == ended
    assert visitor.get(f"/api/runs/?diagram={diagram['id']}").json() == [ended]
    assert visitor.get(f"/api/runs/{run['id']}/frames/").json()["frames"] == watcher.frames
    refused = watcher.commands_to("resume")
    assert refused == {"type": "refused", "id": 1, "reason": "The run has ended."}


def test_simulated_time_keeps_step_with_the_wall(theatre: Theatre, visitor: Visitor, diagram: Json) -> None:
    run = theatre.starts(visitor, diagram, speed=4, untilSeconds=600)
    watcher = theatre.watches(run["id"], visitor)
    reaches(watcher, 2.0)
    paces: list[float] = []
    while len(paces) < 5 and (not paces or paces[-1] != pytest.approx(4.0, rel=0.25)):  # A machine may be busy once.
        simulated, wall = watcher.frames[-1]["time"], time.monotonic()
        reaches(watcher, simulated + 12.0)
        paces.append((watcher.frames[-1]["time"] - simulated) / (time.monotonic() - wall))
    assert paces[-1] == pytest.approx(4.0, rel=0.25), paces


def test_a_paused_run_stands_still_and_shows_a_fault_at_once(theatre: Theatre, visitor: Visitor, diagram: Json) -> None:
    run = theatre.starts(visitor, diagram, speed=10, untilSeconds=60)
    watcher = theatre.watches(run["id"], visitor)
    reaches(watcher, 3.0)
    assert watcher.commands_to("pause")["type"] == "accepted"
    paused_at = watcher.sees_status("paused")["time"]
    with pytest.raises(TimeoutError):
        watcher.receives(0.7)

    answer = watcher.commands_to("inject", fault=DOWN)
    assert answer == {"type": "accepted", "id": 2, "time": paused_at}
    shown = watcher.waits_for(lambda message: message["type"] == "frame")["frame"]
    assert shown["time"] == paused_at
    assert [fault["target"] for fault in shown["faults"]] == ["orders"]
    assert shown["nodes"]["orders"]["state"] == "down"
    watcher.waits_for(lambda message: message["type"] == "run")
    assert watcher.run["log"][-1]["faultId"] == "fault-1"

    watcher.commands_to("heal", fault="fault-1")
    healed = watcher.waits_for(lambda message: message["type"] == "frame")["frame"]
    assert healed["faults"] == []
    watcher.commands_to("speed", factor=100)
    watcher.commands_to("resume")
    ended = watcher.sees_the_end()
    assert ended["status"] == "finished", ended
    assert numbered_without_a_gap(watcher)
    assert ended["digest"] == headless(diagram, ended)


def test_every_command_is_in_the_log_and_the_log_replays_the_run(
    theatre: Theatre, visitor: Visitor, diagram: Json
) -> None:
    run = theatre.starts(visitor, diagram, seed=3, speed=20, untilSeconds=160)
    watcher = theatre.watches(run["id"], visitor)
    reaches(watcher, 5.0)
    watcher.commands_to("inject", fault=DOWN)
    watcher.commands_to("inject", fault={"kind": "traffic_spike", "target": "clients", "factor": 3})
    reaches(watcher, 20.0)
    assert {fault["kind"] for fault in watcher.frames[-1]["faults"]} == {"crash", "traffic_spike"}
    watcher.commands_to("speed", factor=40)
    watcher.commands_to("heal", fault="fault-1")
    reaches(watcher, 40.0)
    assert {fault["kind"] for fault in watcher.frames[-1]["faults"]} == {"traffic_spike"}
    watcher.commands_to("heal_all")
    ended = watcher.sees_the_end()
    kinds = [entry["command"]["kind"] for entry in ended["log"]]
    assert kinds == ["inject", "inject", "speed", "heal", "heal_all"]
    frame_times = {frame["time"] for frame in watcher.frames}
    assert all(entry["at"] in frame_times for entry in ended["log"])
    assert ended["digest"] == headless(diagram, ended)
    undisturbed = headless(diagram, {**ended, "log": []})
    assert ended["digest"] != undisturbed
    times = [0.0, *(frame["time"] for frame in watcher.frames)]
    assert {round(after - before, 6) for before, after in pairwise(times[:-1])} == {2.0, 4.0}


def test_a_stopped_run_keeps_what_it_has_found_so_far(theatre: Theatre, visitor: Visitor, diagram: Json) -> None:
    run = theatre.starts(visitor, diagram, speed=10, untilSeconds=600)
    watcher = theatre.watches(run["id"], visitor)
    reaches(watcher, 4.0)
    watcher.commands_to("stop")
    ended = watcher.sees_the_end()
    assert ended["status"] == "stopped"
    assert ended["results"]["status"] == "stopped"
    assert ended["results"]["simulatedSeconds"] == ended["time"] == watcher.frames[-1]["time"]
    assert ended["digest"] == headless(diagram, ended)


def test_a_second_socket_gets_the_history_and_then_the_same_frames(
    theatre: Theatre, visitor: Visitor, diagram: Json
) -> None:
    run = theatre.starts(visitor, diagram, speed=20, untilSeconds=100)
    first = theatre.watches(run["id"], visitor)
    reaches(first, 30.0)
    token = visitor.shares(diagram)["token"]
    shared = visitor.get(f"/api/shared/{token}/").json()
    assert shared["run"]["id"] == run["id"]
    second = theatre.watches(run["id"], share=token)
    assert second.snapshot["readOnly"] is True
    assert len(second.snapshot["frames"]) >= 15
    assert second.commands_to("stop")["type"] == "refused"
    assert first.sees_the_end() == second.sees_the_end()
    assert first.frames == second.frames
    assert numbered_without_a_gap(second)


def test_after_a_gap_a_resync_brings_the_missing_frames(theatre: Theatre, visitor: Visitor, diagram: Json) -> None:
    run = theatre.starts(visitor, diagram, speed=20, untilSeconds=600)
    watcher = theatre.watches(run["id"], visitor)
    reaches(watcher, 40.0)
    missing = 8
    watcher.says({"type": "resync", "after": missing})
    snapshot = watcher.waits_for(lambda message: message["type"] == "snapshot")
    sequences = [frame["sequence"] for frame in snapshot["frames"]]
    assert sequences == list(range(missing + 1, sequences[-1] + 1))
    known = {frame["sequence"]: frame for frame in watcher.frames}
    assert all(known.get(frame["sequence"], frame) == frame for frame in snapshot["frames"])
    reaches(watcher, 60.0)
    assert numbered_without_a_gap(watcher)


def test_frames_of_a_long_run_can_be_read_again_from_the_database(
    theatre: Theatre, visitor: Visitor, diagram: Json
) -> None:
    run = theatre.starts(visitor, diagram, speed=50, untilSeconds=310)
    watcher = theatre.watches(run["id"], visitor)
    watcher.sees_the_end(40)
    wait_for("the row has ended", lambda: Run.objects.filter(pk=run["id"], status="finished").exists(), 5)
    store.discard(UUID(run["id"]))
    chunks = RunChunk.objects.filter(run_id=run["id"])
    assert [(chunk.first, chunk.last) for chunk in chunks] == [(1, 50), (51, 62)]
    read = visitor.get(f"/api/runs/{run['id']}/frames/?after=40&limit=15").json()["frames"]
    assert read == watcher.frames[40:55]
    thinned = visitor.get(f"/api/runs/{run['id']}/frames/?thin=true&limit=10").json()["frames"]
    assert thinned == [watcher.frames[0], watcher.frames[50]]
    (fewer,) = visitor.get(f"/api/runs/{run['id']}/frames/?thin=true&limit=1").json()["frames"]
    assert fewer == watcher.frames[0]
    snapshot = theatre.watches(run["id"], visitor).snapshot["frames"]
    assert len(snapshot) > 10
    assert snapshot == watcher.frames[-len(snapshot) :]  # The newest that fit into one message.


def test_a_scenario_strikes_at_its_own_times(theatre: Theatre, visitor: Visitor, worker: Worker) -> None:
    fault = {**DOWN, "atSeconds": 10, "durationSeconds": 10}
    scenarios = {"outage": {"name": "Outage", "untilSeconds": 40, "seed": 9, "faults": [fault]}}
    diagram = visitor.draws({**shop(), "scenarios": scenarios})
    run = theatre.starts(visitor, diagram, scenario="outage", speed=20)
    assert (run["seed"], run["untilSeconds"]) == (9, 40.0)
    watcher = theatre.watches(run["id"], visitor)
    ended = watcher.sees_the_end()
    struck = [frame["time"] for frame in watcher.frames if frame["faults"]]
    assert (struck[0], struck[-1]) == (10.0, 18.0)
    assert ended["digest"] == headless(diagram, ended)


def test_a_diagram_that_cannot_run_fails_with_a_reason(theatre: Theatre, visitor: Visitor, worker: Worker) -> None:
    diagram = visitor.draws({"title": "Nothing"})
    run = theatre.starts(visitor, diagram, untilSeconds=2, speed=100)
    ended = theatre.watches(run["id"], visitor).sees_the_end()
    if ended["status"] == "failed":
        assert "cannot run" in ended["reason"]
        assert visitor.get(f"/api/runs/{run['id']}/").json()["reason"] == ended["reason"]
    else:
        assert ended["results"]["ledger"]["published"] == 0


def test_one_run_too_many_is_refused_until_one_ends(theatre: Theatre, visitor: Visitor, diagram: Json) -> None:
    most = settings.RUN_QUOTAS["live_per_owner"]
    runs = [theatre.starts(visitor, diagram, untilSeconds=600) for _ in range(most)]
    answer = visitor.post("/api/runs/", {"diagram": diagram["id"]})
    assert answer.status_code == 429
    assert f"{most} live runs" in answer.json()["detail"]
    watcher = theatre.watches(runs[0]["id"], visitor)
    watcher.commands_to("stop")
    watcher.sees_the_end()
    wait_for("its row", lambda: Run.objects.get(pk=runs[0]["id"]).status == "stopped", 10)
    theatre.starts(visitor, diagram, untilSeconds=600)


def test_a_run_goes_with_its_diagram(theatre: Theatre, visitor: Visitor, diagram: Json) -> None:
    run = theatre.starts(visitor, diagram, untilSeconds=600)
    watcher = theatre.watches(run["id"], visitor)
    reaches(watcher, 0.5)
    assert visitor.delete(f"/api/diagrams/{diagram['id']}/").status_code == 204
    assert not Run.objects.filter(pk=run["id"]).exists()
    assert visitor.get(f"/api/runs/{run['id']}/").status_code == 404
