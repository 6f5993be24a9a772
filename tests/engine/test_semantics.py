"""What a design does, one rule a test."""

import itertools

import pytest

from apps.engine import CompileError, Simulation, compile_document
from apps.engine.brokers.rabbitmq.exchanges import binding_matches
from apps.engine.replay import play
from apps.engine.simulation import FaultRefused
from apps.schema.faults import AddedLatency, Crash, ErrorRate, TrafficSpike
from tests.engine.small import constant, document, exponential, queue, service, source, topic


def test_a_partition_is_worked_on_one_message_at_a_time() -> None:
    results, _ = play(topic(200.0, 2, service(constant(10), instances=4, concurrency=4)), until=50.0)
    # Two partitions of 100 messages a second each and 10 ms of work: saturated, whatever the number of slots.
    assert results.nodes["consumer"].utilisation == pytest.approx(2 / 16, rel=0.05)


def test_each_group_receives_its_own_copy_and_members_of_a_group_share_one() -> None:
    nodes = {
        "source": source(100.0),
        "kafka": {"kind": "kafka"},
        "topic": {"kind": "kafka_topic", "parent": "kafka", "partitions": 4},
        **{name: service(constant(1), concurrency=4) for name in ("a", "b", "c")},
    }
    subscribe = {"kind": "subscribe", "source": "topic"}
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "topic"},
        "to-a": {**subscribe, "target": "a", "group": "pair"},
        "to-b": {**subscribe, "target": "b", "group": "pair"},
        "to-c": {**subscribe, "target": "c"},
    }
    results, _ = play(document(nodes, edges), until=30.0)
    counts = {name: results.nodes[name].completed for name in ("a", "b", "c")}
    assert counts["a"] + counts["b"] == pytest.approx(counts["c"], abs=3)
    assert min(counts["a"], counts["b"]) > counts["c"] / 4


def test_consumers_of_a_queue_compete() -> None:
    nodes = {
        "source": source(100.0),
        "rabbit": {"kind": "rabbitmq"},
        "queue": {"kind": "rabbitmq_queue", "parent": "rabbit"},
        "a": service(constant(5), concurrency=4),
        "b": service(constant(5), concurrency=4),
    }
    edges = {
        "publish": {"kind": "publish", "source": "source", "target": "queue"},
        "to-a": {"kind": "subscribe", "source": "queue", "target": "a"},
        "to-b": {"kind": "subscribe", "source": "queue", "target": "b"},
    }
    results, _ = play(document(nodes, edges), until=30.0)
    assert results.ledger.published == results.nodes["source"].arrived
    assert results.nodes["a"].completed == pytest.approx(results.nodes["b"].completed, rel=0.05)


@pytest.mark.parametrize(
    ("exchange", "binding", "key", "passes"),
    [
        ("direct", "orders.placed", "orders.placed", True),
        ("direct", "orders.*", "orders.placed", False),
        ("fanout", "anything", "orders.placed", True),
        ("topic", "orders.*", "orders.placed", True),
        ("topic", "orders.*", "orders.placed.eu", False),
        ("topic", "orders.#", "orders", True),
        ("topic", "#.eu", "orders.placed.eu", True),
        ("topic", "*.placed.#", "orders.placed", True),
        ("topic", "#", "", True),
    ],
)
def test_exchanges_route_by_binding(exchange: str, binding: str, key: str, passes: bool) -> None:
    assert binding_matches(exchange, binding, key) is passes


def test_a_synchronous_call_times_out_while_the_callee_works_on() -> None:
    nodes = {"source": source(10.0), "slow": service(constant(500), concurrency=100)}
    edges = {"call": {"kind": "call", "source": "source", "target": "slow", "timeoutMs": 100}}
    results, _ = play(document(nodes, edges), until=20.0)
    assert results.requests.answered == 0
    assert results.requests.timed_out > 150
    assert results.nodes["slow"].completed > 150


def test_calls_beyond_the_queue_limit_are_refused() -> None:
    nodes = {"source": source(100.0), "full": service(constant(100), queueLimit=2)}
    edges = {"call": {"kind": "call", "source": "source", "target": "full"}}
    results, _ = play(document(nodes, edges), until=20.0)
    assert results.requests.refused == results.nodes["full"].refused > 1000


def test_a_circuit_breaker_spares_a_failing_callee() -> None:
    def calls(breaker: dict[str, float] | None) -> int:
        nodes = {"source": source(100.0), "broken": service(constant(1), concurrency=8, failurePercent=100)}
        edge = {"kind": "call", "source": "source", "target": "broken", "circuitBreaker": breaker}
        return play(document(nodes, {"call": edge}), until=30.0)[0].nodes["broken"].arrived

    assert calls({"failures": 5, "openMs": 10_000}) < calls(None) / 50


def test_a_crashed_consumer_loses_nothing_and_catches_up() -> None:
    design = queue(100.0, service(exponential(5), concurrency=2))
    results, _ = play(design, until=120.0, faults=[Crash(target="consumer", at_seconds=20, duration_seconds=10)])
    assert results.ledger.lost == results.ledger.dropped == 0
    assert results.ledger.redelivered > 0
    assert results.nodes["consumer"].waiting < 50


