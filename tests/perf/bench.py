"""`make bench`: model events per second of this engine and of SimPy, in one run, alternating, on one core.

Machines are noisy, so ratios count: each round times both one after the other, and the medians over the rounds are
printed and written to tests/perf/results.json.
"""

import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from apps.engine import Simulation, compile_document
from tests.perf.workloads import SimPyW2, w2_document

RESULTS = Path(__file__).with_name("results.json")
ROUNDS = 7
SIMULATED_SECONDS, SIMPY_SECONDS = 300.0, 20.0
WANTED_RATIO, WANTED_LOAD_SECONDS = 40.0, 2.0


def rate(events: Callable[[], int]) -> float:
    """Events per second of processor time of one call."""
    started = time.process_time()
    done = events()
    return done / (time.process_time() - started)


def kernel_load_seconds() -> float:
    """How long a fresh process takes from import to the first simulated event, with a warm cache."""
    script = (
        "import time; t = time.perf_counter()\n"
        "from apps.engine import Simulation, compile_document\n"
        "from tests.perf.workloads import w2_document\n"
        "document = w2_document(); t = time.perf_counter()\n"
        "Simulation(compile_document(document)).advance(0.01)\n"
        "print(time.perf_counter() - t)"
    )
    loads = [
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True) for _ in range(3)
    ]
    return statistics.median(float(load.stdout) for load in loads)


def machine() -> dict[str, Any]:
    return {
        "processor": processor(),
        "cores": os.cpu_count(),
        "system": platform.system(),
        "python": platform.python_version(),
    }


def processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def main() -> int:
    program = compile_document(w2_document())
    Simulation(program).advance(0.01)

    def ours() -> int:
        simulation = Simulation(program, 1)
        simulation.advance(SIMULATED_SECONDS)
        return simulation.events

    def simpy() -> int:
        model = SimPyW2(1)
        model.run(SIMPY_SECONDS)
        return model.events

    rounds = [(rate(ours), rate(simpy)) for _ in range(ROUNDS)]
    ratio = statistics.median(mine / theirs for mine, theirs in rounds)
    load = kernel_load_seconds()
    rows = [
        row("breakwater", statistics.median(mine for mine, _ in rounds), ratio),
        row("simpy", statistics.median(theirs for _, theirs in rounds), 1.0),
    ]
    report = {"machine": machine(), "kernel_load_seconds": round(load, 3), "results": rows}
    RESULTS.write_text(json.dumps(report, indent=2) + "\n")
    for one in rows:
        rate_in_millions, times = one["events_per_second"] / 1e6, one["ratio_to_simpy"]
        print(f"{one['engine']:12} {one['workload']} {rate_in_millions:7.2f} M events/s  {times:6.1f}x SimPy")
    print(f"kernel from cache in {load:.2f} s")
    print(f"wanted: at least {WANTED_RATIO:.0f}x SimPy, kernel in at most {WANTED_LOAD_SECONDS:.0f} s")
    return 0


def row(engine: str, events_per_second: float, ratio: float) -> dict[str, Any]:
    return {
        "engine": engine,
        "workload": "W2",
        "events_per_second": round(events_per_second),
        "ratio_to_simpy": round(ratio, 1),
    }


if __name__ == "__main__":
    sys.exit(main())
