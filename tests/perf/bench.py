"""`make bench`: this engine beside Cimba, SimPy and C in one run, and what it costs as things grow.

Writes results.json and from it docs/performance.md. `make bench-quick` (--quick) measures less and writes nothing.
"""

import argparse
import datetime
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from . import page, scaling, side_by_side, starts
from .machine import machine
from .side_by_side import Report
from .wanted import NUMBERS, beside

RESULTS = Path(__file__).with_name("results.json")
SHORT_ROUNDS, ROUNDS = 31, 9
"""Engines side by side: many short rounds, as a machine that others use changes its speed by half from one second to
the next, and only what is measured within one such second can be compared."""
QUICK_ROUNDS, QUICK_SCALE = 5, 0.25


def measure(*, quick: bool) -> dict[str, Any]:
    begun = time.perf_counter()
    on = machine()
    short, rounds, scale = (QUICK_ROUNDS, QUICK_ROUNDS, QUICK_SCALE) if quick else (SHORT_ROUNDS, ROUNDS, 1.0)
    parts = [
        side_by_side.measured(short, 1.0),
        scaling.measured(rounds, scale),
        _quick_starts() if quick else _all_starts(),
    ]
    return {
        "machine": on,
        "load_after": [round(load, 2) for load in os.getloadavg()],
        "measured_on": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "rounds": short,
        "rounds_alone": rounds,
        "bench_seconds": round(time.perf_counter() - begun),
        "results": [row for part in parts for row in part.rows],
        "wanted": [line for part in parts for line in part.wanted],
        "notes": [note for part in parts for note in part.notes],
    }


def _all_starts() -> Report:
    with tempfile.TemporaryDirectory() as folder:
        cold = starts.cold(Path(folder))
        cached = starts.cached(Path(folder))
    note = (
        f"On the clock, compiling everything took {cold.clock:.1f} s and a process with all of it cached "
        f"{cached.clock:.2f} s, with whatever else the machine was doing."
    )
    return Report([], [beside(NUMBERS["cold"], cold.processor), beside(NUMBERS["cached"], cached.processor)], [note])


def _quick_starts() -> Report:
    note = "Compiling from nothing is measured by make bench only."
    return Report([], [beside(NUMBERS["cached"], starts.cached(None, times=1).processor)], [note])


def printed(report: dict[str, Any]) -> str:
    rows = [
        f"{row['engine']:16}  {row['workload']:36} {row['events_per_second'] / 1e6:7.2f} M events/s"
        f"{_times(row['ratio_to_cimba'], 'Cimba')}{_times(row['ratio_to_simpy'], 'SimPy')}"
        for row in report["results"]
    ]
    lines = [
        f"{'holds' if line['holds'] else 'FAILS':5}  {line['name']}: {line['measured']:,.10g} {line['unit']}"
        f" (wanted {line['relation']} {line['wanted']:,.10g})"
        for line in report["wanted"]
    ]
    took = f"{report['bench_seconds']} s in all, {report['rounds']} rounds"
    return "\n".join([*rows, "", *lines, "", *report["notes"], took])


def _times(ratio: float | None, other: str) -> str:
    return "" if ratio is None else f"  {ratio:6.2f}x {other}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer and shorter rounds; only printed")
    quick = parser.parse_args().quick
    report = measure(quick=quick)
    print(printed(report))
    if not quick:
        RESULTS.write_text(json.dumps(report, indent=2) + "\n")
        page.write(report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
