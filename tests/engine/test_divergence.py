"""Where two runs part: the first event, also when a command itself makes it happen at its own moment."""

import pytest
from pydantic import TypeAdapter

from apps.engine import divergence
from apps.engine.compiling import compile_document
from apps.engine.divergence import Side, first_divergence
from apps.engine.program import Program
from apps.engine.simulation import Simulation
from apps.patterns.registry import patterns
from apps.schema.messages import LoggedCommand
from apps.schema.time_travel import Divergence

BUDGET = 10_000_000
CRASH, HEAL = 12.3, 16.0


@pytest.fixture(scope="module")
def program() -> Program:
    return compile_document(patterns()["order_flow"].document)


def logged(at: float, command: dict[str, object], fault: str | None = None) -> LoggedCommand:
    return TypeAdapter(LoggedCommand).validate_python({"at": at, "faultId": fault, "command": command})


CRASHED = [logged(CRASH, {"kind": "inject", "fault": {"kind": "crash", "target": "payment"}}, "f1")]
HEALED = [*CRASHED, logged(HEAL, {"kind": "heal_all"})]


def parted(
    program: Program, logs: tuple[list[LoggedCommand], list[LoggedCommand]], begin: float, until: float
) -> tuple[Divergence | None, str]:
    sides = [Side(Simulation(program, 1), log) for log in logs]
    for side in sides:
        side.go(begin)
    return first_divergence(sides[0], sides[1], until, max_events=BUDGET)


def test_a_crash_is_the_first_thing_that_differs(program: Program) -> None:
    found, _ = parted(program, ([], CRASHED), CRASH - 0.1, 20.0)
    assert found is not None
    assert CRASH <= found.time < CRASH + 0.5


def test_a_healed_consumer_differs_at_once_as_its_group_begins_to_rebalance(program: Program) -> None:
    found, words = parted(program, (CRASHED, HEALED), HEAL - 0.1, HEAL + 2.5)
    assert found is not None, words
    assert found.time == HEAL
    assert found.b is not None
    assert found.b.kind == "broker_timer"


def test_what_was_told_and_has_changed_nothing_yet_is_said_and_not_searched_for(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    tuned = {"kind": "operate", "operation": {"kind": "tune", "target": "payment", "number": "work", "value": 900}}
    monkeypatch.setattr(divergence, "next_event", lambda simulation: pytest.fail("looked for an event"))
    found, words = parted(program, (CRASHED, [*CRASHED, logged(HEAL, tuned)]), HEAL - 0.1, HEAL + 2.5)
    assert found is None
    assert words == "They were told different things, but up to 18.5 s the same has happened in both."


def test_the_same_commands_part_nothing(program: Program) -> None:
    found, words = parted(program, (HEALED, HEALED), HEAL - 0.1, HEAL + 6.0)
    assert found is None
    assert words == "Nothing differs up to 22 s."
