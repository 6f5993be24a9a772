"""Runs as a service: who watches, what one has, and what is refused while a run goes on unharmed."""

import json
import time
from io import StringIO
from uuid import UUID

import pytest
from django.core.management import call_command
from websockets.exceptions import ConnectionClosed

from apps.runs.execution import presence, store, valkey
from tests.api.visitors import Json, Visitor, shop
from tests.processes import Worker, wait_for
from tests.runs.live import Theatre
from tests.runs.test_live_runs import DOWN, headless, reaches

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def diagram(visitor: Visitor, worker: Worker) -> Json:
    return visitor.draws(shop())


def nobody_has_watched_for(run_id: str, seconds: float) -> None:
    key = valkey.run_key(UUID(run_id))
    wait_for("its first slice", lambda: valkey.client().hexists(key, "watched"), 20)
    valkey.client().hset(key, "watched", f"{time.time() - seconds:.3f}")


def test_a_run_that_nobody_watches_pauses_says_so_and_goes_on_when_somebody_comes(
    theatre: Theatre, visitor: Visitor, diagram: Json
) -> None:
    run = theatre.starts(visitor, diagram, untilSeconds=600)
    nobody_has_watched_for(run["id"], 301)
    paused = lambda: visitor.get(f"/api/runs/{run['id']}/").json()  # noqa: E731
    wait_for("it pauses", lambda: paused()["status"] == "paused", 20)
    assert paused()["activity"] == "paused_unwatched"
    assert paused()["reason"] == "Paused: nobody watched for 5 minutes."
    watcher = theatre.watches(run["id"], visitor)
    watcher.commands_to("resume")
    went_on = watcher.sees_status("running")
    assert (went_on["activity"], went_on["reason"]) == ("advancing", "")
    reaches(watcher, went_on["time"] + 1.0)
    watcher.commands_to("stop")
    last = watcher.sees_the_end()
    assert last["digest"] == headless(diagram, last)


def test_a_run_that_is_to_go_on_unwatched_does(theatre: Theatre, visitor: Visitor, diagram: Json) -> None:
    run = theatre.starts(visitor, diagram, speed=20, untilSeconds=100, unwatched="keep")
    nobody_has_watched_for(run["id"], 301)
    wait_for("its end", lambda: visitor.get(f"/api/runs/{run['id']}/").json()["status"] == "finished", 30)


def test_an_unwatched_run_is_simulated_as_any_other_and_cuts_fewer_frames(
    theatre: Theatre, visitor: Visitor, diagram: Json
) -> None:
    run = theatre.starts(visitor, diagram, speed=20, untilSeconds=200, unwatched="keep")
    nobody_has_watched_for(run["id"], 30)
    read = lambda: visitor.get(f"/api/runs/{run['id']}/").json()  # noqa: E731
    wait_for("its end", lambda: read()["status"] == "finished", 40)
    assert read()["digest"] == headless(diagram, read())
    assert read()["sequence"] < 60


def test_who_watches_is_counted_until_they_are_gone() -> None:
    run_id = UUID(int=7)
    presence.watches(run_id, "one")
    assert valkey.client().zcard(valkey.watchers_key(run_id)) == 1
    presence.leaves(run_id, "one")
    assert valkey.client().zcard(valkey.watchers_key(run_id)) == 0


