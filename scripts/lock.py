"""Locks requirements*.in into requirements*.txt, with hashes, for every platform."""

import subprocess

from scripts.progress import ROOT
from scripts.python_packages import VENV

OPTIONS = ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-annotate", "--no-header", "--quiet"]


def main() -> None:
    for name in ("requirements", "requirements-dev"):
        command = [str(VENV / "bin" / "uv"), "pip", "compile", *OPTIONS, f"{name}.in", "-o", f"{name}.txt"]
        subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    main()
