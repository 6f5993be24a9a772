"""What goes from a slice of a run to those who watch it. No worker: the slices are a test's own."""

import json
import random
import time
from uuid import UUID

import pytest
from asgiref.sync import async_to_sync
from channels.layers import get_channel_layer
from django.conf import settings
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from apps.runs.execution import broadcast, valkey
from tests.api.visitors import Json, Visitor, shop
from tests.live.wire import unpacked
from tests.processes import wait_for
from tests.runs.live import Theatre, Watcher
from tests.stream.slices import Slices

pytestmark = pytest.mark.django_db(transaction=True)

WINDOW = 512 * 1024
CHANNELS = settings.CHANNEL_LAYERS["default"]["CONFIG"]["prefix"]


@pytest.fixture
def diagram(visitor: Visitor) -> Json:
    return visitor.draws(shop())


@pytest.fixture
def run_id(theatre: Theatre, visitor: Visitor, diagram: Json) -> str:
    return theatre.starts(visitor, diagram)["id"]


@pytest.fixture
def slices(run_id: str) -> Slices:
    return Slices(UUID(run_id))


def has(watcher: Watcher, last: int, seconds: float = 10.0) -> list[int]:
    """The numbers of the frames it was shown, as the page counts them, once the last one is there."""
    numbers = [0, *watcher.sequences]
    deadline = time.monotonic() + seconds
    while numbers[-1] < last:
        message = watcher.receives(max(0.01, deadline - time.monotonic()))
        frames = message["frames"] if message["type"] == "snapshot" else [message.get("frame", {"sequence": 0})]
        numbers += [frame["sequence"] for frame in frames if frame["sequence"] > numbers[-1]]
    return numbers[1:]


def incompressible(size: int, chance: random.Random) -> str:
    return "".join(chance.choices("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_", k=size))


