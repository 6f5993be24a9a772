"""A viewer's place in the stream, with a clock that a test winds."""

import asyncio
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from apps.accounts.actors import Actor
from apps.stream.room import TOO_SLOW, Room
from apps.stream.viewer import PATIENCE, WINDOW, Packet, Viewer, Who


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Stage:
    """A room whose snapshots are small, and a connection that keeps what it is sent."""

    newest: int = 0
    since: list[Packet] = field(default_factory=list)
    asked_after: list[int] = field(default_factory=list)
    trouble: bool = False
    sent: list[bytes] = field(default_factory=list)
    closed: list[int] = field(default_factory=list)
    clock: Clock = field(default_factory=Clock)

    def viewer(self) -> Viewer:
        return Viewer(Who(Actor()), self._send, self._close, self.clock)

    async def _send(self, data: bytes) -> None:
        self.sent.append(data)

    async def _close(self, code: int) -> None:
        self.closed.append(code)

    async def snapshot(self, after: int, *, read_only: bool) -> tuple[Packet, list[Packet]]:
        self.asked_after.append(after)
        if self.trouble:
            raise ConnectionError("Valkey is away")
        return Packet(self.newest, self.newest, b"snapshot %d" % self.newest), self.since


def a_slice(first: int, last: int, size: int = 10, activity: str = "") -> Packet:
    return Packet(first, last, (b"%d-%d" % (first, last)).ljust(size), activity)


def played(stage: Stage, viewer: Viewer, scene: Coroutine[Any, Any, None]) -> list[str]:
    """What was sent, in words."""

    async def play() -> None:
        task = asyncio.create_task(viewer.serve(stage))
        await settled()
        await scene
        await settled()
        task.cancel()

    asyncio.run(play())
    return [data.decode().strip() for data in stage.sent]


async def settled() -> None:
    for _ in range(20):
        await asyncio.sleep(0)


def test_a_snapshot_comes_first_and_then_every_slice_after_it() -> None:
    stage = Stage(newest=7, since=[a_slice(5, 7, activity="advancing"), a_slice(8, 9)])
    viewer = stage.viewer()
    viewer.offer(a_slice(5, 7))  # Nothing goes out before the snapshot.

    async def scene() -> None:
        viewer.offer(a_slice(10, 12))
        viewer.offer(a_slice(13, 13))

    assert played(stage, viewer, scene()) == ["snapshot 7", "8-9", "10-12", "13-13"]


def test_a_gap_is_closed_by_one_snapshot_before_anything_else_is_sent() -> None:
    stage = Stage(newest=2)
    viewer = stage.viewer()

    async def scene() -> None:
        stage.newest = 9
        for packet in (a_slice(3, 4), a_slice(7, 8), a_slice(9, 9)):
            viewer.offer(packet)
        await settled()
        viewer.offer(a_slice(10, 10))

    assert played(stage, viewer, scene()) == ["snapshot 2", "3-4", "snapshot 9", "10-10"]
    assert stage.asked_after == [0, 4]


def test_what_the_run_does_is_passed_on_without_frames_and_shows_a_gap_too() -> None:
    stage = Stage(newest=2)
    viewer = stage.viewer()

    async def scene() -> None:
        viewer.offer(Packet(3, 2, b"paused", "paused"))
        await settled()
        stage.newest = 5
        viewer.offer(Packet(6, 5, b"ended", "ended"))

    assert played(stage, viewer, scene()) == ["snapshot 2", "paused", "snapshot 5"]


def test_no_more_than_a_window_is_ever_on_its_way() -> None:
    stage = Stage(newest=0)
    viewer = stage.viewer()
    most: list[int] = []

    async def scene() -> None:
        for number in range(1, 1000):
            viewer.offer(a_slice(number, number, 5000))
            most.append(viewer.on_their_way)

    played(stage, viewer, scene())
    assert WINDOW - 10_000 < max(most) <= WINDOW
    assert len(viewer.queue) == 0
    assert stage.asked_after == [0]


def test_who_catches_up_gets_a_snapshot_from_where_they_were() -> None:
    stage = Stage(newest=0)
    viewer = stage.viewer()

    async def scene() -> None:
        for number in range(1, 101):
            viewer.offer(a_slice(number, number, WINDOW // 10))
        await settled()
        stage.newest = 100
        stage.clock.now += 1.0
        viewer.received(viewer.bytes_out // 4)
        await settled()
        assert stage.asked_after == [0]  # Still more than half of the window.
        viewer.received(viewer.bytes_out)
        await settled()
        viewer.offer(a_slice(101, 101))

    sent = played(stage, viewer, scene())
    assert sent[-2:] == ["snapshot 100", "101-101"]
    assert stage.asked_after == [0, int(sent[-3].split("-")[1])]


def test_who_owes_an_answer_for_long_is_closed_and_nobody_else() -> None:
    stage = Stage(newest=0)
    viewer, prompt = stage.viewer(), stage.viewer()
    prompt.missing_after = None

    room = Room(uuid4())
    room.viewers = {viewer, prompt}

    async def scene() -> None:
        for number in range(1, 101):
            room.offer(a_slice(number, number, WINDOW // 10))
            prompt.received(prompt.bytes_out)
        stage.clock.now += PATIENCE - 1
        await room.close_the_slow()
        assert stage.closed == []
        stage.clock.now += 2
        await room.close_the_slow()
        assert viewer.ended
        assert not prompt.ended
        assert stage.closed == [TOO_SLOW]

    played(stage, viewer, scene())


def test_who_answers_late_is_not_too_slow() -> None:
    stage = Stage(newest=0)
    viewer = stage.viewer()

    async def scene() -> None:
        for number in range(1, 101):
            viewer.offer(a_slice(number, number, WINDOW // 10))
        stage.clock.now += PATIENCE + 1
        assert viewer.too_slow
        viewer.received(viewer.bytes_out)
        assert not viewer.too_slow

    played(stage, viewer, scene())


def test_snapshots_are_made_twice_a_second_at_most() -> None:
    stage = Stage(newest=5)
    viewer = stage.viewer()

    async def scene() -> None:
        for after in range(5, 0, -1):
            viewer.misses(after)
            await settled()
        assert stage.asked_after == [0, 5]
        stage.clock.now += 1.0
        viewer.work.set()

    played(stage, viewer, scene())
    assert stage.asked_after == [0, 5, 1]


def test_a_snapshot_that_cannot_be_made_is_tried_again_when_the_room_says_so() -> None:
    stage = Stage(newest=5, trouble=True)
    viewer = stage.viewer()

    async def scene() -> None:
        stage.trouble = False
        stage.clock.now += 1.0
        viewer.work.set()

    assert played(stage, viewer, scene()) == ["snapshot 5"]


def test_who_is_closed_gets_nothing_more() -> None:
    stage = Stage(newest=0)
    viewer = stage.viewer()

    async def scene() -> None:
        viewer.offer(a_slice(1, 1))
        await viewer.end(4404)
        viewer.offer(a_slice(2, 2))

    assert played(stage, viewer, scene()) == ["snapshot 0"]
    assert stage.closed == [4404]
