"""Recorded traffic as CSV: a line a message, `time,key,size[,event type]`, into the points of a Trace.

Times are seconds from the start of the recording, in any order; keys are text or numbers; an empty key or size is
drawn as the event type's are. A first line that names the columns is allowed.
"""

import csv
import math
from collections.abc import Iterator
from io import StringIO

from apps.schema.nodes import Trace, TracePoint
from apps.schema.nodes.sources import MAX_POINTS
from apps.schema.sizes import LARGEST_MESSAGE

MAX_BYTES = 2_000_000
MAX_SECONDS = 604_800.0
MAX_KEY = 10_000_000
MAX_SIZE = LARGEST_MESSAGE
MAX_REASONS = 50
"""Bad lines that are named one by one; of more than that only the number is told."""


class RecordingInvalid(ValueError):
    """A recording that cannot be played; `problems` says why: line number (0: the whole), reason."""

    def __init__(self, problems: list[tuple[int, str]]) -> None:
        self.problems = problems
        super().__init__("; ".join(f"line {line}: {reason}" if line else reason for line, reason in problems[:5]))


class _BadLine(ValueError):
    pass


def read_recording(text: str, name: str, event_type: str, known: frozenset[str]) -> Trace:
    """A trace node from CSV text. `event_type`: of lines that name none; `known`: the ids that lines may name.

    Keys that are no whole numbers from 0 to MAX_KEY are numbered in the order in which they first occur; then all are.
    Raises RecordingInvalid with every bad line, up to MAX_REASONS of them.
    """
    size = len(text.encode(errors="replace"))
    if size > MAX_BYTES:
        raise RecordingInvalid([(0, f"the recording has {size:,} bytes: at most {MAX_BYTES:,} are read")])
    found: list[tuple[float, str, int | None, str]] = []
    problems: list[tuple[int, str]] = []
    bad = 0
    for line, fields in _lines(text):
        try:
            found.append(_point(fields, event_type, known))
        except _BadLine as reason:
            bad += 1
            if bad <= MAX_REASONS:
                problems.append((line, str(reason)))
        if len(found) > MAX_POINTS:
            raise RecordingInvalid([*problems, (line, f"one message too many: at most {MAX_POINTS:,} are kept")])
    if bad > MAX_REASONS:
        problems.append((0, f"{bad - MAX_REASONS:,} more lines are bad"))
    if not found and not problems:
        problems.append((0, "the recording is empty: at least one line of time,key,size is needed"))
    if problems:
        raise RecordingInvalid(problems)
    numbers = _numbers(key for _, key, _, _ in found)
    points = [
        TracePoint(at=at, event_type=sends, key=numbers[key] if key else None, size=size)
        for at, key, size, sends in sorted(found, key=lambda point: point[0])
    ]
    return Trace(name=name, points=points)


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Line number and fields, without blank lines and the line that names the columns."""
    reader = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    first = True
    while True:
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise RecordingInvalid([(reader.line_num, f"is not CSV: {error}")]) from error
        if not any(field.strip() for field in fields):
            continue
        fields = [field.strip() for field in fields]
        if not (first and fields[0].lower() in {"time", "at", "seconds"}):
            yield reader.line_num, fields
        first = False


def _point(fields: list[str], event_type: str, known: frozenset[str]) -> tuple[float, str, int | None, str]:
    if not 1 <= len(fields) <= 4:
        raise _BadLine(f"has {len(fields)} fields: time,key,size and perhaps an event type are read, at most 4")
    at, key, size, sends = [*fields, "", "", ""][:4]
    if len(key) > 200:
        raise _BadLine(f"has a key of {len(key)} characters: at most 200")
    if sends and sends not in known:
        raise _BadLine(f"names event type {_short(sends)}, which is not in the document")
    return _time(at), key, _size(size) if size else None, sends or event_type


def _time(text: str) -> float:
    try:
        at = float(text)
    except ValueError:
        raise _BadLine(f"has no time: {_short(text)} is not a number of seconds") from None
    if not math.isfinite(at) or not 0 <= at <= MAX_SECONDS:
        raise _BadLine(f"has time {_short(text)}: from 0 to {MAX_SECONDS:,.0f} s")
    return at


def _size(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise _BadLine(f"has size {_short(text)}: a whole number of bytes")
    if len(text) > 12 or not 1 <= int(text) <= MAX_SIZE:
        raise _BadLine(f"has size {_short(text)}: from 1 to {MAX_SIZE:,} bytes")
    return int(text)


def _short(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:39] + "…")


def _numbers(keys: Iterator[str]) -> dict[str, int]:
    distinct = [key for key in dict.fromkeys(keys) if key]
    if all(key.isascii() and key.isdigit() and len(key) <= 8 and int(key) <= MAX_KEY for key in distinct):
        return {key: int(key) for key in distinct}
    return {key: index for index, key in enumerate(distinct)}
