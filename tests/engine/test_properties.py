"""What holds for every document: accounts that balance, and results that do not depend on how one got there."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from apps.engine import Simulation, compile_document
from apps.engine.accounts import ledger, requests
from apps.schema import Document
from apps.schema.faults import FaultBase
from tests.documents.strategies import documents_with_faults

UNTIL = 8.0
MOST_EVENTS = 300_000
thorough = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


def begun(document: Document, faults: list[FaultBase], seed: int) -> Simulation:
    simulation = Simulation(compile_document(document), seed)
    for number, fault in enumerate(faults):
        simulation.inject(f"f{number}", fault)  # type: ignore[arg-type]
    return simulation


@thorough
@given(documents_with_faults(until=UNTIL), st.integers(0, 2**32))
def test_every_message_and_every_call_is_accounted_for_at_any_moment(
    drawn: tuple[Document, list[FaultBase]], seed: int
) -> None:
    simulation = begun(*drawn, seed)
    for until in (0.01, 1.0, 3.3, UNTIL):
        simulation.advance(until, MOST_EVENTS)
        assert ledger(simulation.arena).balanced
        assert requests(simulation.arena).balanced


@thorough
@given(documents_with_faults(until=UNTIL), st.lists(st.floats(0.0, UNTIL), max_size=6), st.integers(1, 5000))
def test_slicing_time_and_events_never_changes_a_bit(
    drawn: tuple[Document, list[FaultBase]], cuts: list[float], events: int
) -> None:
    whole = begun(*drawn, 7)
    whole_done = whole.advance(UNTIL, MOST_EVENTS)
    if not whole_done:
        return
    sliced = begun(*drawn, 7)
    for cut in sorted(cuts):
        sliced.advance(max(cut, sliced.time))
    sliced.advance(UNTIL, events)
    sliced.advance(UNTIL)
    assert sliced.digest() == whole.digest()


@thorough
@given(documents_with_faults(until=UNTIL), st.floats(0.0, UNTIL))
def test_a_restored_snapshot_goes_on_bit_for_bit(drawn: tuple[Document, list[FaultBase]], cut: float) -> None:
    program = compile_document(drawn[0])
    original = begun(*drawn, 3)
    if not original.advance(cut, MOST_EVENTS):
        return
    copy = Simulation.restore(program, original.snapshot())
    assert copy.digest() == original.digest()
    if original.advance(UNTIL, MOST_EVENTS):
        copy.advance(UNTIL)
        assert copy.digest() == original.digest()
