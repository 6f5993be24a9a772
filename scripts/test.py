"""make test: every check, the cheap ones first. All of them run, whatever fails; then the table, and what failed."""

import os
import subprocess
import sys
import time
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


def stages() -> list[Stage]:
    npm: list[str | Path] = [BIN / "npm", "run", "--silent"]
    units, browser = REPORTS / "pytest.xml", REPORTS / "pytest-e2e.xml"
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
        Stage("kernel", [BIN / "python", "-m", "apps.engine.warm"]),
        Stage("pytest", [*PYTEST, "-m", "not e2e", f"--junitxml={units}"], report=units),
        Stage("pytest, browser", [*PYTEST, "-m", "e2e", f"--junitxml={browser}"], report=browser),
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
    rows: list[tuple[str, float, bool]] = []
    passed = failed = skipped = 0
    for stage in stages():
        if stage.report:
            stage.report.unlink(missing_ok=True)
        say(f"\n=== {stage.name}")
        started = time.monotonic()
        command = [str(part) for part in stage.command]
        environment = frontend.node_environment() | surroundings()
        code = subprocess.run(
            command, cwd=stage.folder, env=environment, stdin=subprocess.DEVNULL, check=False
        ).returncode
        rows.append((stage.name, time.monotonic() - started, code == 0))
        if stage.report and stage.report.exists():
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
