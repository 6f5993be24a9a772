"""What a run is worth when its worker dies: SIGKILL in mid-run, and the same frames and the same digest at the end."""

import os
import signal
import time
from collections.abc import Callable
from uuid import UUID

import pytest

from apps.runs import tasks
from apps.runs.execution import store, valkey
from apps.runs.models import Run
from tests.api.visitors import Json, Visitor, shop
from tests.processes import Worker
from tests.runs.live import Theatre
from tests.runs.test_live_runs import DOWN, headless, numbered_without_a_gap, reaches

pytestmark = pytest.mark.django_db(transaction=True)
NewWorker = Callable[[], Worker]


@pytest.fixture
def diagram(visitor: Visitor) -> Json:
    return visitor.draws(shop())


def test_a_run_outlives_the_processes_that_simulate_it(
    theatre: Theatre, visitor: Visitor, diagram: Json, worker: Worker
) -> None:
    run = theatre.starts(visitor, diagram, seed=5, speed=10, untilSeconds=60)
    watcher = theatre.watches(run["id"], visitor)
    reaches(watcher, 5.0)
    watcher.commands_to("inject", fault=DOWN)
    for moment in (12.0, 24.0):
        reaches(watcher, moment)
        for process in worker.pids()[1:]:
            os.kill(process, signal.SIGKILL)
    ended = watcher.sees_the_end(60)
    assert ended["status"] == "finished", ended
    read = visitor.get(f"/api/runs/{run['id']}/frames/").json()["frames"]
    assert [frame["sequence"] for frame in read] == list(range(1, 61))
    assert ended["digest"] == headless(diagram, ended)
    seen = {frame["sequence"]: frame for frame in watcher.frames}
    assert all(seen[frame["sequence"]] == frame for frame in read if frame["sequence"] in seen)


def test_another_worker_takes_over_when_one_is_lost_altogether(
    theatre: Theatre, visitor: Visitor, diagram: Json, worker: Worker, new_worker: NewWorker
) -> None:
    lost = new_worker()
    runs = [theatre.starts(visitor, diagram, seed=seed, speed=10, untilSeconds=60) for seed in (1, 2, 3)]
    watchers = [theatre.watches(run["id"], visitor) for run in runs]
    for watcher in watchers:
        reaches(watcher, 10.0)
    lost.kill()
    for watcher in watchers:
        ended = watcher.sees_the_end(60)
        assert ended["status"] == "finished", ended
        assert ended["digest"] == headless(diagram, ended)
        read = visitor.get(f"/api/runs/{ended['id']}/frames/").json()["frames"]
        assert [frame["sequence"] for frame in read] == list(range(1, 61))
        assert numbered_without_a_gap(watcher)


def test_a_task_that_is_delivered_twice_does_nothing_the_second_time(
    theatre: Theatre, visitor: Visitor, diagram: Json, worker: Worker
) -> None:
    run = theatre.starts(visitor, diagram, speed=10, untilSeconds=30)
    watcher = theatre.watches(run["id"], visitor)
    reaches(watcher, 5.0)
    for epoch in range(1, 4):
        tasks.enqueue(UUID(run["id"]), epoch)
    ended = watcher.sees_the_end()
    assert numbered_without_a_gap(watcher)
    assert len(watcher.frames) == 30
    assert ended["digest"] == headless(diagram, ended)


def test_a_run_that_valkey_has_lost_is_derived_again(
    theatre: Theatre, visitor: Visitor, diagram: Json, worker: Worker
) -> None:
    run = theatre.starts(visitor, diagram, speed=10, untilSeconds=60)
    watcher = theatre.watches(run["id"], visitor)
    reaches(watcher, 5.0)
    watcher.commands_to("inject", fault=DOWN)
    reaches(watcher, 8.0)
    watcher.commands_to("pause")
    paused_at = watcher.sees_status("paused")["time"]
    deadline = time.monotonic() + 5
    while Run.objects.get(pk=run["id"]).status != "paused" and time.monotonic() < deadline:
        time.sleep(0.05)
    store.discard(UUID(run["id"]))
    assert visitor.get(f"/api/runs/{run['id']}/").json()["status"] == "paused"

    watcher.commands_to("resume")
    following = watcher.waits_for(lambda message: message["type"] == "frame")["frame"]
    assert following["time"] == pytest.approx(paused_at + 1.0)
    assert [fault["target"] for fault in following["faults"]] == ["orders"]
    watcher.commands_to("speed", factor=100)
    ended = watcher.sees_the_end()
    assert ended["status"] == "finished", ended
    assert ended["digest"] == headless(diagram, ended)


def test_a_slice_that_kills_every_worker_fails_in_the_end_instead_of_going_on_for_ever(
    theatre: Theatre, visitor: Visitor, diagram: Json, worker: Worker
) -> None:
    run = theatre.starts(visitor, diagram, speed=10, untilSeconds=600)
    watcher = theatre.watches(run["id"], visitor)
    reaches(watcher, 2.0)
    watcher.commands_to("pause")
    watcher.sees_status("paused")
    valkey.client().hset(valkey.run_key(UUID(run["id"])), "attempts", 5)
    watcher.commands_to("resume")
    ended = watcher.sees_the_end()
    assert ended["status"] == "failed"
    assert "A worker was lost 5 times" in ended["reason"]