def test_a_slice_is_one_message_that_is_packed_once_and_the_same_for_everybody(
    theatre: Theatre, visitor: Visitor, slices: Slices, monkeypatch: pytest.MonkeyPatch
) -> None:
    packings = []
    pack = broadcast.packed_frames

    def counted(*arguments: object) -> bytes:
        packings.append(arguments)
        return pack(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(broadcast, "packed_frames", counted)
    sockets = [theatre.opens(str(slices.run_id), visitor) for _ in range(3)]
    for socket in sockets:
        assert unpacked(socket.recv(10))["type"] == "snapshot"  # type: ignore[arg-type]
    slices.does(3, told=True)
    slices.does(2)
    first, second = ({socket.recv(10) for socket in sockets} for _ in range(2))
    assert len(first) == len(second) == 1
    told, untold = unpacked(first.pop()), unpacked(second.pop())  # type: ignore[arg-type]
    assert [frame["sequence"] for frame in told["frames"]] == [1, 2, 3]
    assert told["run"]["status"] == "running"
    assert [frame["sequence"] for frame in untold["frames"]] == [4, 5]
    assert untold["run"] is None
    assert len(packings) == 2


def listeners(slices: Slices) -> tuple[int, int]:
    """Subscriptions to the run's slices, and those who are said to watch it."""
    [(_, subscriptions)] = valkey.client().pubsub_numsub(f"{CHANNELS}__group__{broadcast.group(slices.run_id)}")
    return subscriptions, valkey.client().zcard(valkey.watchers_key(slices.run_id))


def test_a_process_listens_once_for_all_who_watch_a_run_and_no_longer_than_they_do(
    theatre: Theatre, visitor: Visitor, slices: Slices
) -> None:
    assert listeners(slices) == (0, 0)
    watchers = [theatre.watches(str(slices.run_id), visitor) for _ in range(5)]
    assert listeners(slices) == (1, 1)
    for watcher in watchers[1:]:
        watcher.wire.socket.close()
    slices.does(1)
    assert has(watchers[0], 1) == [1]
    assert listeners(slices) == (1, 1)
    watchers[0].wire.socket.close()
    wait_for("nobody listens", lambda: listeners(slices) == (0, 0), 10)
    again = theatre.watches(str(slices.run_id), visitor)
    slices.does(1)
    assert has(again, 2) == [1, 2]


def test_slices_come_in_order_each_frame_once(theatre: Theatre, visitor: Visitor, slices: Slices) -> None:
    slices.does(4, told=True)
    watchers = [theatre.watches(str(slices.run_id), visitor) for _ in range(5)]
    for count in range(30):
        slices.does(1 + count % 3)
    last = 4 + sum(1 + count % 3 for count in range(30))
    for watcher in watchers:
        assert has(watcher, last) == list(range(1, last + 1))
        assert watcher.sequences == list(range(1, last + 1))


def test_who_joins_while_slices_come_misses_none_and_gets_none_twice(
    theatre: Theatre, visitor: Visitor, slices: Slices
) -> None:
    watchers = []
    for count in range(12):
        slices.does(2, told=count % 3 == 0)
        watchers.append(theatre.watches(str(slices.run_id), visitor))
        slices.does(1)
    for watcher in watchers:
        assert has(watcher, 36) == watcher.sequences == list(range(1, 37))


def test_frames_that_were_lost_are_sent_before_those_after_them(
    theatre: Theatre, visitor: Visitor, slices: Slices
) -> None:
    watchers = [theatre.watches(str(slices.run_id), visitor) for _ in range(3)]
    slices.does(2)
    slices.does(3, shown=False)
    slices.does(2)
    for watcher in watchers:
        assert has(watcher, 7) == list(range(1, 8))
        assert [message["type"] for message in watcher.others] == ["snapshot"]
        assert [frame["sequence"] for frame in watcher.others[0]["frames"]] == [3, 4, 5, 6, 7]
    slices.does(1)
    assert all(has(watcher, 8)[-1] == 8 for watcher in watchers)


def test_frames_that_were_lost_are_sent_even_if_none_come_after_them(
    theatre: Theatre, visitor: Visitor, slices: Slices
) -> None:
    watcher = theatre.watches(str(slices.run_id), visitor)
    slices.does(2)
    slices.does(3, shown=False)
    assert has(watcher, 5) == [1, 2, 3, 4, 5]


def test_what_is_no_slice_stops_nobody_from_getting_the_next_one(
    theatre: Theatre, visitor: Visitor, slices: Slices
) -> None:
    watcher = theatre.watches(str(slices.run_id), visitor)
    send = async_to_sync(get_channel_layer().group_send)
    send(broadcast.group(slices.run_id), {"type": "run.texts", "frames": ["{}"]})
    slices.does(2)
    assert has(watcher, 2) == [1, 2]


def receives_until_silence(socket: ClientConnection) -> list[Json]:
    messages = [unpacked(socket.recv(20))]  # type: ignore[arg-type]
    try:
        while True:
            messages.append(unpacked(socket.recv(1.5)))  # type: ignore[arg-type]
    except TimeoutError:
        return messages


def test_who_does_not_say_what_has_arrived_gets_no_more_than_a_window_and_delays_nobody(
    theatre: Theatre, visitor: Visitor, slices: Slices
) -> None:
    silent, watcher = theatre.opens(str(slices.run_id), visitor), theatre.watches(str(slices.run_id), visitor)
    chance = random.Random(1)
    for _ in range(30):
        slices.does(1, padding=incompressible(40_000, chance))
    assert has(watcher, 30) == list(range(1, 31))

    messages = receives_until_silence(silent)
    got = [frame["sequence"] for message in messages for frame in message["frames"]]
    size = sum(len(json.dumps(message)) for message in messages)
    assert got == list(range(1, len(got) + 1))
    assert WINDOW / 2 < size * 3 / 4 < WINDOW  # Deflate takes a quarter off letters and digits.

    silent.send(json.dumps({"type": "received", "bytes": WINDOW}))
    caught_up = receives_until_silence(silent)
    assert [message["type"] for message in caught_up] == ["snapshot"]
    assert caught_up[0]["frames"][-1]["sequence"] == 30
    slices.does(1)
    assert [frame["sequence"] for frame in unpacked(silent.recv(5))["frames"]] == [31]  # type: ignore[arg-type]


def test_a_revoked_link_is_closed_within_ten_seconds_while_frames_come(
    theatre: Theatre, visitor: Visitor, diagram: Json, slices: Slices
) -> None:
    revoked, kept = visitor.shares(diagram), visitor.shares(diagram)
    guest = theatre.watches(str(slices.run_id), share=revoked["token"])
    friend = theatre.watches(str(slices.run_id), share=kept["token"])
    slices.does(1)
    assert has(guest, 1) == has(friend, 1) == [1]
    visitor.delete(f"/api/share-links/{revoked['id']}/")
    begun = time.monotonic()
    with pytest.raises(ConnectionClosed) as closed:  # noqa: PT012 - until it is closed.
        while time.monotonic() < begun + 12.0:
            slices.does(1)
            time.sleep(0.1)
            guest.receives(5)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4404
    assert time.monotonic() - begun < 10.0
    slices.does(1)
    last = slices.epoch - 1
    assert has(friend, last) == list(range(1, last + 1))


@pytest.mark.parametrize("count", [-1, 2**53, "many"])
def test_a_wrong_count_of_bytes_is_an_error_and_the_connection_survives(
    theatre: Theatre, visitor: Visitor, slices: Slices, count: object
) -> None:
    watcher = theatre.watches(str(slices.run_id), visitor)
    watcher.says({"type": "received", "bytes": count})
    assert "bytes" in watcher.receives()["reason"]
    slices.does(1)
    assert has(watcher, 1) == [1]


def test_more_bytes_than_were_sent_open_no_larger_window(theatre: Theatre, visitor: Visitor, slices: Slices) -> None:
    boastful = theatre.opens(str(slices.run_id), visitor)
    boastful.recv(10)
    boastful.send(json.dumps({"type": "received", "bytes": 10**12}))
    chance = random.Random(2)
    time.sleep(0.3)
    for _ in range(30):
        slices.does(1, padding=incompressible(40_000, chance))
    got = [frame for message in receives_until_silence(boastful) for frame in message["frames"]]
    assert 10 < len(got) < 25
