"""A Valkey that comes back with less than it had: the run does again what it lacks, and nobody can tell."""

import itertools
from uuid import UUID

import pytest

from apps.runs.execution import slices, store, valkey
from apps.runs.models import Run
from apps.schema.faults import Crash
from apps.schema.messages import HealAll, Inject, Pause, Resume, SetSpeed
from tests.api.visitors import Json, Visitor, shop

pytestmark = pytest.mark.django_db(transaction=True)

STRUCK = Inject(fault=Crash(target="orders"))


class Played:
    """A run whose slices are done here, one after the other."""

    def __init__(self, visitor: Visitor, diagram: Json) -> None:
        wanted = {"diagram": diagram["id"], "seed": 3, "speed": 5, "untilSeconds": 30}
        self.id = UUID(visitor.post("/api/runs/", wanted).json()["id"])
        self.epoch = self.row.epoch + 1
        self.frames: dict[int, bytes] = {}

    @property
    def row(self) -> Run:
        return Run.objects.get(pk=self.id)

    def goes_on(self, frames: int) -> None:
        """Until it has cut so many in all, or has ended."""
        for _ in itertools.count():
            following = slices.advance(self.id, self.epoch)
            for number, frame in store.newest_frames(self.id):
                assert self.frames.setdefault(number, frame) == frame, "a frame that was shown before is another now"
            if following is None:
                return
            self.epoch = following.epoch
            if len(self.frames) >= frames:
                return

    def told(self, *commands: object) -> None:
        for command in commands:
            store.hand_in(self.id, command)  # type: ignore[arg-type]

    def remembered(self) -> dict[bytes, bytes]:
        """All that Valkey has of it."""
        client = valkey.client()
        return {key: client.dump(key) for key in client.scan_iter(f"{valkey.run_key(self.id)}*")}

    def valkey_forgets(self, kept: dict[bytes, bytes], epoch: int) -> None:
        """What came after. Its name is another after a crash."""
        client = valkey.client()
        client.delete(*client.scan_iter(f"{valkey.run_key(self.id)}*"))
        for key, dumped in kept.items():
            client.restore(key, 60_000, dumped)
        client.hset(valkey.run_key(self.id), "server", "the one before")
        self.epoch = epoch


@pytest.mark.parametrize(
    "commands", [[STRUCK], [STRUCK, SetSpeed(factor=10.0), HealAll()], [Pause(), Resume(), STRUCK]], ids=len
)
def test_commands_that_valkey_has_lost_apply_again_when_they_did(visitor: Visitor, commands: list[object]) -> None:
    run = Played(visitor, visitor.draws(shop()))
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
    run.goes_on(10_000)
    assert run.row.log == log
    assert run.row.status == "finished"
    replayed = Played(visitor, visitor.draws(shop()))
    replayed.goes_on(10_000)
    assert run.row.digest != replayed.row.digest, "the fault was there"


def test_a_run_of_which_nothing_was_lost_goes_on_as_it_is(visitor: Visitor) -> None:
    run = Played(visitor, visitor.draws(shop()))
    run.goes_on(10)
    run.valkey_forgets(run.remembered(), run.epoch)
    epoch = run.epoch
    run.goes_on(0)
    assert run.epoch == epoch + 1
    assert store.current(run.id).redo == []
