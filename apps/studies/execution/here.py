"""A study in this process, on all of its processor cores, without a server: for the command line."""

import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from apps.schema import Document
from apps.studies.kinds.kind import Kind, Part, PartFailed


class _Stopped(Exception):
    pass


def run(
    kind: Kind, spec: Any, document: Document, tell: Callable[[float], None], workers: int | None = None
) -> tuple[Any, list[str]]:
    """The result, and why parts failed. `tell` hears how far it is, from 0 to 1."""
    parts: list[Part] = []
    progress = _Progress(tell)
    pool = ThreadPoolExecutor(workers or cores())
    try:
        while work := kind.next_parts(spec, document, parts):
            begun = [Part(one) for one in work]
            progress.expects(kind.expected_parts(spec, [*parts, *begun]))
            first = len(parts)

            def do(index: int, first: int = first, begun: list[Part] = begun) -> Part:
                part = begun[index]
                try:
                    return replace(part, outcome=kind.work(spec, document, part.work, progress.of(first + index)))
                except PartFailed as error:
                    return replace(part, reason=str(error))
                finally:
                    progress.of(first + index)(1.0)

            parts += pool.map(do, range(len(begun)))
    finally:
        progress.stop()
        pool.shutdown(cancel_futures=True)
    return kind.summary(spec, document, parts), [part.reason for part in parts if part.reason]


class _Progress:
    """Of all parts together; also what ends them all when one of them, or a person, gives up."""

    def __init__(self, tell: Callable[[float], None]) -> None:
        self._tell = tell
        self._lock = threading.Lock()
        self._fractions: dict[int, float] = {}
        self._expected = 1
        self._stopped = False

    def expects(self, parts: int) -> None:
        self._expected = max(1, parts)

    def stop(self) -> None:
        self._stopped = True

    def of(self, part: int) -> Callable[[float], None]:
        def watch(fraction: float) -> None:
            with self._lock:
                if self._stopped and fraction < 1.0:
                    raise _Stopped
                self._fractions[part] = fraction
                self._tell(min(1.0, sum(self._fractions.values()) / self._expected))

        return watch


def cores() -> int:
    """Those this process may use; a container may have fewer than the machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
