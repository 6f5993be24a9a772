"""Everybody in this process who watches one run: one subscription, one look after the run, one snapshot for all.

Place in the flow: between the channel layer and the viewers. What costs something is done once for the run, not once
for each of those who watch it.
"""

import asyncio
import contextlib
import logging
import time
from collections import deque
from typing import Any, Literal
from uuid import UUID

from channels.db import database_sync_to_async
from channels.layers import get_channel_layer

from apps.accounts.actors import Actor
from apps.runs import services
from apps.runs.errors import RunNotFound
from apps.schema.packing import packed_run
from apps.stream.outage import AWAY, valkey
from apps.stream.viewer import Packet, Viewer, Who

logger = logging.getLogger(__name__)

NOT_FOUND, UNREACHABLE, TOO_SLOW = 4404, 4503, 4508
"""The page gives up at 44xx and comes again at 45xx."""
LOOKED_AFTER_EVERY = 1.0
ACCESS_HOLDS_FOR = 7.0
"""Seconds after which it is checked again: a share link may have been revoked, and closes within 10."""
QUIET_FOR = 3.0
"""Seconds without anything from the run after which it is asked what it is doing."""
PRESENT_EVERY = 20.0
"""Seconds after which the run is told again that somebody is there."""
SNAPSHOT_HOLDS_FOR = 1.0
SNAPSHOTS_KEPT = 4
KEPT_PACKETS = 100
PAUSE_AFTER_TROUBLE = 0.1


class Room:
    def __init__(self, run: UUID) -> None:
        self.run = run
        self.viewers: set[Viewer] = set()
        self.layer = get_channel_layer()
        self.opening, self.reading = asyncio.Lock(), asyncio.Lock()
        self.channel = ""
        self.tasks: list[asyncio.Task[None]] = []
        self.activity = ""
        """What the viewers were told last that the run is doing."""
        self.outdated = False
        """That is no longer so, and the run has not said what is."""
        self.heard_at = self.checked_at = time.monotonic()
        self.present_at = 0.0
        self.offered = 0
        self.recent: deque[Packet] = deque(maxlen=KEPT_PACKETS)
        self.snapshots: dict[tuple[int, bool], tuple[float, int, Packet]] = {}

    async def open(self) -> None:
        """Whoever is there first does it; the others wait until it is done."""
        async with self.opening:
            if self.tasks:
                return
            self.channel = self.channel or await self.layer.new_channel()
            await self.layer.group_add(services.group(self.run), self.channel)
            self.tasks = [asyncio.create_task(self._listen()), asyncio.create_task(self._look_after())]
            await self._say_present()

    async def close(self) -> None:
        async with self.opening:
            for task in self.tasks:
                task.cancel()
            if self.channel:
                with contextlib.suppress(Exception):
                    await self.layer.group_discard(services.group(self.run), self.channel)
                    await database_sync_to_async(services.leaves)(self.run, self.channel)

    async def snapshot(self, after: int, *, read_only: bool) -> tuple[Packet, list[Packet]]:
        """A snapshot with the frames after a sequence number, and what was offered since it was made. Those who come,
        or miss something, together get the same. Raises RunNotFound."""
        async with self.reading:
            self._forget_snapshots()
            if (after, read_only) not in self.snapshots:
                mark, now = self.offered, time.monotonic()
                made = await database_sync_to_async(services.snapshot)(self.run, after, read_only=read_only)
                packet = Packet(made.newest, made.newest, made.data)
                self.snapshots[after, read_only] = (now, mark, packet)
            _, mark, packet = self.snapshots[after, read_only]
        return packet, list(self.recent)[max(0, len(self.recent) - (self.offered - mark)) :]

    def _forget_snapshots(self) -> None:
        """Those that are no longer of this moment, and more than a few: people who miss different things share none."""
        now = time.monotonic()
        fresh = [(key, made) for key, made in self.snapshots.items() if now - made[0] < SNAPSHOT_HOLDS_FOR]
        self.snapshots = dict(fresh[-SNAPSHOTS_KEPT:])

    def offer(self, packet: Packet) -> None:
        self.heard_at = time.monotonic()
        self.activity = packet.activity or self.activity
        self.offered += 1
        self.recent.append(packet)
        for viewer in self.viewers:
            viewer.offer(packet)

    async def close_the_slow(self) -> None:
        for viewer in [one for one in self.viewers if one.too_slow]:
            await viewer.end(TOO_SLOW)

    async def _listen(self) -> None:
        while True:
            try:
                message: dict[str, Any] = await self.layer.receive(self.channel)
                packet = Packet(message["first"], message["last"], message["data"], message["activity"])
            except Exception:
                # A message that is none, as of a worker of another version. What it had is missed, and then found.
                logger.exception("run %s could not be listened to", self.run)
                await asyncio.sleep(PAUSE_AFTER_TROUBLE)
                continue
            self.outdated |= self.activity == "waiting_for_worker" and not packet.activity
            self.offer(packet)

    async def _look_after(self) -> None:
        while True:
            await asyncio.sleep(LOOKED_AFTER_EVERY)
            now = time.monotonic()
            try:
                self._forget_snapshots()
                await self.close_the_slow()
                for viewer in self.viewers:
                    if viewer.missing_after is not None:
                        viewer.work.set()
                if now - self.present_at > PRESENT_EVERY:
                    await self._say_present()
                if now - self.checked_at > ACCESS_HOLDS_FOR:
                    await self._check_access()
                if self.outdated or now - self.heard_at > QUIET_FOR:
                    await self._ask_what_it_does()
            except RunNotFound:
                for viewer in list(self.viewers):
                    await viewer.end(NOT_FOUND)
            except AWAY as reason:
                valkey.noticed(reason)  # The connections stay, and the next look tells more.
            except Exception:
                # The same, with the database.
                logger.warning("run %s could not be looked after", self.run, exc_info=True)

    async def _say_present(self) -> None:
        await database_sync_to_async(services.watches)(self.run, self.channel)
        self.present_at = time.monotonic()

    async def _check_access(self) -> None:
        """Once for each person, and once for all who came by the same link."""
        people: dict[Who, list[Viewer]] = {}
        for viewer in self.viewers:
            who = Who(Actor(), viewer.who.share) if viewer.read_only and viewer.who.share else viewer.who
            people.setdefault(who, []).append(viewer)
        for who, viewers in people.items():
            access = await self.access_of(who)
            for viewer in viewers:
                if access is None:
                    await viewer.end(NOT_FOUND)
                else:
                    viewer.read_only = access != "edit"
        self.checked_at = time.monotonic()

    async def access_of(self, who: Who) -> Literal["edit", "read"] | None:
        try:
            return await database_sync_to_async(services.access_to)(who.actor, self.run, who.share)
        except RunNotFound:
            return None

    async def _ask_what_it_does(self) -> None:
        """They are told only what they were not told last: a paused run is quiet for hours. Frames that were lost while
        none came after them are found here too."""
        info = await database_sync_to_async(services.shown)(self.run)
        self.heard_at, self.outdated = time.monotonic(), False
        missed = any(one.sent < info.sequence for one in self.viewers if one.missing_after is None)
        if info.activity != self.activity or missed:
            data = packed_run(info.model_dump_json().encode())
            self.offer(Packet(info.sequence + 1, info.sequence, data, info.activity))