def test_kafka_delivers_again_what_was_not_committed_and_idempotence_takes_the_effect_away() -> None:
    def effects(idempotent: bool) -> tuple[int, int]:
        consumer = service(constant(2), concurrency=4, idempotent=idempotent)
        design = topic(200.0, 4, consumer, sessionTimeoutMs=1000)
        faults = [Crash(target="consumer", at_seconds=14, duration_seconds=5)]
        ledger = play(design, until=60.0, faults=faults)[0].ledger
        return ledger.duplicate_deliveries, ledger.duplicate_effects

    deliveries, repeated = effects(idempotent=False)
    # The last commit was at 10 s: four seconds of messages come again.
    # Of the four that it was working on the first delivery had no effect.
    assert 0 <= deliveries - repeated <= 4
    assert deliveries == pytest.approx(800, rel=0.2)
    assert effects(idempotent=True)[1] == 0


def test_a_broker_that_stays_down_past_the_delivery_timeout_loses_messages() -> None:
    design = topic(100.0, 2, service(constant(1), concurrency=2), deliveryTimeoutMs=5000)
    crash = [Crash(target="kafka", at_seconds=10, duration_seconds=20)]
    assert play(design, until=60.0, faults=crash)[0].ledger.lost == pytest.approx(1500, rel=0.15)
    short = [Crash(target="kafka", at_seconds=10, duration_seconds=3)]
    assert play(design, until=60.0, faults=short)[0].ledger.lost == 0


def test_healing_one_of_two_faults_leaves_the_other() -> None:
    simulation = Simulation(compile_document(queue(50.0, service(constant(1)))), 1)
    simulation.inject("a", ErrorRate(target="consumer", percent=100))
    simulation.inject("b", ErrorRate(target="consumer", percent=50))
    simulation.heal("a")
    assert simulation.arena.view("stations")["extra_failure"].max() == pytest.approx(0.5)
    simulation.heal_all()
    assert simulation.arena.view("stations")["extra_failure"].max() == 0.0


def test_a_traffic_spike_and_added_latency_do_what_they_say() -> None:
    design = queue(100.0, service(constant(1), concurrency=50))
    spike = [TrafficSpike(target="source", at_seconds=0, factor=3)]
    assert play(design, until=60.0, faults=spike)[0].ledger.published == pytest.approx(18_000, rel=0.05)
    late = [AddedLatency(target="subscribe", at_seconds=0, added_ms=200)]
    edge = play(design, until=60.0, faults=late)[0].edges["subscribe"]
    assert edge.latency is not None
    assert edge.latency.p50_ms == pytest.approx(201, rel=0.02)


def test_a_fault_that_cannot_strike_is_refused() -> None:
    simulation = Simulation(compile_document(queue(50.0, service(constant(1)))), 1)
    with pytest.raises(FaultRefused, match="neither a node nor an edge"):
        simulation.inject("x", Crash(target="nowhere"))
    with pytest.raises(FaultRefused, match="does not apply"):
        simulation.inject("x", TrafficSpike(target="consumer"))
    simulation.inject("x", Crash(target="consumer"))
    with pytest.raises(FaultRefused, match="already"):
        simulation.inject("x", Crash(target="consumer"))


def test_adding_a_node_shifts_nobody_elses_draws() -> None:
    alone = queue(100.0, service(exponential(5), concurrency=2))
    raw = alone.model_dump(mode="json", by_alias=True)
    raw["nodes"]["another"] = {"kind": "clients", "name": "another", "sends": [{"eventType": "event"}]}
    raw["nodes"]["beside"] = {"kind": "service", "name": "beside"}
    raw["edges"]["ask"] = {"kind": "call", "source": "another", "target": "beside"}
    from apps.schema import read_document

    together = read_document(raw)
    before = play(alone, until=60.0)[0].nodes["consumer"]
    after = play(together, until=60.0)[0].nodes["consumer"]
    assert before == after


def test_the_order_of_keys_in_the_file_changes_nothing() -> None:
    from apps.schema import read_document

    design = queue(100.0, service(exponential(5), concurrency=2))
    raw = design.model_dump(mode="json", by_alias=True)
    raw["nodes"] = dict(reversed(raw["nodes"].items()))
    raw["edges"] = dict(reversed(raw["edges"].items()))
    assert play(read_document(raw), until=20.0)[0].digest == play(design, until=20.0)[0].digest


def test_a_backlog_far_beyond_the_first_arena_is_kept() -> None:
    results, simulation = play(queue(5000.0, service(constant(1000))), until=20.0)
    assert results.nodes["queue"].waiting > 90_000
    assert results.ledger.balanced
    again = Simulation.restore(simulation.program, simulation.snapshot())
    assert again.digest() == simulation.digest()


def test_a_budget_of_events_ends_a_run_with_its_results_so_far() -> None:
    results, _ = play(queue(1000.0, service(constant(0.1))), until=1000.0, max_events=5000)
    assert results.status == "budget reached"
    assert results.events == 5000
    assert results.ledger.balanced


