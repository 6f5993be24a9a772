"""A Valkey that comes back with less than it had: the run does again what it lacks, and nobody can tell."""

import pytest

from apps.runs.execution import store
from apps.schema.faults import Crash
from apps.schema.messages import Command, HealAll, Inject, Pause, Resume, SetSpeed
from tests.api.visitors import Visitor, shop
from tests.runs.played import Played

pytestmark = pytest.mark.django_db(transaction=True)

STRUCK = Inject(fault=Crash(target="orders"))
WANTED = {"seed": 3, "speed": 5, "untilSeconds": 30}


@pytest.mark.parametrize(
    "commands", [[STRUCK], [STRUCK, SetSpeed(factor=10.0), HealAll()], [Pause(), Resume(), STRUCK]], ids=len
)
def test_commands_that_valkey_has_lost_apply_again_when_they_did(visitor: Visitor, commands: list[Command]) -> None:
    run = Played(visitor, visitor.draws(shop()), **WANTED)
    run.goes_on(20)
    kept, epoch = run.remembered(), run.epoch
    run.goes_on(26)
    run.told(*commands)
    run.goes_on(32)
    log = run.row.log
    assert len(log) == len(commands)

    run.valkey_forgets(kept, epoch)
    run.goes_on(33)
    assert run.epoch > epoch
    state = store.current(run.id)
    while state is not None and state.redo:
        run.goes_on(0)
        state = store.current(run.id)
    run.goes_on()
    assert run.row.log == log
    assert run.row.status == "finished"
    replayed = Played(visitor, visitor.draws(shop()), **WANTED)
    replayed.goes_on()
    assert run.row.digest != replayed.row.digest, "the fault was there"


def test_a_run_of_which_nothing_was_lost_goes_on_as_it_is(visitor: Visitor) -> None:
    run = Played(visitor, visitor.draws(shop()), **WANTED)
    run.goes_on(10)
    run.valkey_forgets(run.remembered(), run.epoch)
    epoch = run.epoch
    run.goes_on(0)
    assert run.epoch == epoch + 1
    assert store.current(run.id).redo == []
