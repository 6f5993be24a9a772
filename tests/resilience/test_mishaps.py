"""What befalls our own servers leaves no trace in a run: not in its digest, nor in any frame that anybody saw.

`python -m tests.resilience` has the long forms.
"""

from collections.abc import Iterator

import pytest

from tests.live.parts import Parts, running
from tests.resilience.mishaps import MISHAPS
from tests.resilience.trial import Outcome, trial


@pytest.fixture(scope="module")
def parts() -> Iterator[Parts]:
    with running(workers=2, concurrency=1) as found:
        yield found


@pytest.fixture(params=list(MISHAPS))
def outcome(parts: Parts, request: pytest.FixtureRequest) -> Outcome:
    try:
        return trial(parts, request.param, seed=1 + list(MISHAPS).index(request.param))
    except AssertionError as reason:
        pytest.fail(f"{reason}\n{parts.logs()}")


def test_a_run_ends_as_if_nothing_had_happened_and_nobody_sees_a_wrong_number(outcome: Outcome) -> None:
    assert outcome.wrong == [], outcome
    assert outcome.frames > 90
    if outcome.mishap == "no worker is left, then one comes":
        after = outcome.activities[outcome.activities.index("waiting_for_worker", 1) :]
        assert after[-1] == "ended"
    if outcome.mishap == "every WebSocket is dropped":
        assert outcome.connections >= 6
