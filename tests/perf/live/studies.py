"""What a second worker is worth to a study: `python -m tests.perf.live.studies [--runs N] [--rounds N]` prints JSON.

Real workers of one process each, on a Valkey and a database of their own; the same study with one and with two of them,
by turns. Ideal is twice as fast, where there are two processors that nobody else wants.
"""

import argparse
import itertools
import json
import os
import re
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

PATIENCE = 600.0


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=24, help="replications of the order flow, of 300 s each")
    parser.add_argument("--rounds", type=int, default=3, help="with each number of workers")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="breakwater-bench-") as folder:
        os.environ |= {
            "BREAKWATER_VAR": folder,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "WORKER_CONCURRENCY": "1",
            "LOG_LEVEL": "WARNING",
        }
        import django

        django.setup()
        print(json.dumps(measured(Path(folder), arguments.runs, arguments.rounds), indent=2))
    return 0


def measured(folder: Path, runs: int, rounds: int) -> dict[str, Any]:
    from django.core.management import call_command

    from config.environment import valkey_socket
    from scripts import valkey
    from scripts.supervisor import Program, environment_with

    call_command("migrate", verbosity=0)
    log = folder / "valkey.log"
    command = valkey.server_command(valkey.server_binary(), valkey_socket(), folder / "valkey")
    server = Program("Valkey", command, log, os.environ)
    server.start()
    workers: list[Program] = []
    hired = itertools.count()
    load = os.getloadavg()[0]

    def hire() -> None:
        log = folder / f"worker-{next(hired)}.log"  # The log of one that has left would say that it is ready.
        worker = Program("worker", [sys.executable, "-m", "scripts.worker"], log, environment_with(LOG_LEVEL="INFO"))
        worker.start()
        workers.append(worker)
        until("a worker is ready", lambda: log.exists() and re.search(r"headless-\S+ ready", log.read_text()))

    seconds: dict[int, list[float]] = {1: [], 2: []}
    try:
        until("Valkey answers", lambda: valkey.answers(valkey_socket()))
        for count in [number for _ in range(rounds) for number in (1, 2)]:
            while len(workers) > count:
                workers.pop().stop()
            while len(workers) < count:
                hire()
            study(2)  # Each process has loaded everything.
            seconds[count].append(study(runs))
    finally:
        for program in (*workers, server):
            program.stop()
    medians = {count: statistics.median(found) for count, found in seconds.items()}
    return {
        "study": f"{runs} replications of the order flow, 300 s simulated each",
        "cores": os.cpu_count(),
        "load_before": round(load, 2),
        "seconds_with_1_worker": [round(one, 2) for one in seconds[1]],
        "seconds_with_2_workers": [round(one, 2) for one in seconds[2]],
        "speed_up": round(medians[1] / medians[2], 2),
    }


def study(runs: int) -> float:
    """Wall seconds from asking to the result."""
    from apps.accounts.actors import Actor
    from apps.diagrams import services as diagrams
    from apps.patterns.registry import templates
    from apps.studies import services as studies
    from apps.studies.kinds.registry import KINDS

    actor = Actor(session_key="bench")
    diagram = diagrams.create_diagram(actor, templates()["order_flow"].document, "benchmark")
    wanted = {"kind": "replications", "replications": runs, "untilSeconds": 300, "metrics": ["ledger.completed"]}
    began = time.perf_counter()
    started = studies.start(actor, diagram.id, KINDS["replications"].spec.model_validate(wanted))
    until("the study has ended", lambda: studies.read(actor, started.id).status not in ("queued", "running"))
    taken = time.perf_counter() - began
    ended = studies.read(actor, started.id)
    assert ended.status == "finished", ended.reason
    assert ended.result is not None
    assert len(ended.result["seeds"]) == runs
    return taken


def until(what: str, holds: Any) -> None:
    deadline = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > deadline:
            raise TimeoutError(f"not after {PATIENCE:.0f} s: {what}")
        time.sleep(0.02)


if __name__ == "__main__":
    sys.exit(main())
