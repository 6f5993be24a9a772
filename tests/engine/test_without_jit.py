"""With the JIT off the same kernel runs as plain Python, each index checked against its section, to the same bits."""

import os
import subprocess
import sys

import pytest

from apps.engine import Simulation, compile_document
from apps.patterns import patterns
from apps.schema.faults import Crash

SCRIPT = """
import sys
from tests.engine.test_without_jit import digest
print(digest(sys.argv[1]))
"""


def digest(template: str) -> str:
    """About half a second of a template, with a node going down and coming back."""
    document = patterns()[template].document
    simulation = Simulation(compile_document(document), 11)
    victim = next(name for name, node in sorted(document.nodes.items()) if node.kind == "service")
    simulation.advance(0.15)
    simulation.inject("down", Crash(target=victim, at_seconds=0.2, duration_seconds=0.1))
    simulation.advance(0.4)
    return simulation.digest()


@pytest.mark.parametrize("template", sorted(patterns()))
def test_the_same_digest_without_the_jit(template: str) -> None:
    plain = subprocess.run(
        [sys.executable, "-c", SCRIPT, template],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert plain.stdout.strip() == digest(template)
