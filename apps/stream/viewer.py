"""What one viewer of a run gets: slices in order, a snapshot wherever some are missing, and never more on its way than
a window of bytes, however slowly they read.

Place in the flow: between the room of the run, which offers everybody the same bytes, and the connection.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from apps.accounts.actors import Actor
from apps.runs.errors import RunNotFound
from apps.stream.budget import Budget
from apps.stream.outage import AWAY, valkey

logger = logging.getLogger(__name__)

WINDOW = 512 * 1024
"""Bytes that may be on their way. The web server buffers without a bound what it cannot send, so this counts what the
viewer has said to have received."""
PATIENCE = 20.0
"""Seconds for which somebody may owe us an answer before the connection is given up."""
SNAPSHOTS_PER_SECOND = 2


@dataclass(frozen=True)
class Packet:
    """A binary message for everybody, and what must be known of it to hand it on."""

    first: int
    """Of its frames. One after the run's newest frame if it has none."""
    last: int
    data: bytes
    activity: str = ""
    """What the run is doing; empty if the message does not tell."""


@dataclass(frozen=True)
class Who:
    """Whose access is checked."""

    actor: Actor
    share: str | None = None


class Room(Protocol):
    async def snapshot(self, after: int, *, read_only: bool) -> tuple[Packet, list[Packet]]:
        """A snapshot with the frames after a sequence number, and what was offered since it was made."""


class Viewer:
    def __init__(
        self,
        who: Who,
        send: Callable[[bytes], Awaitable[None]],
        close: Callable[[int], Awaitable[None]],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.who, self.send, self.close, self.clock = who, send, close, clock
        self.read_only = True
        self.ended = False
        self.sent = 0
        """The sequence number of the newest frame that was put on its way."""
        self.in_snapshot = 0
        """Of the newest frame of the last snapshot: a slice before that has nothing that was not in it."""
        self.bytes_out = self.bytes_received = 0
        self.missing_after: int | None = 0
        """A snapshot of the frames after this one is due, and until then nothing else."""
        self.due_since = clock()
        self.snapshots = Budget(SNAPSHOTS_PER_SECOND, clock)
        self.queue: deque[bytes] = deque()
        self.work = asyncio.Event()
        """Something may be there to be done: see `serve`."""
        self.work.set()

    @property
    def on_their_way(self) -> int:
        return self.bytes_out - self.bytes_received

    @property
    def too_slow(self) -> bool:
        waits = self.missing_after is not None and self.on_their_way > WINDOW // 2
        return waits and self.clock() - self.due_since > PATIENCE

    def offer(self, packet: Packet) -> None:
        """Never waits: who cannot take it gets a snapshot later."""
        if self.ended or self.missing_after is not None:
            return
        if packet.first <= packet.last <= self.in_snapshot or (packet.last <= self.sent and not packet.activity):
            return
        if packet.first > self.sent + 1 or self.on_their_way + len(packet.data) > WINDOW:
            self.misses(self.sent)
            return
        self._put(packet)

    def misses(self, after: int) -> None:
        """Frames after this one did not come."""
        if self.missing_after is None:
            self.due_since = self.clock()
            self.missing_after = after
        else:
            self.missing_after = min(after, self.missing_after)
        self.work.set()

    def received(self, count: int) -> None:
        """Bytes of binary messages, since the connection was opened. Nobody has received what was not sent."""
        self.bytes_received = max(self.bytes_received, min(count, self.bytes_out))
        if self.missing_after is not None:
            self.work.set()

    async def end(self, code: int) -> None:
        """What has not gone out yet does not go out any more."""
        self.ended = True
        self.queue.clear()
        await self.close(code)

    async def serve(self, room: Room) -> None:
        """Until it is cancelled. Raises RunNotFound when the run is there no more."""
        while not self.ended:
            await self.work.wait()
            self.work.clear()
            while self.queue:
                await self.send(self.queue.popleft())
            if self.missing_after is not None and self.on_their_way <= WINDOW // 2 and self.snapshots.spend():
                try:
                    await self._catch_up(room, self.missing_after)
                except RunNotFound:
                    raise
                except AWAY as reason:
                    valkey.noticed(reason)  # The room has this tried again.
                except Exception:
                    # The same, with the database.
                    logger.warning("a viewer's snapshot could not be made", exc_info=True)

    async def _catch_up(self, room: Room, after: int) -> None:
        snapshot, since = await room.snapshot(after, read_only=self.read_only)
        # From here on nothing is awaited: nothing is offered that is in neither.
        if self.ended or self.missing_after != after:
            self.work.set()  # They have asked for more meanwhile.
            return
        self.missing_after = None
        self._put(snapshot)
        self.in_snapshot = snapshot.last
        for packet in since:
            self.offer(packet)

    def _put(self, packet: Packet) -> None:
        self.sent = max(self.sent, packet.last)
        self.bytes_out += len(packet.data)
        self.queue.append(packet.data)
        self.work.set()
