"""Slices of a run that no worker simulates: committed and shown as a worker does it, with frames of a test's own."""

import json
import time
from dataclasses import dataclass
from uuid import UUID

from apps.runs.execution import broadcast, store
from apps.runs.execution.state import Cut


@dataclass
class Slices:
    run_id: UUID
    epoch: int = 1

    def does(self, frames: int, *, shown: bool = True, told: bool = False, padding: str = "") -> None:
        """`shown`: else the message is lost on its way from the worker."""
        taken = store.acquire(self.run_id, self.epoch)
        assert taken is not None
        state = taken.state
        state.status, state.due = "running", time.time()
        cut = Cut(told=told)
        for _ in range(frames):
            state.sequence += 1
            state.time = state.sequence / 10
            cut.frames.append(json.dumps({"sequence": state.sequence, "time": state.time, "padding": padding}))
        following = store.commit(self.run_id, self.epoch, state, frames=cut.frames, consumed=0)
        assert following is not None
        self.epoch = following.epoch
        if shown:
            broadcast.publish(self.run_id, state, cut)
