"""`python -m tests.resilience`: every mishap in its long form, as JSON. Exit code 1 if a run was harmed."""

import argparse
import json
import os
import sys

from tests.live.parts import running
from tests.resilience.mishaps import MISHAPS
from tests.resilience.trial import as_json, trial


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="the forms that the test suite has")
    parser.add_argument("--only", choices=list(MISHAPS), help="one mishap")
    arguments = parser.parse_args()
    found = []
    with running(workers=2, concurrency=1) as parts:
        for number, mishap in enumerate([arguments.only] if arguments.only else MISHAPS, start=1):
            print(f"{mishap} …", file=sys.stderr, flush=True)
            load = round(os.getloadavg()[0], 2)
            outcome = trial(parts, mishap, long=not arguments.short, seed=number)
            found.append({**as_json(outcome), "load_before": load})
    print(json.dumps(found, indent=2))
    return 0 if all(one["holds"] for one in found) else 1


if __name__ == "__main__":
    sys.exit(main())
