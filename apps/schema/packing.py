"""The bytes of what a live run shows: a small header, then JSON deflated as one text.

Place in the flow: between messages and the WebSocket. Packed once, by whoever makes the message; channel layer, web
server and browser pass the same bytes on. See docs/adr/0014.

Header, big-endian, 12 bytes: version (1 byte), kind (1), number of frames (2), sequence of the first of them or 0 (4),
bytes of the JSON text (4). Then raw DEFLATE (RFC 1951) of the text, UTF-8: a message of `messages.ServerMessage`.
"""

import struct
import zlib
from collections.abc import Sequence
from typing import Literal

Kind = Literal["frames", "snapshot", "run"]

VERSION = 1
KINDS: tuple[Kind, ...] = ("frames", "snapshot", "run")
HEADER = struct.Struct(">BBHII")
MAX_TEXT_BYTES = 2**25
"""What a reader has to be ready to inflate."""
LEVEL = 6


def packed_frames(frames: Sequence[bytes], first: int, run: bytes | None = None) -> bytes:
    """A FramesMessage. Frames and run as JSON texts already; `first`: the first frame's sequence number."""
    text = b'{"type":"frames","frames":[%b],"run":%b}' % (b",".join(frames), run or b"null")
    return _packed("frames", text, len(frames), first if frames else 0)


def packed_snapshot(run: bytes, frames: Sequence[bytes], first: int, *, read_only: bool) -> bytes:
    """A SnapshotMessage, of the same."""
    read = b"true" if read_only else b"false"
    text = b'{"type":"snapshot","run":%b,"frames":[%b],"readOnly":%b}' % (run, b",".join(frames), read)
    return _packed("snapshot", text, len(frames), first if frames else 0)


def packed_run(run: bytes) -> bytes:
    """A RunMessage, of the same."""
    return _packed("run", b'{"type":"run","run":%b}' % run, 0, 0)


def _packed(kind: Kind, text: bytes, count: int, first: int) -> bytes:
    if len(text) > MAX_TEXT_BYTES:
        raise ValueError(f"{len(text):,} bytes are more than one message may hold")
    deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, 9)
    header = HEADER.pack(VERSION, KINDS.index(kind), count, first, len(text))
    return header + deflate.compress(text) + deflate.flush()
