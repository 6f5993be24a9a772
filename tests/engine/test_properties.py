"""What holds for every document, whatever strikes it and whatever an operator does: accounts that balance, and results
that do not depend on how one got there."""

import json
import os
import subprocess
import sys
from typing import Any

import numpy as np
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from apps.engine import Simulation, compile_document
from apps.engine.accounts import ledger, ledgers_by_channel, requests
from apps.engine.layout import (
    AT_SOURCE,
    AWAITED,
    DELIVERING,
    IS_CALL,
    RETRY_IN_PLACE,
    WAITS_FOR_ANSWER,
    WORK_DONE,
)
from apps.schema import Document, dump_document, read_document, read_faults, read_operations
from apps.schema.faults import FaultBase
from apps.schema.operations import Operation
from tests.documents.strategies import disturbed_documents, documents_struck_while_scaling

UNTIL = 6.0
MOST_EVENTS = 4_000
"""Enough to keep a run of the whole file in minutes where the kernel is not compiled."""
thorough = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
Disturbed = tuple[Document, list[FaultBase], list[Operation]]


def begun(drawn: Disturbed, seed: int) -> Simulation:
    document, faults, operations = drawn
    simulation = Simulation(compile_document(document), seed)
    for number, fault in enumerate(faults):
        simulation.inject(f"f{number}", fault)  # type: ignore[arg-type]
    for operation in operations:
        simulation.operate(operation)
    return simulation


@thorough
@given(disturbed_documents(until=UNTIL), st.integers(0, 2**32))
def test_every_message_and_every_call_is_accounted_for_at_any_moment(drawn: Disturbed, seed: int) -> None:
    balances(begun(drawn, seed))


@thorough
@given(documents_struck_while_scaling(until=UNTIL), st.integers(0, 2**32))
def test_a_crash_of_what_is_being_scaled_away_leaves_nothing_out(drawn: Disturbed, seed: int) -> None:
    document, faults, _ = drawn
    simulation = begun(drawn, seed)
    if faults and simulation.advance(faults[0].at_seconds, MOST_EVENTS):
        (crash,) = faults
        first = int(simulation.arena.view("stations")["first_instance"][simulation.program.station_index[crash.target]])
        count = document.nodes[crash.target].instances  # type: ignore[union-attr]
        struck = range(count) if crash.instance is None else [crash.instance]  # type: ignore[attr-defined]
        busy = simulation.arena.view("instances")["busy"]
        assert [int(busy[first + number]) for number in struck] == [0] * len(struck)
    balances(simulation)


def balances(simulation: Simulation) -> None:
    for until in (0.01, 1.0, 3.3, UNTIL):
        simulation.advance(max(until, simulation.time), MOST_EVENTS // 3)
        assert ledger(simulation.arena).balanced
        assert all(one.balanced for one in ledgers_by_channel(simulation.arena))
        assert requests(simulation.arena).balanced
        assert slots_taken(simulation) == simulation.arena.view("instances")["busy"].tolist()
        assert every_request_that_is_waited_for_has_its_caller(simulation)


def every_request_that_is_waited_for_has_its_caller(simulation: Simulation) -> bool:
    """Of calls through queues: what stands for the waiting, and who waits, know each other, and there is nothing else.
    No two wait for the same correlation id."""
    messages, edges = simulation.arena.view("messages"), simulation.arena.view("edges")
    awaited = np.flatnonzero(messages["kind"] == AWAITED)
    waiting = np.flatnonzero((messages["kind"] == WAITS_FOR_ANSWER) & (messages["child"] >= 0))
    through_queues = [m for m in waiting if edges["replies"][messages["via"][messages["child"][m]]] >= 0]
    assert sorted(messages["child"][through_queues]) == sorted(awaited)
    assert all(messages["child"][messages["parent"][c]] == c for c in awaited)
    assert len({float(one) for one in messages["until"][awaited]}) == len(awaited)
    return True


def slots_taken(simulation: Simulation) -> list[int]:
    """Of each instance, by what is worked on there."""
    instances, messages = simulation.arena.view("instances"), simulation.arena.view("messages")
    at_work = np.isin(messages["kind"], (WORK_DONE, WAITS_FOR_ANSWER, RETRY_IN_PLACE, DELIVERING))
    taken = messages[at_work & (messages["marks"] & AT_SOURCE == 0)]
    of_consumer, asked = simulation.arena.view("consumers")["instance"], (taken["marks"] & IS_CALL) != 0
    where = np.where(asked, taken["consumer"], 0)
    where[~asked] = of_consumer[taken["consumer"][~asked]]
    return np.bincount(where, minlength=len(instances)).tolist()


@thorough
@given(disturbed_documents(until=UNTIL), st.lists(st.floats(0.0, UNTIL), max_size=6), st.integers(1, 5000))
def test_slicing_time_and_events_never_changes_a_bit(drawn: Disturbed, cuts: list[float], events: int) -> None:
    whole = begun(drawn, 7)
    if not whole.advance(UNTIL, MOST_EVENTS):
        return
    sliced = begun(drawn, 7)
    for cut in sorted(cuts):
        sliced.advance(max(cut, sliced.time))
    sliced.advance(UNTIL, events)
    sliced.advance(UNTIL)
    assert sliced.digest() == whole.digest()


@thorough
@given(disturbed_documents(until=UNTIL), st.floats(0.0, UNTIL))
def test_a_restored_snapshot_goes_on_bit_for_bit(drawn: Disturbed, cut: float) -> None:
    original = begun(drawn, 3)
    if not original.advance(cut, MOST_EVENTS):
        return
    copy = Simulation.restore(compile_document(drawn[0]), original.snapshot())
    assert copy.digest() == original.digest()
    if original.advance(UNTIL, MOST_EVENTS):
        copy.advance(UNTIL)
        assert copy.digest() == original.digest()


def some(count: int) -> list[Any]:
    """The same drawn documents every time, as JSON values."""
    found: list[Any] = []

    @seed(20)
    @settings(max_examples=count, phases=[Phase.generate], database=None, suppress_health_check=list(HealthCheck))
    @given(disturbed_documents(until=2.0))
    def draw(drawn: Disturbed) -> None:
        document, faults, operations = drawn
        values = [[one.model_dump(mode="json", by_alias=True) for one in part] for part in (faults, operations)]
        found.append([dump_document(document), *values])

    draw()
    return found


def digests(drawn: list[Any]) -> list[str]:
    found = []
    for value, faults, operations in drawn:
        document = read_document(value)
        simulation = begun((document, [*read_faults(faults, document)], [*read_operations(operations, document)]), 5)
        simulation.advance(2.0, 2_000)
        found.append(simulation.digest())
    return found


SCRIPT = """
import json, sys
from tests.engine.test_properties import digests
print(json.dumps(digests(json.load(sys.stdin))))
"""


def test_without_the_jit_drawn_documents_leave_the_same_bits() -> None:
    drawn = some(25)
    plain = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", SCRIPT],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
        input=json.dumps(drawn),
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(plain.stdout) == digests(drawn)
