"""The virtual environment and its packages: installed by uv from the hash-locked lists, only when a list changed."""

import hashlib
import os
import re
import sys
from pathlib import Path

from scripts.progress import ROOT, Command, StepFailed, run_step, say

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOGS = ROOT / "var" / "logs"
LISTS = {"run": ROOT / "requirements.txt", "dev": ROOT / "requirements-dev.txt"}


def make_venv() -> None:
    if PYTHON.exists():
        return
    run_step("Virtual environment", Command([sys.executable, "-m", "venv", VENV], LOGS / "venv.log"))


def install(wanted: str) -> None:
    """`wanted` is run or dev; dev holds everything of run."""
    if installed(wanted):
        return
    make_venv()
    environment = certificates(os.environ)
    requirements = LISTS[wanted]
    if not (VENV / "bin" / "uv").exists():
        only_uv = VENV / "uv-requirement.txt"
        only_uv.write_text(locked_entry("uv", requirements.read_text()))
        pip: list[str | Path] = [PYTHON, "-m", "pip", "install", "--no-deps", "--require-hashes", "-r", only_uv]
        run_step("Installer", Command(pip, LOGS / "uv.log", environment))
    title = "Python packages" if wanted == "run" else "Python packages, with those for tests"
    try:
        uv: list[str | Path] = [
            VENV / "bin" / "uv",
            "pip",
            "install",
            "--python",
            PYTHON,
            "--require-hashes",
            "-r",
            requirements,
        ]
        run_step(title, Command(uv, LOGS / "packages.log", environment))
    except StepFailed:
        say("  uv could not; trying pip, which knows this machine's pip configuration.")
        pip = [PYTHON, "-m", "pip", "install", "--require-hashes", "-r", requirements]
        run_step(title, Command(pip, LOGS / "packages.log", environment))
    stamp(wanted).write_text(fingerprint(wanted))


def installed(wanted: str) -> bool:
    names = ["run", "dev"] if wanted == "run" else ["dev"]
    return PYTHON.exists() and any(
        stamp(name).exists() and stamp(name).read_text() == fingerprint(name) for name in names
    )


def stamp(name: str) -> Path:
    return VENV / f"installed-{name}"


def fingerprint(name: str) -> str:
    return hashlib.sha256(LISTS[name].read_bytes()).hexdigest()


def locked_entry(package: str, requirements: str) -> str:
    """A package's lines, version and hashes, out of a locked list."""
    found = re.search(rf"^{re.escape(package)}==(?:.*\\\n)*.*\n", requirements, re.MULTILINE)
    if found is None:
        raise LookupError(f"{package} is not in the locked list")
    return found.group()


def certificates(environ: "os._Environ[str] | dict[str, str]") -> "dict[str, str]":
    """A company's own certificate authority, told to one of the tools, is told to all of them; so is its index."""
    environment = dict(environ)
    bundle = next(
        (environ[name] for name in ("SSL_CERT_FILE", "PIP_CERT", "REQUESTS_CA_BUNDLE") if environ.get(name)), ""
    )
    if bundle:
        for name in ("SSL_CERT_FILE", "PIP_CERT", "NODE_EXTRA_CA_CERTS"):
            environment.setdefault(name, bundle)
    if index := environ.get("PIP_INDEX_URL"):
        environment.setdefault("UV_DEFAULT_INDEX", index)
    environment["PIP_DISABLE_PIP_VERSION_CHECK"] = "1"
    return environment
