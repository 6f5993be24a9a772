"""The chaos monkey: the same chaos for the same seed, within its radius, and healed as one."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from apps.engine import Simulation, compile_document
from apps.engine.monkey import MOST, expand
from apps.engine.replay import play
from apps.patterns import templates
from apps.schema import Document
from apps.schema.blast_radius import monkey_problem, radius
from apps.schema.faults import FAULT_KINDS, Crash
from apps.schema.messages import HealAll, LoggedCommand, Strike, Unleash, numbered
from apps.schema.monkey import MAX_EXPECTED, Monkey
from apps.schema.striking import fault_problem
from tests.documents.strategies import documents_with_faults

often = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))


@st.composite
def monkeys(draw: st.DrawFn, targets: list[str]) -> Monkey:
    per_minute = draw(st.floats(0.5, 60.0))
    shortest = draw(st.floats(0.5, 60.0))
    return Monkey(
        targets=draw(st.lists(st.sampled_from(targets), max_size=4, unique=True)),
        kinds=draw(st.lists(st.sampled_from(sorted(FAULT_KINDS)), min_size=1, max_size=21, unique=True)),
        per_minute=per_minute,
        at_most=draw(st.integers(1, 5)),
        shortest_seconds=shortest,
        longest_seconds=shortest + draw(st.floats(0.0, 60.0)),
        at_seconds=draw(st.floats(0.0, 30.0)),
        duration_seconds=draw(st.floats(1.0, 0.99 * 60.0 * MAX_EXPECTED / per_minute)),
    )


@often
@given(documents_with_faults(until=8.0), st.data(), st.integers(0, 2**40))
def test_a_monkey_is_a_function_of_document_monkey_and_seed_and_keeps_its_limits(
    drawn: tuple[Document, object], data: st.DataObject, seed: int
) -> None:
    document = drawn[0]
    monkey = data.draw(monkeys(sorted({*document.nodes, *document.edges})))
    assume(monkey_problem(document, monkey) is None)
    now = data.draw(st.floats(0.0, 60.0))
    faults = expand(document, monkey, seed, now)
    assert faults == expand(document, monkey, seed, now)
    begin = max(monkey.at_seconds, now)
    within = radius(document, monkey)
    assert len(faults) <= MOST
    for fault in faults:
        assert fault_problem(document, fault) is None
        assert fault.target in within
        assert fault.kind in monkey.kinds
        assert begin - 0.05 <= fault.at_seconds <= begin + monkey.duration_seconds + 0.05
        assert fault.duration_seconds is not None
        assert monkey.shortest_seconds - 0.06 <= fault.duration_seconds <= monkey.longest_seconds + 0.06
    for moment in (fault.at_seconds for fault in faults):
        on = [one for one in faults if one.at_seconds <= moment < one.at_seconds + (one.duration_seconds or 0) - 1e-6]
        assert len(on) <= monkey.at_most
        assert len({(one.kind, one.target) for one in on}) == len(on)
    assert all(one.at_seconds <= other.at_seconds for one, other in pairwise(faults))


@pytest.fixture(scope="module")
def order_flow() -> Document:
    return templates()["order_flow"].document


def test_other_seeds_are_other_chaos_and_a_seed_of_its_own_is_the_same_in_every_run(order_flow: Document) -> None:
    free, bound = Monkey(per_minute=20.0), Monkey(per_minute=20.0, seed=4)
    assert expand(order_flow, free, 1) != expand(order_flow, free, 2)
    assert expand(order_flow, bound, 1) == expand(order_flow, bound, 2)


def test_faults_come_at_the_rate_that_was_asked_for(order_flow: Document) -> None:
    monkey = Monkey(per_minute=10.0, duration_seconds=600.0, at_most=20, shortest_seconds=1.0, longest_seconds=1.0)
    counts = [len(expand(order_flow, monkey, seed)) for seed in range(40)]
    # 100 each on average: the mean of 40 is within 4 standard deviations, 4 * 10 / sqrt(40).
    assert sum(counts) / len(counts) == pytest.approx(100.0, abs=6.4)


def test_a_node_more_leaves_the_chaos_of_the_others_as_it_was(order_flow: Document) -> None:
    short = {"shortest_seconds": 0.1, "longest_seconds": 0.1}
    monkey = Monkey(per_minute=20.0, kinds=["crash"], at_most=20, seed=3, **short)
    nodes = {**order_flow.nodes, "another": order_flow.nodes["payment"]}
    before = expand(order_flow, monkey, 1)
    after = expand(order_flow.model_copy(update={"nodes": nodes}), monkey, 1)
    assert len(before) == len(after) > 10
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    assert {fault.target for fault in changed} <= {"another"}


def test_a_run_with_a_monkey_is_the_run_with_the_faults_that_it_draws(order_flow: Document) -> None:
    monkey = Monkey(per_minute=30.0, duration_seconds=6.0, at_most=2, shortest_seconds=1.0, longest_seconds=3.0)
    drawn = expand(order_flow, monkey, 5)
    assert drawn
    live = [LoggedCommand(at=0.0, command=Unleash(monkey=monkey), fault_id="monkey-1", faults=drawn)]
    digests = {
        play(order_flow, seed=5, until=8.0, monkeys=[monkey])[0].digest,
        play(order_flow, seed=5, until=8.0, log=live)[0].digest,
    }
    assert len(digests) == 1
    assert play(order_flow, seed=5, until=8.0)[0].digest not in digests


def test_healing_all_calms_the_monkey_for_good(order_flow: Document) -> None:
    monkey = Monkey(per_minute=60.0, duration_seconds=60.0, at_most=5)
    simulation = Simulation(compile_document(order_flow), 5)
    for fault_id, fault in numbered("fault-1", expand(order_flow, monkey, 5)).items():
        simulation.inject(fault_id, fault)
    simulation.advance(4.0)
    assert simulation.active
    assert simulation.agenda.planned
    simulation.heal_all()
    assert not simulation.active
    assert not simulation.agenda.planned


def test_a_strike_is_healed_by_its_one_id_and_others_stay(order_flow: Document) -> None:
    faults = [Crash(target="payment"), Crash(target="inventory"), Crash(target="analytics", at_seconds=3.0)]
    simulation = Simulation(compile_document(order_flow), 5)
    simulation.inject("fault-11", Crash(target="notification"))
    line = LoggedCommand(at=0.0, command=Strike(faults=faults), fault_id="fault-1")
    for fault_id, fault in line.struck().items():
        simulation.inject(fault_id, fault)
    simulation.advance(1.0)
    assert set(simulation.active) == {"fault-1.1", "fault-1.2", "fault-11"}
    assert simulation.heal("fault-1.1")
    assert set(simulation.active) == {"fault-1.2", "fault-11"}
    assert simulation.heal("fault-1")
    assert set(simulation.active) == {"fault-11"}
    assert not simulation.agenda.planned
    assert not simulation.heal("fault-1")


def test_the_log_that_heals_all_replays_to_the_same_run(order_flow: Document) -> None:
    monkey = Monkey(per_minute=60.0, duration_seconds=60.0, at_most=5)
    drawn = expand(order_flow, monkey, 5, 1.0)
    log = [
        LoggedCommand(at=1.0, command=Unleash(monkey=monkey), fault_id="fault-1", faults=drawn),
        LoggedCommand(at=4.0, command=HealAll()),
    ]
    first, second = (play(order_flow, seed=5, until=6.0, log=log)[0].digest for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    "raw",
    [
        {"perMinute": 60, "durationSeconds": 120},
        {"perMinute": 60, "durationSeconds": 600, "atMost": 2},
        {"perMinute": 20, "durationSeconds": 240, "atMost": 3},
        {"perMinute": 6, "durationSeconds": 600, "atMost": 20},
        {"perMinute": 60, "durationSeconds": 120, "atMost": 5, "shortestSeconds": 600, "longestSeconds": 900},
    ],
)
def test_as_many_faults_are_expected_as_come_on_average(order_flow: Document, raw: dict[str, float]) -> None:
    """What would be one fault too many at once is left out: it does not count towards how many a monkey may have."""
    monkey = Monkey.model_validate(raw)
    come = [len(expand(order_flow, monkey, seed)) for seed in range(100)]
    assert monkey.expected_faults == pytest.approx(sum(come) / len(come), rel=0.1)
