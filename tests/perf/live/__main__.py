"""`make bench-live`: live runs on real processes. Prints JSON; without --quick it also writes results.json and
docs/live.md."""

import argparse
import datetime
import json
import sys
import time
from typing import Any

from tests.perf.live import measures, page
from tests.perf.machine import machine

PARTS = {
    "replays": measures.replays,
    "frames": measures.frames,
    "viewers": measures.viewers,
    "runs": measures.chaos_and_many_runs,
}


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer and shorter; only printed")
    parser.add_argument("--only", choices=list(PARTS), action="append", help="only this part; only printed")
    arguments = parser.parse_args()
    begun = time.monotonic()
    report: dict[str, Any] = {
        "machine": machine(),
        "measured_on": datetime.datetime.now(datetime.UTC).date().isoformat(),
    }
    for name, measure in PARTS.items():
        if not arguments.only or name in arguments.only:
            print(f"{name} …", file=sys.stderr, flush=True)
            report[name] = measure(quick=arguments.quick)
    report["bench_seconds"] = round(time.monotonic() - begun)
    print(json.dumps(report, indent=2))
    if not arguments.quick and not arguments.only:
        page.RESULTS.write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
        page.write(report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
