"""The stories told beside the templates are what really happens when they run: by the numbers of the engine."""

from functools import cache

import pytest

from apps.engine.replay import play
from apps.patterns import patterns
from apps.schema.results import Results

SECONDS = 120.0


@cache
def run(template: str, scenario: str | None = None, until: float = SECONDS) -> Results:
    document = patterns()[template].document
    faults = document.scenarios[scenario].faults if scenario else []
    return play(document, seed=1, until=until, faults=faults)[0]


def broken(template: str, scenario: str, until: float = SECONDS) -> Results:
    return run(template, scenario, until)


@pytest.mark.parametrize("template", patterns())
class TestLeftAlone:
    def test_it_balances(self, template: str):
        results = run(template)
        assert results.ledger.balanced
        assert results.requests.balanced

    def test_nothing_is_dead_lettered_dropped_or_lost(self, template: str):
        ledger = run(template).ledger
        assert (ledger.dead_lettered, ledger.dropped, ledger.lost, ledger.expired) == (0, 0, 0, 0)

    def test_no_request_fails(self, template: str):
        requests = run(template).requests
        assert requests.sent > 0
        assert (requests.failed, requests.timed_out, requests.refused) == (0, 0, 0)

    def test_everything_keeps_up(self, template: str):
        results = run(template)
        assert results.ledger.in_flight < 0.01 * results.ledger.published
        assert all((node.utilisation or 0) < 0.75 for node in results.nodes.values())

    def test_consumers_are_neither_idle_nor_overloaded(self, template: str):
        document = patterns()[template].document
        readers = {edge.target for edge in document.edges.values() if edge.kind == "subscribe"}
        for identifier in readers:
            node = document.nodes[identifier]
            if node.kind in ("service", "projection") and identifier != "replay":
                utilisation = run(template).nodes[identifier].utilisation
                assert utilisation is not None
                assert 0.3 < utilisation < 0.7, identifier


@pytest.mark.parametrize(
    ("template", "scenario"),
    [(name, scenario) for name, one in patterns().items() for scenario in one.document.scenarios],
)
def test_every_scenario_balances_and_loses_nothing(template: str, scenario: str):
    results = broken(template, scenario)
    assert results.ledger.balanced
    assert results.requests.balanced
    assert results.ledger.lost == results.ledger.dropped == results.ledger.expired == 0
    assert results.ledger.duplicate_effects == 0


class TestOrderFlow:
    def test_two_in_a_hundred_orders_are_undone_because_the_card_is_declined(self):
        sagas = run("order_flow").sagas
        assert 0.015 < sagas.compensated / sagas.started < 0.04
        assert sagas.stuck == 0

    def test_failing_payments_are_retried_then_dead_lettered_then_compensated(self):
        results, calm = broken("order_flow", "payment-errors"), run("order_flow")
        assert results.nodes["payment"].retries > 10 * calm.nodes["payment"].retries
        assert results.ledger.dead_lettered > 200
        assert results.nodes["orders_dlq"].dead_lettered == results.ledger.dead_lettered
        assert results.sagas.compensated > calm.sagas.compensated + 0.9 * results.ledger.dead_lettered

    def test_dead_letters_stop_when_payment_is_healed(self):
        healed = broken("order_flow", "payment-errors", until=75.0).ledger.dead_lettered
        assert healed == broken("order_flow", "payment-errors").ledger.dead_lettered

    def test_a_dead_payment_leaves_lag_and_compensations_within_seconds(self):
        at_half_time = broken("order_flow", "payment-down", until=35.0)
        assert at_half_time.edges["orders-payment"].count > 0
        assert at_half_time.nodes["payment"].waiting > 1_200
        before = broken("order_flow", "payment-down", until=20.0).sagas.compensated
        assert at_half_time.sagas.compensated - before > 400

    def test_the_others_do_not_slow_down_while_payment_is_dead(self):
        for bystander in ("inventory", "notification", "analytics"):
            slow, calm = (
                results.nodes[bystander].latency
                for results in (broken("order_flow", "payment-down", until=50.0), run("order_flow"))
            )
            assert slow is not None
            assert calm is not None
            assert slow.p99_ms < 2 * calm.p99_ms

    def test_it_recovers_once_payment_is_back(self):
        results = broken("order_flow", "payment-down")
        assert results.nodes["payment"].waiting < 50
        assert results.sagas.compensating + results.sagas.stuck == 0
        assert results.sagas.running < 50

    def test_kafka_buffers_a_flash_sale(self):
        peak, later = broken("order_flow", "flash-sale", until=40.0), broken("order_flow", "flash-sale")
        assert peak.nodes["orders"].waiting > 200
        assert later.nodes["orders"].waiting < 50
        assert later.ledger.dead_lettered == 0


class TestPubSub:
    def test_one_event_in_is_three_copies_out(self):
        results = run("pub_sub")
        assert results.ledger.published == 3 * results.nodes["inventory_queue"].arrived

    def test_a_dead_subscriber_fills_its_own_queue_only(self):
        results = broken("pub_sub", "notification-down", until=49.0)
        assert results.nodes["notification"].waiting > 2_500
        assert results.nodes["inventory"].waiting < 50
        assert results.nodes["analytics"].waiting < 50

    def test_the_queue_drains_when_it_is_back_and_nothing_is_missing(self):
        results = broken("pub_sub", "notification-down")
        assert results.nodes["notification"].waiting < 50
        assert results.nodes["notification"].completed > 0.99 * results.nodes["inventory"].completed


