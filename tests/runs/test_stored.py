"""What a run leaves in the database: frames that are found by their time, and checkpoints that do not pile up."""

from itertools import pairwise

import pytest
from django.db import OperationalError

from apps.runs.execution import checkpoints, mirror, patience
from apps.runs.models import RunCheckpoint, RunChunk
from apps.schema.faults import Crash
from apps.schema.messages import Inject
from tests.api.visitors import Visitor, shop
from tests.runs.played import Played

pytestmark = pytest.mark.django_db(transaction=True)


def test_frames_are_found_by_time_and_the_index_says_which_there_are(visitor: Visitor) -> None:
    run = Played(visitor, visitor.draws(shop()), speed=10, untilSeconds=120)
    run.goes_on()
    index = visitor.get(f"/api/runs/{run.id}/index/").json()
    assert (index["firstSequence"], index["lastSequence"], index["lastTime"]) == (1, 120, 120.0)
    assert {"sequence": 51, "time": 51.0} in index["points"]
    for moment, first in ((0.2, 1.0), (33.3, 33.0), (50.0, 50.0), (99.99, 99.0), (500.0, 120.0)):
        frames = visitor.get(f"/api/runs/{run.id}/frames/?at={moment}&limit=3").json()["frames"]
        assert frames[0]["time"] == first
        assert len(frames) == min(3, 121 - int(first))


def test_a_run_keeps_a_bounded_number_of_checkpoints(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoints, "FRAMES_APART", 6)
    run = Played(visitor, visitor.draws(shop()), speed=10, untilSeconds=300)
    run.goes_on()
    kept = list(RunCheckpoint.objects.filter(run=run.id).values_list("time", flat=True))
    assert checkpoints.MOST / 2 <= len(kept) <= checkpoints.MOST
    assert kept[-1] == 300.0
    assert max(later - before for before, later in pairwise(kept)) <= 300.0 / checkpoints.MOST * 4


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The database is locked whenever a run's row would be written, until this is emptied."""
    tried = ["locked"]
    follow = mirror.follow

    def locked_or_not(*arguments: object) -> bool:
        if tried:
            tried.append("tried")
            raise OperationalError("database is locked")
        return follow(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(mirror, "follow", locked_or_not)
    monkeypatch.setattr(patience, "AGAIN_AFTER", 0.0)
    return tried


def test_what_a_locked_database_did_not_take_is_written_when_it_does(visitor: Visitor, locked: list[str]) -> None:
    run = Played(visitor, visitor.draws(shop()), speed=10, untilSeconds=300)
    run.goes_on(20)
    run.told(Inject(fault=Crash(target="orders")))
    run.goes_on(140)
    assert len(locked) > 2
    assert run.row.log == []
    locked.clear()
    run.goes_on(144)
    assert [entry["command"]["kind"] for entry in run.row.log] == ["inject"]
    run.goes_on()
    stored = RunChunk.objects.filter(run=run.id).order_by("first")
    assert [(chunk.first, chunk.last) for chunk in stored] == [(n, n + 49) for n in range(1, 300, 50)]
