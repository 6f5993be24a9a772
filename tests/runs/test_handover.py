"""A slice is the same whoever does it: a process that simulated the run so far, or one that has never seen it."""

import itertools
from uuid import UUID

import pytest

from apps.runs.execution import simulations, slices, store
from apps.runs.models import Run
from tests.api.visitors import Json, Visitor, shop

pytestmark = pytest.mark.django_db(transaction=True)

SLICES = 8


def frames_of(visitor: Visitor, diagram: Json, *, forgotten_after: set[int]) -> list[bytes]:
    """Of the first slices, done here one after the other; after some of them what is kept in memory is forgotten."""
    run_id = UUID(visitor.post("/api/runs/", {"diagram": diagram["id"], "seed": 3, "speed": 5}).json()["id"])
    epoch = Run.objects.get(pk=run_id).epoch + 1
    for number in itertools.count(1):
        following = slices.advance(run_id, epoch)
        assert following is not None
        epoch = following.epoch
        if number in forgotten_after:
            simulations.forget(run_id)
        if len(frames := store.recent_frames(run_id)) >= 2 * SLICES:
            return frames[: 2 * SLICES]
    raise AssertionError


def test_frames_do_not_depend_on_who_cut_those_before(visitor: Visitor) -> None:
    diagram = visitor.draws(shop())
    undisturbed = frames_of(visitor, diagram, forgotten_after=set())
    assert frames_of(visitor, diagram, forgotten_after={1, 3, 4, 6}) == undisturbed