class TestEventSourcing:
    def test_a_dead_view_answers_nobody_but_misses_nothing(self):
        results, calm = broken("event_sourcing", "view-down"), run("event_sourcing")
        assert results.requests.failed > 500
        assert results.edges["event_store-order_status"].count >= calm.edges["event_store-order_status"].count
        assert results.ledger.completed == pytest.approx(calm.ledger.completed, abs=10)
        assert results.nodes["order_status"].waiting < 50

    def test_writing_goes_on_while_the_view_is_dead(self):
        for writer in ("ordering", "billing", "warehouse"):
            assert broken("event_sourcing", "view-down").nodes[writer].completed == (
                run("event_sourcing").nodes[writer].completed
            )

    def test_a_slow_store_makes_every_command_wait(self):
        slow, calm = broken("event_sourcing", "slow-store"), run("event_sourcing")
        assert slow.requests.timed_out > 500
        for writer in ("ordering", "billing", "warehouse"):
            assert slow.nodes[writer].latency.p99_ms > 5 * calm.nodes[writer].latency.p99_ms  # type: ignore[union-attr]


class TestCqrs:
    def test_without_the_database_no_order_is_taken_yet_every_query_is_answered(self):
        results = broken("cqrs", "database-down")
        assert results.edges["shoppers-write_model"].failed > 400
        assert results.edges["shoppers-read_model"].failed == results.edges["shoppers-read_model"].timed_out == 0

    def test_a_slow_view_fails_queries_and_no_orders(self):
        results = broken("cqrs", "slow-view")
        assert results.edges["shoppers-read_model"].timed_out > 1_000
        assert results.edges["shoppers-write_model"].failed == results.edges["shoppers-write_model"].timed_out == 0

    def test_the_outbox_publishes_every_order_once(self):
        results = run("cqrs")
        assert results.nodes["order_events"].arrived == results.nodes["orders_db"].completed


class TestSaga:
    def test_stuck_orders_are_refunded_and_released_after_the_timeout(self):
        before, after = (broken("saga", "shipping-down", until=until) for until in (25.5, 40.0))
        assert after.sagas.compensated - before.sagas.compensated > 500
        assert after.sagas.stuck == 0

    def test_every_late_order_is_undone_in_both_steps(self):
        results, calm = broken("saga", "shipping-down"), run("saga")
        more = results.sagas.compensated - calm.sagas.compensated
        for service in ("inventory", "payment"):
            assert results.nodes[service].completed - calm.nodes[service].completed == pytest.approx(more, rel=0.05)

    def test_retries_that_run_out_end_in_the_dead_letter_queue(self):
        results = broken("saga", "shipping-errors")
        assert results.nodes["saga_dlq"].dead_lettered > 200


class TestDeadLetters:
    def test_left_alone_retries_are_enough(self):
        results = run("dead_letters")
        assert results.nodes["mailer"].retries > 30
        assert results.ledger.dead_lettered == 0

    def test_four_in_ten_are_dead_lettered_while_the_provider_fails(self):
        results = broken("dead_letters", "provider-errors", until=150.0)
        assert results.ledger.dead_lettered == pytest.approx(30 * 60 * 0.8**4, rel=0.25)

    def test_the_dead_letters_drain_through_the_replay_and_are_sent_in_the_end(self):
        peak = broken("dead_letters", "provider-errors", until=51.0)
        drained = broken("dead_letters", "provider-errors", until=150.0)
        assert peak.nodes["replay"].waiting > 200
        assert drained.nodes["replay"].waiting == 0
        assert drained.nodes["mail_provider"].completed > 0.99 * drained.nodes["checkout"].completed

    def test_backoff_rides_over_a_hiccup(self):
        assert broken("dead_letters", "provider-hiccup").ledger.dead_lettered < 20


class TestRpc:
    def test_replies_come_back_over_the_broker(self):
        edge = run("rpc").edges["checkout-quotes"]
        assert edge.latency is not None
        assert edge.count - 5 <= edge.latency.count <= edge.count
        assert (edge.timed_out, edge.late_replies, edge.lost_replies) == (0, 0, 0)

    def test_slow_workers_answer_requests_that_nobody_waits_for(self):
        edge = broken("rpc", "slow-workers").edges["checkout-quotes"]
        assert edge.timed_out > 300
        assert edge.late_replies == edge.timed_out

    def test_what_a_crashed_worker_had_is_answered_by_another(self):
        results = broken("rpc", "worker-crash")
        assert results.ledger.redelivered >= 1
        assert results.edges["checkout-quotes"].timed_out == 0

    def test_no_request_and_no_reply_passes_a_broker_that_is_down(self):
        edge = broken("rpc", "broker-down").edges["checkout-quotes"]
        assert edge.timed_out > 10
        assert edge.late_replies + edge.lost_replies >= edge.timed_out
