"""Numbers of two runs over time, out of their stored frames, and which of them differ notably."""

import json
import zlib
from collections.abc import Sequence
from itertools import pairwise
from typing import Any
from uuid import UUID

from apps.runs import selectors
from apps.runs.execution import archive, store
from apps.schema.time_travel import MetricDifference

MOST_POINTS = 100
MOST_NOTABLE = 40
RELATIVE = 0.1
"""A difference is notable where two points in a row are further apart than this share of the larger one, and further
than the metric's own floor."""

Json = dict[str, Any]
Place = tuple[str, str | None, str | None]

OVERALL = {
    "completedRate": ("Completed", "/s", 1.0),
    "endToEndP99Ms": ("End to end, p99", "ms", 5.0),
    "ledger.published": ("Published", "", 5.0),
    "ledger.completed": ("Completed in all", "", 5.0),
    "ledger.inFlight": ("In flight", "", 5.0),
    "ledger.deadLettered": ("Dead letters", "", 1.0),
    "ledger.expired": ("Expired", "", 1.0),
    "ledger.dropped": ("Dropped", "", 1.0),
    "ledger.lost": ("Lost", "", 1.0),
    "ledger.redelivered": ("Redelivered", "", 5.0),
    "ledger.duplicateEffects": ("Duplicate effects", "", 1.0),
    "requests.failed": ("Failed requests", "", 1.0),
    "requests.timedOut": ("Timed out requests", "", 1.0),
    "sagas.stuck": ("Stuck sagas", "", 1.0),
    "sagas.compensated": ("Compensated sagas", "", 1.0),
}
OF_NODES = {
    "waiting": ("waiting", "", 5.0),
    "inRate": ("in", "/s", 1.0),
    "outRate": ("out", "/s", 1.0),
    "p99Ms": ("p99", "ms", 5.0),
    "utilisation": ("utilisation", "%", 5.0),
    "failed": ("failed", "", 1.0),
    "deadLettered": ("dead letters", "", 1.0),
    "retries": ("retries", "", 5.0),
}
OF_EDGES = {"lag": ("lag", "", 5.0), "p99Ms": ("p99", "ms", 5.0), "failed": ("failed", "", 1.0)}


def grid(until: float) -> list[float]:
    count = MOST_POINTS if until > 0 else 1
    return [round(until * step / count, 6) for step in range(1, count + 1)]


def frames_at(run_id: UUID, times: Sequence[float]) -> list[Json | None]:
    """For each moment the newest frame that is not after it; None before the first and after the last."""
    lines = list(store.newest_frames(run_id))
    newest = {number: archive.time_of(line) for number, line in lines}
    recent = sorted((when, line) for (number, line) in lines for when in [newest[number]])
    chunks = selectors.chunk_spans(run_id)
    found: list[Json | None] = []
    held: tuple[int, list[tuple[float, bytes]]] = (-1, [])
    last = max([*(chunk.last_time for chunk in chunks), *newest.values()], default=-1.0)
    slack = times[0] if times else 0.0
    for moment in times:
        if moment > last + slack:
            found.append(None)
            continue
        chunk = next((one for one in reversed(chunks) if one.first_time <= moment), None)
        if chunk is not None and held[0] != chunk.pk:
            texts = zlib.decompress(selectors.chunk_frames(chunk.pk)).split(b"\n")
            held = (chunk.pk, [(archive.time_of(text), text) for text in texts])
        near = [*(held[1] if chunk else []), *recent]
        before = max((one for one in near if one[0] <= moment), key=lambda one: one[0], default=None)
        found.append(None if before is None else json.loads(before[1]))
    return found


def differences(
    one: Sequence[Json | None], other: Sequence[Json | None], times: Sequence[float], names: dict[str, str]
) -> list[MetricDifference]:
    """The overall metrics, then what differs notably of nodes and edges. `names`: of nodes and edges, by id."""
    overall = [
        _difference((metric, None, None), title, unit, floor, one, other, times)
        for metric, (title, unit, floor) in OVERALL.items()
    ]
    parts = []
    for kind, table in (("nodes", OF_NODES), ("edges", OF_EDGES)):
        shared = _ids(one, kind) & _ids(other, kind)
        for identity in sorted(shared):
            for metric, (title, unit, floor) in table.items():
                place = (metric, identity, None) if kind == "nodes" else (metric, None, identity)
                whole = f"{names.get(identity, identity)}: {title}"
                parts.append(_difference(place, whole, unit, floor, one, other, times))
    notable = [part for part in parts if part.notable]
    notable.sort(key=lambda part: -_weight(part))
    return [*overall, *notable[:MOST_NOTABLE]]


def _ids(frames: Sequence[Json | None], kind: str) -> set[str]:
    return {identity for frame in frames if frame for identity in frame[kind]}


def _difference(
    place: Place,
    title: str,
    unit: str,
    floor: float,
    one: Sequence[Json | None],
    other: Sequence[Json | None],
    times: Sequence[float],
) -> MetricDifference:
    a, b = [_value(frame, place) for frame in one], [_value(frame, place) for frame in other]
    gaps = [abs(x - y) if x is not None and y is not None else 0.0 for x, y in zip(a, b, strict=True)]
    beyond = [
        gap > floor and gap > RELATIVE * max(abs(x or 0.0), abs(y or 0.0)) for gap, x, y in zip(gaps, a, b, strict=True)
    ]
    largest = max(gaps, default=0.0)
    metric, node, edge = place
    return MetricDifference(
        metric=metric,
        node=node,
        edge=edge,
        title=title,
        unit=unit,
        a=a,
        b=b,
        largest=largest,
        at=times[gaps.index(largest)] if largest > 0 else None,
        notable=any(x and y for x, y in pairwise([beyond[point] for point in _fresh(one, other)])),
    )


def _fresh(one: Sequence[Json | None], other: Sequence[Json | None]) -> list[int]:
    """The points at which either run has another frame than at the one before: a single odd frame, as the first of a
    branch is, which has no window to look back over, is not two."""
    shown = [(a and a["sequence"], b and b["sequence"]) for a, b in zip(one, other, strict=True)]
    return [point for point, pair in enumerate(shown) if point == 0 or pair != shown[point - 1]]


def _value(frame: Json | None, place: Place) -> float | None:
    if frame is None:
        return None
    metric, node, edge = place
    if node is not None:
        found = frame["nodes"].get(node, {}).get(metric)
    elif edge is not None:
        found = frame["edges"].get(edge, {}).get(metric)
    else:
        found = frame
        for part in metric.split("."):
            found = found.get(part) if found is not None else None
    if found is None:
        return None
    return 100.0 * float(found) if metric == "utilisation" else float(found)


def _weight(part: MetricDifference) -> float:
    """How different two curves are, whatever their unit: the largest gap as a share of the largest value."""
    most = max((abs(value) for value in (*part.a, *part.b) if value is not None), default=0.0)
    return part.largest / most if most > 0 else 0.0