def test_more_in_flight_than_an_arena_holds_ends_a_run_with_its_results_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("apps.engine.arena.MAX_MESSAGES", 4096)
    results, _ = play(queue(1000.0, service(constant(1000))), until=60.0)
    assert results.status == "budget reached"
    assert 3000 < results.ledger.in_flight <= 4096
    assert results.ledger.balanced


def saga_design(**step: object) -> object:
    types = {name: {"name": name} for name in ("started", "pay", "paid", "refund", "refunded", "ship", "shipped")}
    handler = {
        "pay": {"on": "pay", "outcomes": [{"emits": ["paid"]}]},
        "refund": {"on": "refund", "outcomes": [{"emits": ["refunded"]}]},
    }
    nodes = {
        "source": source(20.0, "started"),
        "rabbit": {"kind": "rabbitmq"},
        **{name: {"kind": "rabbitmq_queue", "parent": "rabbit"} for name in ("events", "payments", "shipments")},
        "saga": {
            "kind": "saga",
            "startsOn": "started",
            "steps": [
                {
                    "name": "pay",
                    "command": "pay",
                    "succeedsOn": "paid",
                    "compensation": "refund",
                    "compensatedOn": "refunded",
                    "timeoutMs": 2000,
                },
                {"name": "ship", "command": "ship", "succeedsOn": "shipped", "timeoutMs": 2000},
            ],
        },
        "payment": service(constant(5), concurrency=4, handlers=handler),
        "shipping": service(
            constant(5), concurrency=4, handlers={"ship": {"on": "ship", "outcomes": [{"emits": ["shipped"]}]}}
        ),
    }
    publish = {"kind": "publish"}
    edges = {
        "start": {**publish, "source": "source", "target": "events"},
        "to-payment": {**publish, "source": "saga", "target": "payments", "eventTypes": ["pay", "refund"]},
        "to-shipping": {**publish, "source": "saga", "target": "shipments", "eventTypes": ["ship"]},
        "from-payment": {**publish, "source": "payment", "target": "events"},
        "from-shipping": {**publish, "source": "shipping", "target": "events"},
        "read-events": {"kind": "subscribe", "source": "events", "target": "saga"},
        "read-payments": {"kind": "subscribe", "source": "payments", "target": "payment"},
        "read-shipments": {"kind": "subscribe", "source": "shipments", "target": "shipping"},
    }
    return document(nodes, edges, types)


def test_a_saga_commits_when_every_step_succeeds() -> None:
    sagas = play(saga_design(), until=60.0)[0].sagas  # type: ignore[arg-type]
    assert sagas.committed > 1000
    assert sagas.compensated == sagas.stuck == 0
    assert sagas.started == sagas.committed + sagas.running


def test_a_step_without_an_answer_is_compensated_in_time() -> None:
    faults = [Crash(target="shipping", at_seconds=10, duration_seconds=20)]
    sagas = play(saga_design(), until=90.0, faults=faults)[0].sagas  # type: ignore[arg-type]
    assert sagas.compensated == pytest.approx(360, rel=0.25)
    assert sagas.compensating == sagas.stuck == 0


def test_a_compensation_that_nobody_confirms_is_stuck_until_somebody_does() -> None:
    both = [Crash(target=name, at_seconds=10) for name in ("payment", "shipping")]
    stuck = play(saga_design(), until=40.0, faults=both)[0].sagas  # type: ignore[arg-type]
    assert stuck.stuck > 300
    healed = [Crash(target=name, at_seconds=10, duration_seconds=30) for name in ("payment", "shipping")]
    assert play(saga_design(), until=120.0, faults=healed)[0].sagas.stuck == 0  # type: ignore[arg-type]


def test_too_many_partitions_are_refused_with_the_limit() -> None:
    many = {f"t{n}": {"kind": "kafka_topic", "parent": "kafka", "partitions": 1000} for n in range(201)}
    readers = {f"r{n}": service(constant(1)) for n in range(201)}
    edges = {f"e{n}": {"kind": "subscribe", "source": f"t{n}", "target": f"r{n}"} for n in range(201)}
    with pytest.raises(CompileError, match="partitions"):
        compile_document(document({"kafka": {"kind": "kafka"}, **many, **readers}, edges))


def test_burst_workload_follows_its_phases() -> None:
    workload = {"kind": "burst", "onPerSecond": 200, "offPerSecond": 0, "onSeconds": 1, "offSeconds": 4}
    nodes = {
        "source": {"kind": "clients", "workload": workload, "sends": [{"eventType": "event"}]},
        "sink": service(constant(0), concurrency=10),
    }
    edges = {"call": {"kind": "call", "source": "source", "target": "sink"}}
    simulation = Simulation(compile_document(document(nodes, edges)), 1)
    counts = []
    for second in range(1, 11):
        simulation.advance(float(second))
        counts.append(int(simulation.arena.view("stations")["arrived"].max()))
    steps = [later - earlier for earlier, later in itertools.pairwise([0, *counts])]
    assert [step > 100 for step in steps] == [True, False, False, False, False] * 2