def test_ones_own_runs_come_in_pages_with_their_progress(theatre: Theatre, visitor: Visitor, diagram: Json) -> None:
    runs = [theatre.starts(visitor, diagram, untilSeconds=600)["id"] for _ in range(3)]
    wait_for("they go", lambda: store.current(UUID(runs[2])).time > 0.5, 20)
    first = visitor.get("/api/runs/own/?limit=2").json()
    assert [one["id"] for one in first["runs"]] == runs[:0:-1]
    assert (first["runs"][0]["diagramTitle"], first["runs"][0]["status"]) == ("Shop", "running")
    assert 0 < first["runs"][0]["progress"] < 0.1
    assert 500 < first["runs"][0]["secondsLeft"] < 600
    second = visitor.get(f"/api/runs/own/?limit=2&before={first['next']}").json()
    assert [one["id"] for one in second["runs"]] == runs[:1]
    assert second["next"] is None
    assert Visitor().get("/api/runs/own/").json() == {"runs": [], "next": None}


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ({"kind": "explode"}, "explode"),
        ({"kind": "inject", "fault": {"kind": "crash", "target": "nowhere"}}, "neither a node nor an edge"),
        ({"kind": "inject", "fault": {"kind": "crash", "target": "orders", "atSeconds": 0.5}}, "strikes at 0.5 s, and"),
        (
            {"kind": "operate", "operation": {"kind": "tune", "target": "clients", "number": "rate", "value": 1e9}},
            "value",
        ),
        (
            {"kind": "operate", "operation": {"kind": "tune", "target": "clients", "number": "rate", "value": 9e6}},
            "from 0.001 to 100000 /s",
        ),
        ({"kind": "inject", "fault": {"kind": "traffic_spike", "target": "clients", "factor": 1e12}}, "factor"),
        ({"kind": "operate", "operation": {"kind": "redrive", "target": "orders"}}, "does not apply to"),
        ({"kind": "step", "events": 10_000_000}, "events"),
        ({"kind": "step"}, "paused"),
    ],
)
def test_a_bad_command_is_refused_with_the_reason_and_the_run_goes_on(
    theatre: Theatre, visitor: Visitor, diagram: Json, command: Json, told: str
) -> None:
    run = theatre.starts(visitor, diagram, speed=5, untilSeconds=600)
    watcher = theatre.watches(run["id"], visitor)
    reaches(watcher, 2.0)
    watcher.says({"type": "command", "id": 9, "command": command})
    refused = watcher.waits_for(lambda message: message["type"] in ("refused", "error"))
    assert told in refused["reason"]
    reaches(watcher, watcher.frames[-1]["time"] + 2.0)
    watcher.commands_to("stop")
    assert watcher.sees_the_end()["log"][:-1] == []


def test_a_message_of_ten_megabytes_and_a_flood_leave_the_run_as_it_was(
    theatre: Theatre, visitor: Visitor, diagram: Json
) -> None:
    run = theatre.starts(visitor, diagram, speed=5, untilSeconds=600)
    watcher, rude = theatre.watches(run["id"], visitor), theatre.opens(run["id"], visitor)
    rude.recv(10)
    too_long = json.dumps({"type": "command", "id": 1, "command": {"kind": "heal", "fault": "x" * 10_000_000}})
    with pytest.raises(ConnectionClosed):  # noqa: PT012 - it hangs up while it is sent, or after.
        rude.send(too_long)
        while True:
            rude.recv(10)
    reaches(watcher, 2.0)
    for number in range(500):
        watcher.says({"type": "command", "id": 100 + number, "command": {"kind": "inject", "fault": DOWN}})
    watcher.waits_for(lambda message: "messages a second" in message.get("reason", ""))
    reaches(watcher, watcher.frames[-1]["time"] + 5.0)
    time.sleep(1.0)
    watcher.commands_to("stop")
    last = watcher.sees_the_end()
    assert 0 < len(last["log"]) < 200
    assert last["digest"] == headless(diagram, last)


def test_stored_runs_give_the_same_digest_again(theatre: Theatre, visitor: Visitor, diagram: Json) -> None:
    for seed in (1, 2, 3):
        run = theatre.starts(visitor, diagram, seed=seed, speed=50, untilSeconds=60)
        watcher = theatre.watches(run["id"], visitor)
        reaches(watcher, 10.0)
        watcher.commands_to("inject", fault={"kind": "slow", "target": "orders", "factor": 4, "durationSeconds": 9})
        watcher.sees_the_end()
    out = StringIO()
    wait_for("their rows", lambda: _all_written(), 10)
    call_command("replay_runs", json=True, stdout=out)
    assert json.loads(out.getvalue()) == {"replayed": 3, "same": 3, "differing": []}


def _all_written() -> bool:
    from apps.runs.models import Run

    return Run.objects.exclude(digest="").count() == 3
