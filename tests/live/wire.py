"""A run's WebSocket as whoever watches it reads it: unpacks what is binary, and says what has arrived.

Written from docs/adr/0014 and not from the code that packs.
"""

import json
import zlib
from collections import deque

from websockets.sync.client import ClientConnection

from tests.live.person import Json

HEADER_BYTES = 12
KINDS = ("frames", "snapshot", "run")
SAID_EVERY = 128 * 1024


def unpacked(data: bytes) -> Json:
    """A binary message. Raises AssertionError where its header does not say what is in it."""
    version, kind = data[0], KINDS[data[1]]
    count, first, size = (int.from_bytes(data[start:end]) for start, end in ((2, 4), (4, 8), (8, 12)))
    text = zlib.decompress(data[HEADER_BYTES:], wbits=-15)
    message: Json = json.loads(text)
    sequences = [frame["sequence"] for frame in message.get("frames", [])]
    assert (version, kind, size) == (1, message["type"], len(text))
    assert (count, first) == (len(sequences), sequences[0] if sequences else 0)
    return message


def one_by_one(data: str | bytes) -> list[Json]:
    """A message; of a slice each frame as if it had come alone, and then the run if that is told."""
    message: Json = json.loads(data) if isinstance(data, str) else unpacked(data)
    if message["type"] != "frames":
        return [message]
    frames: list[Json] = [{"type": "frame", "frame": frame} for frame in message["frames"]]
    return frames if message["run"] is None else [*frames, {"type": "run", "run": message["run"]}]


class Wire:
    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.bytes = self.said = 0
        self.slices: list[tuple[int, int]] = []
        """Bytes and frames of each binary message with frames that came by itself."""
        self.waiting: deque[Json] = deque()

    def receives(self, seconds: float | None = None) -> Json:
        """Raises TimeoutError if nothing comes."""
        while not self.waiting:
            data = self.socket.recv(seconds)
            messages = one_by_one(data)
            self.waiting += messages
            if isinstance(data, bytes):
                frames = [one for one in messages if one["type"] == "frame"]
                if frames:
                    self.slices.append((len(data), len(frames)))
                self._counts(len(data))
        return self.waiting.popleft()

    def _counts(self, more: int) -> None:
        self.bytes += more
        if self.bytes - self.said >= SAID_EVERY:
            self.said = self.bytes
            self.socket.send(json.dumps({"type": "received", "bytes": self.bytes}))
