"""Frames: cut on a grid, the same however the run was sliced, and saying what is the case."""

import numpy as np
import pytest

from apps.engine import Simulation, compile_document
from apps.engine.frames import FrameCutter
from apps.engine.gauges import Latencies
from apps.engine.histograms import percentile
from apps.engine.layout import BUCKETS
from apps.engine.program import Program
from apps.patterns import templates
from apps.schema.faults import Crash, Fault, NetworkPartition
from apps.schema.frames import Frame
from tests.engine.small import constant, document, queue, service, source


def frames(program: Program, until: float, faults: dict[float, str] | None = None, restart_at: int = -1) -> list[Frame]:
    """Ten frames a simulated second; `restart_at` restores simulation and cutter from their states in between."""
    simulation, cutter = Simulation(program, 5), FrameCutter(program)
    found = []
    for number in range(1, round(until * 10) + 1):
        simulation.advance(number / 10)
        if faults and number / 10 in faults:
            simulation.inject(f"f{number}", Crash(target=faults[number / 10]))
        found.append(cutter.cut(simulation, number, 1.0))
        if number == restart_at:
            simulation = Simulation.restore(program, simulation.snapshot())
            cutter = FrameCutter.restore(program, cutter.state())
    return found


@pytest.fixture(scope="module")
def order_flow() -> Program:
    return compile_document(templates()["order_flow"].document)


def test_frames_cut_after_a_takeover_are_the_same(order_flow: Program) -> None:
    undisturbed = frames(order_flow, 6.0, {2.0: "payment"})
    assert frames(order_flow, 6.0, {2.0: "payment"}, restart_at=33) == undisturbed


def test_the_cascade_names_who_is_down_who_suffers_and_who_does_not(order_flow: Program) -> None:
    last = frames(order_flow, 24.0, {12.0: "payment"})[-1]
    lines = {line.node: line for line in last.cascade}
    assert lines["payment"].severity == "down"
    assert "lag" in lines["payment"].words
    assert lines["order_saga"].severity == "warn"
    assert "waiting on Payment's messages" in lines["order_saga"].words
    assert "rate +" in lines["inventory"].words
    safe = last.cascade[-1]
    assert safe.severity == "ok"
    assert "Analytics" in safe.words
    assert last.nodes["payment"].state == "down"
    into_payment = [name for name, edge in order_flow.document.edges.items() if edge.target == "payment"]
    assert {last.edges[name].state for name in into_payment} == {"down"}


def test_nothing_is_said_about_a_healthy_run(order_flow: Program) -> None:
    for frame in frames(order_flow, 10.0)[20:]:
        assert frame.cascade == []
        assert frame.ledger.balanced
        assert {node for node, gauges in frame.nodes.items() if gauges.state == "down"} == set()


def test_what_ends_well_are_messages_and_answered_requests() -> None:
    storm = compile_document(templates()["retry_storm"].document)
    assert frames(storm, 12.0)[-1].completed_rate == pytest.approx(200, rel=0.15)
    readings = compile_document(templates()["rebalance_stall"].document)
    assert frames(readings, 12.0)[-1].completed_rate == pytest.approx(2 * 200, rel=0.15)


def test_samples_are_real_messages_on_real_edges(order_flow: Program) -> None:
    cut = frames(order_flow, 5.0)
    seen = [sample for frame in cut for sample in frame.samples]
    assert len(seen) > 100
    edges = order_flow.document.edges
    assert {sample.edge for sample in seen} <= set(edges)
    assert all(sample.departed <= sample.arrived + 1e-6 for sample in seen)
    assert {sample.message % cut[0].sample_every for sample in seen} == {0}


