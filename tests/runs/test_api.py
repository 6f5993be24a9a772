"""Starting and reading runs over the API. No worker: what is asked for is what is looked at."""

from typing import Any

import pytest

from tests.api.visitors import Json, Visitor, shop

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def diagram(visitor: Visitor) -> Json:
    return visitor.draws(shop())


def start(visitor: Visitor, of_diagram: Json, **body: Any) -> Any:
    return visitor.post("/api/runs/", {"diagram": of_diagram["id"], **body})


def test_a_run_starts_with_defaults_on_the_current_revision(visitor: Visitor, diagram: Json) -> None:
    assert visitor.saves(diagram, 1, title="Second").status_code == 200
    answer = start(visitor, diagram)
    assert answer.status_code == 201
    run = answer.json()
    assert (run["seed"], run["speed"], run["untilSeconds"]) == (1, 1.0, 600.0)
    assert (run["status"], run["revision"], run["time"]) == ("queued", 2, 0.0)
    assert (run["results"], run["digest"], run["log"]) == (None, None, [])
    assert visitor.get(f"/api/runs/{run['id']}/").json() == run
    assert visitor.get(f"/api/runs/{run['id']}/frames/").json() == {"frames": []}


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({"seed": -1}, "seed"),
        ({"seed": 2**60}, "seed"),
        ({"seed": "1"}, "seed"),
        ({"speed": 0}, "speed"),
        ({"speed": 101}, "speed"),
        ({"untilSeconds": 0}, "untilSeconds"),
        ({"untilSeconds": 1e9}, "untilSeconds"),
        ({"scenario": "not-there"}, "scenario"),
        ({"scenario": "<b>"}, "scenario"),
        ({"diagram": "x"}, "diagram"),
        ({"surprise": 1}, "surprise"),
    ],
)
def test_a_bad_wish_gets_a_list_of_problems(visitor: Visitor, diagram: Json, body: Json, path: str) -> None:
    answer = start(visitor, diagram, **body)
    assert answer.status_code == 400
    assert [problem["path"] for problem in answer.json()["problems"]] == [path]


def test_a_strangers_diagram_cannot_be_run_nor_its_runs_be_seen(visitor: Visitor, diagram: Json) -> None:
    run = start(visitor, diagram).json()
    stranger = Visitor()
    stranger.draws()
    for asker in (stranger, Visitor()):
        assert start(asker, diagram).status_code == 404
        assert asker.get(f"/api/runs/{run['id']}/").status_code == 404
        assert asker.get(f"/api/runs/{run['id']}/frames/").status_code == 404
        assert asker.get(f"/api/runs/?diagram={diagram['id']}").status_code == 404


def test_who_has_a_share_link_reads_runs_and_starts_none(visitor: Visitor, diagram: Json) -> None:
    run = start(visitor, diagram).json()
    share = f"share={visitor.shares(diagram)['token']}"
    guest = Visitor()
    assert guest.get(f"/api/runs/{run['id']}/?{share}").json() == run
    assert guest.get(f"/api/runs/?diagram={diagram['id']}&{share}").json() == [run]
    assert guest.get(f"/api/runs/{run['id']}/frames/?{share}").status_code == 200
    assert guest.post(f"/api/runs/?{share}", {"diagram": diagram["id"]}).status_code == 404


def test_runs_are_listed_with_the_newest_first(visitor: Visitor, diagram: Json) -> None:
    started = [start(visitor, diagram, seed=seed).json()["id"] for seed in (1, 2, 3)]
    listed = visitor.get(f"/api/runs/?diagram={diagram['id']}").json()
    assert [run["id"] for run in listed] == started[::-1]


@pytest.mark.parametrize("query", ["after=-1", "after=x", "limit=0", "limit=601"])
def test_frames_are_asked_for_within_bounds(visitor: Visitor, diagram: Json, query: str) -> None:
    run = start(visitor, diagram).json()
    assert visitor.get(f"/api/runs/{run['id']}/frames/?{query}").status_code == 400


def test_runs_are_listed_for_a_diagram_only(visitor: Visitor) -> None:
    assert visitor.get("/api/runs/").status_code == 400
    assert visitor.get("/api/runs/?diagram=x").status_code == 400


def test_a_message_number_that_no_run_reaches_is_not_looked_for(visitor: Visitor, diagram: Json) -> None:
    run = start(visitor, diagram).json()
    for number in (2**53, 10**30):
        answer = visitor.get(f"/api/runs/{run['id']}/messages/{number}/")
        assert answer.status_code == 404
        assert "no such message" in answer.json()["detail"]
