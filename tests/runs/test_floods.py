"""More commands, and more faults, than a slice can take in: they are refused with the reason, or wait their turn."""

import pytest

from apps.accounts.actors import Actor
from apps.runs.errors import CommandRefused
from apps.runs.execution import slices, store
from apps.runs.services import controlling
from apps.schema.faults import Slow
from apps.schema.messages import HealAll, Strike
from tests.api.visitors import Visitor, shop
from tests.live.undisturbed import digest_of
from tests.runs.played import Played

pytestmark = pytest.mark.django_db(transaction=True)

WANTED = {"seed": 3, "speed": 5, "untilSeconds": 20}


def strike(count: int, at: float = 0.0) -> Strike:
    return Strike(faults=[Slow(target="orders", factor=1.01, at_seconds=at) for _ in range(count)])


def test_commands_that_take_longer_than_a_slice_has_wait_for_the_next(
    visitor: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    diagram = visitor.draws(shop())
    run = Played(visitor, diagram, **WANTED)
    run.goes_on(5)
    monkeypatch.setattr(slices, "WALL_BUDGET", 0.0)
    given = [strike(3), HealAll(), strike(2), strike(1)]
    run.told(*given)
    taken_in = []
    for _ in given:
        run.goes_on(0)
        taken_in.append(len(store.current(run.id).log))
    assert taken_in == [1, 2, 3, 4]
    monkeypatch.undo()
    run.goes_on()
    assert [line["command"] for line in run.row.log] == [command.model_dump(mode="json") for command in given]
    assert run.row.digest == digest_of(diagram["document"], visitor.get(f"/api/runs/{run.id}/").json())


def test_a_run_takes_no_more_faults_than_its_log_can_be_played_again_with(visitor: Visitor) -> None:
    run = Played(visitor, visitor.draws(shop()), **{**WANTED, "untilSeconds": 6000})
    run.goes_on(5)
    actor = Actor(session_key=visitor.cookies["sessionid"].value)
    for _ in range(controlling.MAX_FAULTS // 200):
        controlling.control(actor, run.id, strike(200, at=5000.0))
        run.goes_on(0)
    controlling.control(actor, run.id, HealAll())
    run.goes_on(0)
    with pytest.raises(CommandRefused, match="has got 2000 faults; with 1 more there would be over 2000"):
        controlling.control(actor, run.id, strike(1))
