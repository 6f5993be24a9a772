"""Many viewers in one process of their own: `python -m tests.perf.live.crowd`, what to watch as JSON on stdin.

They do what the page does about gaps and about what has arrived, and otherwise as little as possible: which frames are
in a message stands in its header, and only one viewer of fifty unpacks it. Says "joined" once everybody has a snapshot;
ends when stdin does, and prints what was seen.
"""

import asyncio
import json
import struct
import sys
import time
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from tests.live.wire import KINDS, SAID_EVERY, unpacked

HEADER = struct.Struct(">BBHI")
UNPACKED_BY_ONE_OF = 50
AT_ONCE = 20
"""Viewers that connect together: hundreds at the same moment are another question."""


@dataclass
class Seen:
    unpacks: bool = False
    sequences: list[int] = field(default_factory=list)
    arrivals: dict[int, float] = field(default_factory=dict)
    """Wall time of each frame that came by itself."""
    gaps: int = 0
    lost: int = 0
    bytes: int = 0
    """Of slices."""
    unpacked: int = 0
    asking: bool = False
    received: int = 0
    said: int = 0

    @property
    def last(self) -> int:
        return self.sequences[-1] if self.sequences else 0


async def watch(url: str, headers: dict[str, str], origin: str, seen: Seen, joined: asyncio.Event) -> None:
    while True:
        try:
            async with connect(
                url, additional_headers=headers, origin=origin, max_size=2**24, compression=None
            ) as socket:  # type: ignore[arg-type]
                seen.asking, seen.received, seen.said = False, 0, 0
                async for data in socket:
                    assert isinstance(data, bytes)
                    await take(data, socket, seen)
                    joined.set()
        except (OSError, WebSocketException, TimeoutError):
            seen.lost += 1
            await asyncio.sleep(1.0)


async def take(data: bytes, socket: ClientConnection, seen: Seen) -> None:
    _, kind, count, first = HEADER.unpack_from(data)
    seen.received += len(data)
    if seen.received - seen.said >= SAID_EVERY:
        seen.said = seen.received
        await socket.send(json.dumps({"type": "received", "bytes": seen.received}))
    if seen.unpacks:
        seen.unpacked += len(unpacked(data).get("frames", []))
    if KINDS[kind] == "frames":
        await take_slice(range(first, first + count), len(data), socket, seen)
    elif KINDS[kind] == "snapshot":
        seen.asking = False
        seen.sequences += [number for number in range(first, first + count) if number > seen.last or not seen.sequences]


async def take_slice(numbers: range, size: int, socket: ClientConnection, seen: Seen) -> None:
    seen.bytes += size
    if numbers and numbers[0] > seen.last + 1:
        if not seen.asking:
            seen.gaps += 1
            seen.asking = True
            await socket.send(json.dumps({"type": "resync", "after": seen.last}))
        return
    now = time.time()
    for sequence in numbers:
        if sequence > seen.last:
            seen.sequences.append(sequence)
            seen.arrivals[sequence] = now


async def main(wanted: dict[str, Any]) -> list[Seen]:
    crowd = [Seen(unpacks=number % UNPACKED_BY_ONE_OF == 0) for number in range(len(wanted["sockets"]))]
    tasks = []
    for start in range(0, len(crowd), AT_ONCE):
        events = []
        for one, seen in list(zip(wanted["sockets"], crowd, strict=True))[start : start + AT_ONCE]:
            events.append(asyncio.Event())
            tasks.append(asyncio.create_task(watch(one["url"], one["headers"], wanted["origin"], seen, events[-1])))
        await asyncio.gather(*(event.wait() for event in events))
    print("joined", flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    return crowd


if __name__ == "__main__":
    report = [
        {**vars(seen), "contiguous": seen.sequences == list(range(seen.sequences[0], seen.last + 1))}
        for seen in asyncio.run(main(json.loads(sys.stdin.readline())))
        if seen.sequences
    ]
    print(json.dumps(report))
