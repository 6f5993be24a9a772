"""A run's past as people use it: step, look back, branch, compare, find a message, redrive what is dead."""

import time
from typing import Any

import pytest

from apps.engine.replay import play
from apps.patterns.registry import templates
from apps.schema import dump_document, read_document
from apps.schema.messages import RunInfo
from tests.api.visitors import Json, Visitor, shop
from tests.processes import Worker
from tests.runs.live import Theatre
from tests.runs.test_live_runs import DOWN, headless, reaches

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def diagram(visitor: Visitor, worker: Worker) -> Json:
    return visitor.draws(shop())


@pytest.fixture
def order_flow(visitor: Visitor, worker: Worker) -> Json:
    return visitor.draws(dump_document(templates()["order_flow"].document))


def asked(visitor: Visitor, address: str, seconds: float = 30.0) -> Json:
    """The answer to a question, once a worker has it."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        answer = visitor.get(address)
        if answer.status_code != 202:
            assert answer.status_code == 200, answer.content
            found: Json = answer.json()
            return found
        assert answer.json()["status"] in ("working", "waiting_for_worker")
        time.sleep(0.2)
    pytest.fail(f"no answer to {address}")


def ended(theatre: Theatre, visitor: Visitor, diagram: Json, **body: Any) -> Json:
    run = theatre.starts(visitor, diagram, **body)
    found = theatre.watches(run["id"], visitor).sees_the_end(60)
    assert found["status"] == "finished", found
    return found


def test_a_paused_run_goes_on_event_by_event_and_says_what_happens(
    theatre: Theatre, visitor: Visitor, diagram: Json
) -> None:
    run = theatre.starts(visitor, diagram, speed=10, untilSeconds=60)
    watcher = theatre.watches(run["id"], visitor)
    reaches(watcher, 3.0)
    assert watcher.commands_to("step")["type"] == "refused"
    watcher.commands_to("pause")
    before = watcher.sees_status("paused")
    events = watcher.frames[-1]["events"]
    for _ in range(3):
        watcher.commands_to("step", events=2)
        frame = watcher.waits_for(lambda message: message["type"] == "frame")["frame"]
        told = watcher.waits_for(lambda message: message["type"] == "run")["run"]["stepped"]
        assert frame["events"] == events + 2 == told[-1]["number"]
        assert frame["time"] == told[-1]["time"] >= before["time"]
        assert all(event["words"] for event in told)
        events = frame["events"]
    watcher.commands_to("inject", fault=DOWN)
    watcher.commands_to("speed", factor=100)
    watcher.commands_to("resume")
    last = watcher.sees_the_end()
    assert last["stepped"] == []
    assert last["digest"] == headless(diagram, last)


def test_a_run_that_was_stopped_after_a_step_replays_to_the_same_digest(
    theatre: Theatre, visitor: Visitor, order_flow: Json
) -> None:
    run = theatre.starts(visitor, order_flow, speed=10, untilSeconds=60)
    watcher = theatre.watches(run["id"], visitor)
    reaches(watcher, 2.0)
    watcher.commands_to("pause")
    watcher.sees_status("paused")
    watcher.commands_to("step", events=137)
    watcher.commands_to("stop")
    last = watcher.sees_the_end()
    assert last["digest"] == headless(order_flow, last)


def test_a_branch_shares_the_past_and_goes_its_own_way(theatre: Theatre, visitor: Visitor, order_flow: Json) -> None:
    parent = ended(theatre, visitor, order_flow, speed=100, untilSeconds=60, seed=4)
    change = {"kind": "tune", "target": "payment", "number": "work", "value": 900}
    answer = visitor.post(
        f"/api/runs/{parent['id']}/branches/",
        {"at": 20.5, "commands": [{"kind": "operate", "operation": change}], "speed": 100},
    )
    assert answer.status_code == 201, answer.content
    child = answer.json()
    assert (child["parent"], child["parentTime"], child["seed"]) == (parent["id"], 20.5, 4)
    last = theatre.watches(child["id"], visitor).sees_the_end(60)
    assert last["status"] == "finished", last
    assert [entry["at"] for entry in last["log"]] == [20.5]
    assert last["digest"] == headless(order_flow, last) != parent["digest"]
    frames = visitor.get(f"/api/runs/{child['id']}/frames/").json()["frames"]
    assert frames[0]["time"] == 20.5

    same = visitor.post(f"/api/runs/{parent['id']}/branches/", {"at": 20, "speed": 100}).json()
    assert theatre.watches(same["id"], visitor).sees_the_end(60)["digest"] == parent["digest"]

    compared = asked(visitor, f"/api/runs/{parent['id']}/compare/{child['id']}/")
    assert (compared["sameDocument"], compared["sameSeed"], compared["sharedUntil"]) == (True, True, 20.5)
    assert 20.5 <= compared["divergence"]["time"] < 25
    assert compared["divergence"]["a"] or compared["divergence"]["b"]
    notable = {(one["node"], one["metric"]) for one in compared["metrics"] if one["notable"]}
    assert ("payment", "p99Ms") in notable
    alike = asked(visitor, f"/api/runs/{parent['id']}/compare/{same['id']}/")
    assert alike["divergence"] is None
    assert "Nothing differs" in alike["divergenceWords"]
    assert not any(one["notable"] for one in alike["metrics"])


def test_a_branch_of_another_revision_has_the_same_commands_in_another_system(
    theatre: Theatre, visitor: Visitor, diagram: Json
) -> None:
    run = theatre.starts(visitor, diagram, speed=10, untilSeconds=30)
    watcher = theatre.watches(run["id"], visitor)
    reaches(watcher, 5.0)
    watcher.commands_to("inject", fault=DOWN)
    reaches(watcher, 12.0)
    nodes = {**diagram["document"]["nodes"]}
    nodes["orders"] = {**nodes["orders"], "instances": 4}
    assert visitor.saves(diagram, 1, nodes=nodes).status_code == 200
    child = visitor.post(f"/api/runs/{run['id']}/branches/", {"at": 10, "revision": 2, "speed": 50}).json()
    last = theatre.watches(child["id"], visitor).sees_the_end()
    assert (last["revision"], last["status"]) == (2, "finished")
    second = read_document({**diagram["document"], "nodes": nodes})
    info = RunInfo.model_validate(last)
    assert last["digest"] == play(second, seed=info.seed, until=30.0, log=info.log)[0].digest


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"at": 1000}, "at"),
        ({"at": -1}, "at"),
        ({"at": 2, "untilSeconds": 1}, "untilSeconds"),
        ({"at": 2, "revision": 9}, "revision"),
        ({"at": 2, "commands": [{"kind": "inject", "fault": {"kind": "crash", "target": "nowhere"}}]}, "commands.0"),
        ({"at": 2, "commands": [{"kind": "stop"}]}, "commands.0"),
        ({}, "at"),
    ],
)
def test_a_branch_that_cannot_be_made_is_refused_with_the_reason(
    theatre: Theatre, visitor: Visitor, diagram: Json, body: Json, path: str
) -> None:
    parent = ended(theatre, visitor, diagram, speed=100, untilSeconds=20)
    answer = visitor.post(f"/api/runs/{parent['id']}/branches/", body)
    assert answer.status_code == 400
    assert answer.json()["problems"][0]["path"] == path


def test_dead_letters_are_found_followed_and_redriven_once_the_cause_is_mended(
    theatre: Theatre, visitor: Visitor, order_flow: Json
) -> None:
    queue, payment = "orders_dlq", "payment"
    run = theatre.starts(visitor, order_flow, speed=20, untilSeconds=3600)
    watcher = theatre.watches(run["id"], visitor)
    reaches(watcher, 5.0)
    watcher.commands_to("inject", fault={"kind": "error_rate", "target": payment, "percent": 100})
    watcher.waits_for(
        lambda message: message["type"] == "frame" and message["frame"]["nodes"][queue]["deadLettered"] >= 5, 60
    )
    watcher.commands_to("heal_all")
    watcher.commands_to("pause")
    watcher.sees_status("paused")
    kept = asked(visitor, f"/api/runs/{run['id']}/nodes/{queue}/messages/?limit=500")
    assert kept["total"] >= 5
    assert kept["redrivable"]
    assert all(one["reason"] for one in kept["messages"])
    assert {one["state"] for one in kept["messages"]} == {"waiting"}
    read = asked(visitor, f"/api/runs/{run['id']}/nodes/orders/messages/?limit=500")
    assert not read["redrivable"]
    assert {"payment"} <= {one["holder"] for one in read["messages"] if one["state"] == "delivered"}
    found = asked(visitor, f"/api/runs/{run['id']}/messages/?outcome=dead_lettered&limit=500")
    assert {one["id"] for one in kept["messages"]} <= {one["id"] for one in found["messages"]}
    first = kept["messages"][0]
    history = asked(visitor, f"/api/runs/{run['id']}/messages/{first['id']}/")
    assert history["complete"]
    assert queue in history["nodes"]
    assert history["attempts"] >= 1
    assert [step["time"] for step in history["steps"]] == sorted(step["time"] for step in history["steps"])

    watcher.commands_to("operate", operation={"kind": "redrive", "target": queue})
    watcher.commands_to("resume")
    watcher.waits_for(lambda message: message["type"] == "run" and message["run"]["status"] == "running")
    reaches(watcher, watcher.frames[-1]["time"] + 40.0)
    watcher.commands_to("pause")
    watcher.sees_status("paused")
    assert first["id"] not in {
        one["id"] for one in asked(visitor, f"/api/runs/{run['id']}/nodes/{queue}/messages/")["messages"]
    }
    after = asked(visitor, f"/api/runs/{run['id']}/messages/{first['id']}/")
    assert "handled" in {step["what"] for step in after["steps"][len(history["steps"]) :]}
    watcher.commands_to("stop")
    last = watcher.sees_the_end()
    assert last["results"]["ledger"]["balanced"]
    assert last["digest"] == headless(order_flow, last)
    assert asked(visitor, f"/api/runs/{run['id']}/messages/?outcome=slow&limit=5")["messages"][0]["seconds"] > 0


def test_a_branch_that_changes_nothing_does_not_differ(theatre: Theatre, visitor: Visitor, order_flow: Json) -> None:
    parent = ended(theatre, visitor, order_flow, speed=10, untilSeconds=16)
    child = visitor.post(f"/api/runs/{parent['id']}/branches/", {"at": 8.3, "speed": 10}).json()
    theatre.watches(child["id"], visitor).sees_the_end(60)
    compared = asked(visitor, f"/api/runs/{parent['id']}/compare/{child['id']}/")
    assert compared["divergenceWords"] == "Nothing differs up to 16 s."
    assert [metric["title"] for metric in compared["metrics"] if metric["notable"]] == []


def test_what_holds_no_messages_shows_none(theatre: Theatre, visitor: Visitor, diagram: Json) -> None:
    run = ended(theatre, visitor, diagram, speed=100, untilSeconds=20)
    answer = visitor.get(f"/api/runs/{run['id']}/nodes/orders/messages/")
    assert answer.status_code == 409
    assert "holds messages" in answer.json()["detail"]
    late = visitor.get(f"/api/runs/{run['id']}/messages/?at=21")
    assert late.status_code == 409
    assert "has not come yet" in late.json()["detail"]


def test_a_stranger_learns_nothing_of_a_runs_past(theatre: Theatre, visitor: Visitor, diagram: Json) -> None:
    run = ended(theatre, visitor, diagram, speed=100, untilSeconds=20)
    stranger = Visitor()
    own = theatre.starts(stranger, stranger.draws(shop()))
    base = f"/api/runs/{run['id']}"
    for path in (
        "index/",
        "frames/?at=3",
        "messages/",
        "messages/4/",
        "nodes/orders/messages/",
        f"compare/{own['id']}/",
    ):
        assert stranger.get(f"{base}/{path}").status_code == 404
    assert stranger.get(f"/api/runs/{own['id']}/compare/{run['id']}/").status_code == 404
    assert stranger.post(f"{base}/branches/", {"at": 1}).status_code == 404
    token = visitor.shares(diagram)["token"]
    assert stranger.get(f"{base}/index/?share={token}").status_code == 200
    assert [one["id"] for one in stranger.get("/api/runs/own/").json()["runs"]] == [own["id"]]
