"""A run whose slices are done in the test's own process, one after the other and without a wait between them."""

import itertools
from typing import Any
from uuid import UUID

from apps.runs.execution import slices, store, valkey
from apps.runs.models import Run
from apps.schema.messages import Command
from tests.api.visitors import Json, Visitor


class Played:
    def __init__(self, visitor: Visitor, diagram: Json, **wanted: Any) -> None:
        self.id = UUID(visitor.post("/api/runs/", {"diagram": diagram["id"], **wanted}).json()["id"])
        self.epoch = self.row.epoch + 1
        self.frames: dict[int, bytes] = {}

    @property
    def row(self) -> Run:
        return Run.objects.get(pk=self.id)

    def goes_on(self, frames: int = 1_000_000) -> None:
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

    def told(self, *commands: Command) -> None:
        for command in commands:
            store.hand_in(self.id, command)

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
