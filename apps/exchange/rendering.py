"""Runs Graphviz: the `dot` on PATH, or the one that comes as a wheel with the same command line."""

import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

_TIMEOUT_SECONDS = 30


class RenderingFailed(RuntimeError):
    """Graphviz is missing, took too long or refused the graph; the message says which."""


class TooLargeToDraw(RenderingFailed):
    """The diagram, not Graphviz, is why."""


@cache
def graphviz_command() -> str:
    beside_python = Path(sys.executable).parent / "graphviz-pure"
    found = shutil.which("dot") or (str(beside_python) if beside_python.exists() else shutil.which("graphviz-pure"))
    if found is None:
        raise RenderingFailed("neither Graphviz's dot nor graphviz-pure is installed")
    return found


def rendered(source: str, output: str, *options: str, seconds: float = _TIMEOUT_SECONDS) -> bytes:
    """The graph in one of Graphviz's output formats. Raises RenderingFailed."""
    try:
        done = subprocess.run(
            [graphviz_command(), f"-T{output}", *options],
            input=source.encode(),
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise RenderingFailed(f"Graphviz took longer than {seconds:g} s") from error
    if done.returncode != 0 or not done.stdout:
        raise RenderingFailed(f"Graphviz failed: {done.stderr.decode(errors='replace')[-500:].strip()}")
    return done.stdout
