"""make test: every check, the cheap ones first. All of them run, whatever fails; then the table, and what failed.

The kernel compiles beside the checks of the code, on the other core. Tests go in two processes, a file at a time: those
of the library compute; those of the product mostly wait, and each process has a database, a Valkey, workers and servers
of its own. Browsers have the machine to themselves.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from scripts import frontend
from scripts.broker_servers import install_broker_servers
from scripts.browser import install_browser
from scripts.progress import ROOT, StepFailed, say
from scripts.python_packages import VENV

BIN = VENV / "bin"
REPORTS = ROOT / "var" / "reports"
PYTEST: list[str | Path] = [BIN / "python", "-m", "pytest", "--durations=10", "-ra"]


@dataclass(frozen=True)
class Stage:
    name: str
    command: list[str | Path]
    folder: Path = ROOT
    report: Path | None = None  # pytest's, as JUnit XML


KERNEL = Stage("kernel", [BIN / "python", "-m", "apps.engine.warm"])
LIBRARY = [
    *("tests/schema", "tests/engine", "tests/patterns", "tests/advisor", "tests/exchange", "tests/documents"),
    *("tests/accuracy", "tests/brokers", "tests/architecture", "tests/perf"),
]
"""What needs no product: neither database nor worker nor socket."""


def checks_of_the_code() -> list[Stage]:
    npm: list[str | Path] = [BIN / "npm", "run", "--silent"]
    return [
        Stage("ruff", [BIN / "ruff", "check", "."]),
        Stage("ruff format", [BIN / "ruff", "format", "--check", "."]),
        Stage("import contracts", [BIN / "lint-imports", "--no-logo"]),
        Stage("mypy", [BIN / "mypy"]),
        Stage("contract", [BIN / "python", "-m", "scripts.contract", "--check"]),
        Stage("migrations", [BIN / "python", "manage.py", "makemigrations", "--check", "--dry-run"]),
        Stage("front-end lint", [*npm, "lint"], frontend.FRONTEND),
        Stage("front-end types", [*npm, "types"], frontend.FRONTEND),
        Stage("front-end tests", [*npm, "test"], frontend.FRONTEND),
    ]


def tests() -> list[Stage]:
    library, product, browser = (REPORTS / f"pytest-{name}.xml" for name in ("library", "product", "browser"))
    others = [f"--ignore={folder}" for folder in LIBRARY]
    # In the order of collection: by number of tests, the files with few long ones would come last.
    cores = ["-n", "2", "--dist", "loadfile", "--no-loadscope-reorder"]
    return [
        Stage("pytest, library", [*PYTEST, *cores, f"--junitxml={library}", *LIBRARY], report=library),
        Stage("pytest, product", [*PYTEST, *cores, "-m", "not e2e", f"--junitxml={product}", *others], report=product),
        Stage("pytest, browser", [*PYTEST, "-m", "e2e", f"--junitxml={browser}", "tests/e2e"], report=browser),
    ]


def main() -> int:
    began = time.monotonic()
    try:
        install_browser()
        install_broker_servers()
        frontend.install_packages()
        frontend.build()
    except StepFailed:
        return 1
    rows: list[Row] = []
    passed = failed = skipped = 0
    with beside(KERNEL) as kernel:
        rows += [run(stage) for stage in checks_of_the_code()]
        rows.append(kernel())
    for stage in tests():
        assert stage.report is not None
        stage.report.unlink(missing_ok=True)
        rows.append(run(stage))
        if stage.report.exists():
            good, bad, left_out = counts(stage.report)
            passed, failed, skipped = passed + good, failed + bad, skipped + left_out
    say("\n=== all")
    for name, seconds, fine in rows:
        say(f"{'ok' if fine else 'FAILED':>8}  {seconds:6.1f} s  {name}")
    broken = [name for name, _, fine in rows if not fine]
    say(f"{'':>8}  {time.monotonic() - began:6.1f} s  in all\n")
    if broken:
        say(f"Failed: {', '.join(broken)}")
    say(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if broken else 0


Row = tuple[str, float, bool]
"""A stage's name, its seconds, and whether it passed."""


def run(stage: Stage) -> Row:
    say(f"\n=== {stage.name}")
    started = time.monotonic()
    code = subprocess.run(
        _words(stage), cwd=stage.folder, env=_environment(), stdin=subprocess.DEVNULL, check=False
    ).returncode
    return stage.name, time.monotonic() - started, code == 0


@contextmanager
def beside(stage: Stage) -> Iterator[Callable[[], Row]]:
    """Starts a stage. What it gives waits for its end, and says then what the stage had to say."""
    started = time.monotonic()
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(
            _words(stage),
            cwd=stage.folder,
            env=_environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )

        def ended() -> Row:
            code = process.wait()
            output.seek(0)
            say(f"\n=== {stage.name}\n{output.read()}")
            return stage.name, time.monotonic() - started, code == 0

        try:
            yield ended
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait()


def _words(stage: Stage) -> list[str]:
    return [str(part) for part in stage.command]


def _environment() -> dict[str, str]:
    return frontend.node_environment() | surroundings()


def surroundings() -> dict[str, str]:
    """Nothing of a running installation reaches the tests, nor of the terminal."""
    return {"PYTHONUNBUFFERED": "1", "CI": os.environ.get("CI", "")}


def counts(report: Path) -> tuple[int, int, int]:
    suites = ElementTree.parse(report).getroot().iter("testsuite")  # noqa: S314 - pytest's own file
    passed = failed = skipped = 0
    for suite in suites:
        bad = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
        left_out = int(suite.get("skipped", 0))
        passed += int(suite.get("tests", 0)) - bad - left_out
        failed += bad
        skipped += left_out
    return passed, failed, skipped


if __name__ == "__main__":
    sys.exit(main())
