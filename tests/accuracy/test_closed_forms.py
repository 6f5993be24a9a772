"""The engine against queueing theory: 20 replications with fixed seeds, theory inside the 99.9 % t-interval, and that
interval narrow enough to tell. `python -m tests.accuracy.page` writes the same to docs/accuracy.md."""

from typing import Any

import pytest

from .chapters import ALL
from .checks import Check


def parameters(check: Check) -> Any:
    """A pending check must fail. Once it passes, this test fails, and `pending` is to be taken off the check."""
    marks = [pytest.mark.xfail(reason=f"the engine has no {check.pending} yet", strict=True)] if check.pending else []
    return pytest.param(check, id=check.name, marks=marks)


@pytest.mark.slow
@pytest.mark.parametrize("check", [parameters(check) for check in ALL])
def test_the_engine_agrees_with(check: Check) -> None:
    assert check.disagreement(check.interval()) == ""
