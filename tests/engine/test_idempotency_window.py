"""What an idempotent consumer remembers is forgotten after its window, and the table that holds it does not fill up."""

import pytest

from apps.engine.replay import play
from tests.engine.small import constant, queue, service


@pytest.mark.timeout(120)
def test_a_run_goes_on_when_as_much_is_forgotten_as_remembered() -> None:
    """With 200 ids alive and 512 used, a table of 1,024 keeps its size: it must be emptied all the same."""
    consumer = service(constant(1), idempotent=True, idempotencyWindowSeconds=10)
    results, simulation = play(queue(20.0, consumer), until=120.0)
    assert simulation.time == 120.0
    assert results.ledger.balanced
    state = simulation.arena.state
    assert 2 * int(state["seen_used"][0]) < int(state["seen_count"][0]) <= 2048