def test_what_a_cut_connection_stops_waits_at_its_sender_and_is_not_shown_to_arrive(order_flow: Program) -> None:
    edge = next(name for name, edge in order_flow.document.edges.items() if edge.target == "orders")
    simulation, cutter = Simulation(order_flow, 5), FrameCutter(order_flow)
    simulation.inject("cut", NetworkPartition(target=edge, at_seconds=3))
    seen, gauges = [], []
    for number in range(1, 81):
        simulation.advance(number / 10)
        frame = cutter.cut(simulation, number, 1.0)
        gauges.append(frame.edges[edge])
        seen += [sample for sample in frame.samples if sample.edge == edge]
    assert (gauges[28].state, gauges[28].lag) == ("ok", 0)
    assert gauges[-1].state == "down"
    # What waits at the sender is all that was sent since.
    assert gauges[-1].lag == pytest.approx(gauges[-1].count - gauges[28].count, abs=15)
    assert {sample.failed for sample in seen if sample.departed < 3} == {False}
    assert {sample.failed for sample in seen if sample.departed > 3} == {True}


def text_matches(kind: str, fault: Fault) -> None:
    """Every field that the model has, in its order and as it writes it, and nothing else."""
    program = compile_document(templates()[kind].document)
    simulation, cutter = Simulation(program, 5), FrameCutter(program)
    for number in range(1, 61):
        simulation.advance(number / 10)
        if number == 30:
            simulation.inject("f", fault)
        text = cutter.text(simulation, number, 1.0)
        assert Frame.model_validate_json(text).model_dump_json() == text


@pytest.mark.parametrize("kind", sorted(templates()))
def test_a_frames_text_is_that_of_its_model(kind: str) -> None:
    stations = compile_document(templates()[kind].document).stations
    text_matches(kind, Crash(target=stations[-1]))


def test_a_percentile_of_several_histograms_is_that_of_all_they_saw() -> None:
    chance = np.random.default_rng(3)
    before = chance.integers(0, 3, 3 * BUCKETS).astype(np.uint32)
    gained = (chance.random(3 * BUCKETS) < 0.01) * chance.integers(1, 9, 3 * BUCKETS)
    gained[BUCKETS : 2 * BUCKETS] = 0
    found = Latencies(before, (before + gained).astype(np.uint32))
    one, none, other = gained.reshape(3, BUCKETS)
    for share, of_each in ((0.5, found.p50_ms), (0.99, found.p99_ms)):
        assert of_each == [1000.0 * (percentile(one, share) or 0.0), None, 1000.0 * (percentile(other, share) or 0.0)]
        assert found.merged_ms([0, -1, 1, 2], share) == 1000.0 * (percentile(one + other, share) or 0.0)
    assert found.merged_ms([1, -1], 0.5) is None
    assert not none.any()


def test_an_exchange_counts_what_passes_through_it() -> None:
    nodes = {
        "source": source(100.0),
        "rabbit": {"kind": "rabbitmq"},
        "exchange": {"kind": "rabbitmq_exchange", "parent": "rabbit", "exchangeType": "fanout"},
        "one": {"kind": "rabbitmq_queue", "parent": "rabbit"},
        "two": {"kind": "rabbitmq_queue", "parent": "rabbit"},
        "a": service(constant(1), concurrency=4),
        "b": service(constant(1), concurrency=4),
    }
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "exchange"},
        "bind-one": {"kind": "subscribe", "source": "exchange", "target": "one"},
        "bind-two": {"kind": "subscribe", "source": "exchange", "target": "two"},
        "read-one": {"kind": "subscribe", "source": "one", "target": "a"},
        "read-two": {"kind": "subscribe", "source": "two", "target": "b"},
    }
    gauges = frames(compile_document(document(nodes, edges)), 10.0)[-1].nodes
    assert gauges["exchange"].in_rate == pytest.approx(100, rel=0.3)
    assert gauges["exchange"].out_rate == pytest.approx(200, rel=0.3)
    assert gauges["rabbit"].in_rate == pytest.approx(200, rel=0.3)
    assert gauges["exchange"].arrived == pytest.approx(gauges["a"].completed, abs=5)


def test_utilisation_is_of_the_slots_that_there_were() -> None:
    """40 a second, 100 ms: 4 of 8 slots, and none any more after a crash."""
    design = queue(40.0, service(constant(100), concurrency=8), kind="constant")
    shown = [
        frame.nodes["consumer"].utilisation for frame in frames(compile_document(design), 12.0, {10.0: "consumer"})
    ]
    assert shown[90] == pytest.approx(0.5, abs=0.02)
    assert shown[104] == pytest.approx(0.5, abs=0.02)
