"""What no single field shows: ids that point nowhere, nodes in the wrong place, circles of calls."""

import time
from itertools import product
from typing import Any

import pytest

from apps.schema import DocumentInvalid, Problem, read_document, why_not
from apps.schema.edges import ASKED_BY_QUEUE, EDGE_KINDS, edge_kinds_between
from apps.schema.nodes import CONTAINERS, KINDS

Json = dict[str, Any]
SERVICE: Json = {"kind": "service", "name": "S"}


def problems_of(**raw: Any) -> list[Problem]:
    with pytest.raises(DocumentInvalid) as caught:
        read_document(raw)
    return caught.value.problems


def call(source: str, target: str) -> Json:
    return {"kind": "call", "source": source, "target": target}


class TestIds:
    def test_a_node_and_an_edge_may_not_share_an_id(self):
        (problem,) = problems_of(nodes={"a": SERVICE, "b": SERVICE}, edges={"a": call("a", "b")})
        assert (problem.path, problem.problem) == ("edges.a", "has the id of a node")

    def test_a_type_that_two_handlers_handle_is_refused_at_the_second(self):
        handlers = {"a": {"on": "e"}, "b": {"on": "e", "failurePercent": 100}, "c": {"on": "f"}}
        types = {name: {"name": name} for name in ("e", "f")}
        (problem,) = problems_of(eventTypes=types, nodes={"n": {**SERVICE, "handlers": handlers}})
        assert problem.path == "nodes.n.handlers.b.on"
        assert problem.problem == "names 'e', which handler 'a' handles already"

    def test_a_percentile_below_the_median_is_refused(self):
        work = {"kind": "lognormal", "median": 50, "p99": 40}
        (problem,) = problems_of(nodes={"n": {**SERVICE, "work": work}})
        assert problem.path == "nodes.n.work"
        assert problem.problem == "the 99th percentile, 40 ms, is below the median, 50 ms"

    def test_an_edge_that_dangles_names_both_ends(self):
        problems = problems_of(edges={"e": call("gone", "away")})
        assert [problem.path for problem in problems] == ["edges.e.source", "edges.e.target"]

    @pytest.mark.parametrize(
        ("node", "path"),
        [
            ({**SERVICE, "handlers": {"h": {"on": "x"}}}, "nodes.n.handlers.h.on"),
            (
                {**SERVICE, "handlers": {"h": {"on": "e", "outcomes": [{"emits": ["e", "x"]}]}}},
                "nodes.n.handlers.h.outcomes.0.emits.1",
            ),
            ({**SERVICE, "handlers": {"h": {"on": "e", "onFailure": ["x"]}}}, "nodes.n.handlers.h.onFailure.0"),
            ({"kind": "clients", "name": "C", "sends": [{"eventType": "x"}]}, "nodes.n.sends.0.eventType"),
            ({"kind": "trace", "name": "T", "points": [{"at": 0, "eventType": "x"}]}, "nodes.n.points.0.eventType"),
            ({"kind": "saga", "name": "S", "startsOn": "x"}, "nodes.n.startsOn"),
            ({"kind": "saga", "name": "S", "steps": [{"name": "1", "succeedsOn": "x"}]}, "nodes.n.steps.0.succeedsOn"),
            (
                {"kind": "saga", "name": "S", "steps": [{"name": "1", "succeedsOn": "e", "compensation": "x"}]},
                "nodes.n.steps.0.compensation",
            ),
            ({"kind": "kafka_topic", "name": "T", "parent": "x"}, "nodes.n.parent"),
        ],
    )  # fmt: skip
    def test_an_unknown_id_is_found_wherever_it_stands(self, node: Json, path: str):
        (problem,) = problems_of(eventTypes={"e": {"name": "E"}}, nodes={"n": node})
        assert problem.path == path
        assert "'x'" in problem.problem

    def test_an_unknown_event_type_on_an_edge(self):
        nodes = {"a": SERVICE, "b": SERVICE}
        (problem,) = problems_of(nodes=nodes, edges={"e": {**call("a", "b"), "sends": "x"}})
        assert problem.path == "edges.e.sends"


class TestParents:
    def test_a_topic_lives_in_kafka_and_nowhere_else(self):
        nodes = {"r": {"kind": "rabbitmq", "name": "R"}, "t": {"kind": "kafka_topic", "name": "T", "parent": "r"}}
        (problem,) = problems_of(nodes=nodes)
        assert (problem.path, problem.allowed) == ("nodes.t.parent", "inside Kafka")

    def test_a_channel_has_a_broker(self):
        (problem,) = problems_of(nodes={"t": {"kind": "kafka_topic", "name": "T"}})
        assert (problem.path, problem.problem) == ("nodes.t.parent", "is missing")

    @pytest.mark.parametrize("broker", CONTAINERS)
    def test_a_dead_letter_queue_lives_in_any_broker_or_alone(self, broker: str):
        dead = {"kind": "dead_letter_queue", "name": "D"}
        assert read_document({"nodes": {"d": dead}})
        assert read_document({"nodes": {"b": {"kind": broker, "name": "B"}, "d": {**dead, "parent": "b"}}})

    def test_nothing_lives_in_itself(self):
        (problem,) = problems_of(nodes={"t": {"kind": "kafka_topic", "name": "T", "parent": "t"}})
        assert problem.path == "nodes.t.parent"


