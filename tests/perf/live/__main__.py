"""`make bench-live`: live runs on real processes. Prints JSON; without --quick it also writes results.json and
docs/live.md."""

import argparse
import datetime
import json
import subprocess
import sys
import time
from typing import Any

from tests.perf.live import measures, page
from tests.perf.machine import machine


def studies(*, quick: bool) -> dict[str, Any]:
    """In a process of its own: it works on an installation of its own, from the settings on."""
    command = [sys.executable, "-m", "tests.perf.live.studies", *(["--runs", "8", "--rounds", "1"] if quick else [])]
    found: dict[str, Any] = json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)
    return found


PARTS = {
    "replays": measures.replays,
    "frames": measures.frames,
    "viewers": measures.viewers,
    "runs": measures.chaos_and_many_runs,
    "studies": studies,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer and shorter; only printed")
    parser.add_argument("--only", choices=list(PARTS), action="append", help="only this part; the others stay")
    arguments = parser.parse_args()
    report: dict[str, Any] = (
        {} if arguments.quick or not page.RESULTS.exists() else json.loads(page.RESULTS.read_text(encoding="utf-8"))
    )
    where = {"machine": machine(), "measured_on": datetime.datetime.now(datetime.UTC).date().isoformat()}
    took = report.setdefault("seconds", {})
    for name, measure in PARTS.items():
        if not arguments.only or name in arguments.only:
            print(f"{name} …", file=sys.stderr, flush=True)
            begun = time.monotonic()
            report[name] = measure(quick=arguments.quick)
            report.setdefault("where", {})[name] = where
            took[name] = round(time.monotonic() - begun)
            if not arguments.quick:
                page.RESULTS.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(report, indent=2))
    if not arguments.quick and all(name in report for name in PARTS):
        page.write(report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
