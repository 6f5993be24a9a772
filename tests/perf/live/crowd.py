"""Many viewers in one process of their own: `python -m tests.perf.live.crowd`, what to watch as JSON on stdin.

They do what the page does about gaps, and otherwise as little as possible: frames are told apart by their number and
not parsed. Says "joined" once everybody has a snapshot; ends when stdin does, and prints what was seen.
"""

import asyncio
import json
import re
import sys
import time
from dataclasses import dataclass, field
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

FRAME = re.compile(r'\{"sequence":(\d+),"time":')
AT_ONCE = 20
"""Viewers that connect together: hundreds at the same moment are another question."""


@dataclass
class Seen:
    sequences: list[int] = field(default_factory=list)
    arrivals: dict[int, float] = field(default_factory=dict)
    """Wall time of each frame that came by itself."""
    gaps: int = 0
    lost: int = 0
    bytes: int = 0
    asking: bool = False

    @property
    def last(self) -> int:
        return self.sequences[-1] if self.sequences else 0


async def watch(url: str, headers: dict[str, str], origin: str, seen: Seen, joined: asyncio.Event) -> None:
    while True:
        try:
            async with connect(
                url, additional_headers=headers, origin=origin, max_size=2**24, compression=None
            ) as socket:  # type: ignore[arg-type]
                seen.asking = False
                async for text in socket:
                    assert isinstance(text, str)
                    await take(text, socket, seen)
                    joined.set()
        except (OSError, WebSocketException, TimeoutError):
            seen.lost += 1
            await asyncio.sleep(1.0)


async def take(text: str, socket: ClientConnection, seen: Seen) -> None:
    if text.startswith('{"type":"frame"'):
        found = FRAME.search(text, 0, 80)
        assert found is not None, text[:80]
        sequence = int(found[1])
        seen.bytes += len(text)
        if sequence == seen.last + 1:
            seen.sequences.append(sequence)
            seen.arrivals[sequence] = time.time()
        elif sequence > seen.last + 1 and not seen.asking:
            seen.gaps += 1
            seen.asking = True
            await socket.send(json.dumps({"type": "resync", "after": seen.last}))
    elif text.startswith('{"type":"snapshot"'):
        seen.asking = False
        numbers = [int(number) for number in FRAME.findall(text)]
        if not seen.sequences:
            seen.sequences += numbers
        else:
            seen.sequences += [number for number in numbers if number > seen.last]


async def main(wanted: dict[str, Any]) -> list[Seen]:
    crowd = [Seen() for _ in wanted["sockets"]]
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