def two_nodes(source: str, target: str) -> Json:
    """A document with both kinds; channels in the same broker where they can be."""
    nodes: Json = {kind: {"kind": kind, "name": kind} for kind in CONTAINERS}
    for identifier, kind in (("from", source), ("to", target)):
        nodes[identifier] = {"kind": kind, "name": identifier}
        if KINDS[kind].group == "Channels":
            nodes[identifier]["parent"] = KINDS[kind].parents[0]
    return {"nodes": nodes}


@pytest.mark.parametrize("source", KINDS)
def test_what_may_connect_connects_and_what_may_not_gets_a_reason(source: str):
    for target in KINDS:
        raw = two_nodes(source, target)
        document = read_document(raw)
        possible = edge_kinds_between(source, target)
        for kind in EDGE_KINDS:
            reason = why_not(document, kind, "from", "to")
            assert (reason is None) == (kind in possible), (source, kind, target)
            edges = {"e": {"kind": kind, "source": "from", "target": "to"}}
            if kind in possible and kind == "call" and target in ASKED_BY_QUEUE:
                nodes = {**raw["nodes"], "reader": {"kind": "service", "name": "Reader"}}
                edges["answers"] = {"kind": "subscribe", "source": "to", "target": "reader"}
                assert read_document({"nodes": nodes, "edges": edges})
            elif kind in possible:
                assert read_document({**raw, "edges": edges})
            else:
                (problem,) = problems_of(**raw, edges=edges)
                assert (problem.path, problem.problem) == ("edges.e", reason)
                assert problem.allowed


def test_every_kind_but_a_container_connects_to_something():
    connected = {kind for pair in product(KINDS, KINDS) if edge_kinds_between(*pair) for kind in pair}
    assert connected == set(KINDS) - set(CONTAINERS)


def test_channels_of_two_brokers_do_not_connect():
    nodes = {
        "one": {"kind": "rabbitmq", "name": "One"},
        "two": {"kind": "rabbitmq", "name": "Two"},
        "x": {"kind": "rabbitmq_exchange", "name": "X", "parent": "one"},
        "q": {"kind": "rabbitmq_queue", "name": "Q", "parent": "two"},
    }
    (problem,) = problems_of(nodes=nodes, edges={"e": {"kind": "subscribe", "source": "x", "target": "q"}})
    assert "same broker" in problem.problem


def test_a_node_does_not_connect_to_itself():
    problem = problems_of(nodes={"a": SERVICE}, edges={"e": call("a", "a")})[0]
    assert problem.problem == "a node cannot connect to itself"


class TestCirclesOfCalls:
    def test_two_services_that_wait_for_each_other(self):
        problems = problems_of(nodes={"a": SERVICE, "b": SERVICE}, edges={"x": call("a", "b"), "y": call("b", "a")})
        (problem,) = problems
        assert problem.path in ("edges.x", "edges.y")
        assert "circle" in problem.problem

    def test_a_circle_behind_a_tail_is_found(self):
        nodes = {name: {**SERVICE, "name": name} for name in "abcd"}
        edges = {"1": call("a", "b"), "2": call("b", "c"), "3": call("c", "d"), "4": call("d", "b")}
        (problem,) = problems_of(nodes=nodes, edges=edges)
        assert problem.path == "edges.4"
        assert "b → c → d → b" in problem.problem

    def test_two_ways_to_the_same_place_are_no_circle(self):
        nodes = dict.fromkeys("abcd", SERVICE)
        edges = {"1": call("a", "b"), "2": call("a", "c"), "3": call("b", "d"), "4": call("c", "d")}
        assert read_document({"nodes": nodes, "edges": edges})

    def test_events_may_go_in_circles(self):
        nodes = {
            "a": SERVICE,
            "k": {"kind": "kafka", "name": "K"},
            "t": {"kind": "kafka_topic", "name": "T", "parent": "k"},
        }
        edges = {
            "p": {"kind": "publish", "source": "a", "target": "t"},
            "s": {"kind": "subscribe", "source": "t", "target": "a"},
        }
        assert read_document({"nodes": nodes, "edges": edges})

    def test_the_longest_chain_of_calls_is_read_without_recursion(self):
        nodes = {f"n{i}": SERVICE for i in range(500)}
        chain = {f"e{i}": call(f"n{i}", f"n{i + 1}") for i in range(499)}
        assert read_document({"nodes": nodes, "edges": chain})
        (problem,) = problems_of(nodes=nodes, edges={**chain, "back": call("n499", "n0")})
        assert problem.path == "edges.back"

    def test_many_ways_through_many_layers_take_no_time(self):
        # 25 layers of 20 services: 20^25 ways, 2,000 edges.
        nodes = {f"n{layer}-{i}": SERVICE for layer in range(25) for i in range(20)}
        edges = {}
        for layer, i, step in product(range(24), range(20), range(4)):
            edges[f"e{layer}-{i}-{step}"] = call(f"n{layer}-{i}", f"n{layer + 1}-{(i + step) % 20}")
        started = time.perf_counter()
        assert read_document({"nodes": nodes, "edges": edges})
        assert time.perf_counter() - started < 5


class TestScenarios:
    def test_a_fault_on_nothing(self):
        (problem,) = problems_of(scenarios={"s": {"name": "S", "faults": [{"kind": "crash", "target": "x"}]}})
        assert problem.path == "scenarios.s.faults.0.target"

    def test_a_fault_that_does_not_apply_there(self):
        nodes = {"a": SERVICE}
        faults = [{"kind": "crash", "target": "a"}, {"kind": "traffic_spike", "target": "a"}]
        (problem,) = problems_of(nodes=nodes, scenarios={"s": {"name": "S", "faults": faults}})
        assert problem.path == "scenarios.s.faults.1.target"
        assert "does not apply to Service" in problem.problem
