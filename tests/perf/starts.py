"""How long a process takes until it can simulate: with nothing compiled, and with everything cached."""

import os
import resource
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
EVERYTHING = "from apps.engine.warm import warm; warm()"
FIRST_EVENT = (
    "from apps.engine import Simulation, compile_document\n"
    "from tests.perf.documents import w2_document\n"
    "from tests.perf.shapes import W2\n"
    "Simulation(compile_document(w2_document(W2()))).advance(0.01)"
)


@dataclass(frozen=True)
class Start:
    """A whole Python process, imports included, in seconds of processor time and in seconds on the clock: on an idle
    machine the same, on a shared one the clock measures the others."""

    processor: float
    clock: float


def process(script: str, cache: Path | None) -> Start:
    environment = dict(os.environ) if cache is None else {**os.environ, "BREAKWATER_KERNEL_CACHE": str(cache)}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", script], env=environment, cwd=ROOT, check=True, capture_output=True)
    clock = time.perf_counter() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Start(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, clock)


def cold(empty_cache: Path) -> Start:
    """Compiles every kernel into an empty cache."""
    return process(EVERYTHING, empty_cache)


def cached(cache: Path | None, times: int = 5) -> Start:
    """The median start. The first process is not counted: it may compile what the cache lacks."""
    process(FIRST_EVENT, cache)
    starts = sorted((process(FIRST_EVENT, cache) for _ in range(times)), key=lambda start: start.processor)
    return starts[times // 2]
