"""From untrusted JSON: each kind of problem is named with its path and what would be allowed; limits hold."""

import json
import math
from typing import Any

import pytest

from apps.schema import DocumentInvalid, Problem, read_document, read_document_text, read_faults
from apps.schema.document import MAX_BYTES, MAX_EDGES, MAX_EVENT_TYPES, MAX_NODES, MAX_SCENARIOS, SCHEMA_VERSION
from apps.schema.reading import MAX_DEPTH

Json = dict[str, Any]


def problems_of(raw: Any) -> list[Problem]:
    with pytest.raises(DocumentInvalid) as caught:
        read_document(raw)
    return caught.value.problems


def text_problem(text: str | bytes) -> Problem:
    with pytest.raises(DocumentInvalid) as caught:
        read_document_text(text)
    (problem,) = caught.value.problems
    return problem


def node(**settings: Any) -> Json:
    return {"nodes": {"a": {"kind": "service", "name": "A", **settings}}}


class TestValues:
    @pytest.mark.parametrize(
        ("raw", "path", "problem", "allowed"),
        [
            (node(kind="teapot"), "nodes.a", "is of unknown kind 'teapot'", "'kafka'"),
            ({"nodes": {"a": {"name": "A"}}}, "nodes.a", "has no kind", "one of the kinds"),
            ({"nodes": {"a": {"kind": "service"}}}, "nodes.a.name", "is missing", ""),
            (node(name=""), "nodes.a.name", "at least 1", "a length of at least 1"),
            (node(name="x" * 121), "nodes.a.name", "at most 120", "a length of at most 120"),
            (node(colour="red"), "nodes.a.colour", "is not a known key", "only the keys of the schema"),
            (node(concurrency=0), "nodes.a.concurrency", "got 0", "at least 1"),
            (node(concurrency=10_001), "nodes.a.concurrency", "got 10001", "at most 10000"),
            (node(concurrency=2.5), "nodes.a.concurrency", "got 2.5", "a whole number"),
            (node(concurrency="many"), "nodes.a.concurrency", "got 'many'", "a whole number"),
            (node(failurePercent="x"), "nodes.a.failurePercent", "got 'x'", "a number"),
            (node(failurePercent=10**400), "nodes.a.failurePercent", "got 1000", "a number"),
            (node(work={"kind": "exponential", "mean": 0}), "nodes.a.work.mean", "got 0", "more than 0"),
            (node(work={"kind": "pareto"}), "nodes.a.work", "unknown kind 'pareto'", "'lognormal'"),
            (
                node(retry={"jitter": "some"}),
                "nodes.a.retry.jitter",
                "got 'some'",
                "'none', 'equal', 'full' or 'decorrelated'",
            ),
            (node(retry=[]), "nodes.a.retry", "got list", "an object"),
            (node(idempotent="perhaps"), "nodes.a.idempotent", "got 'perhaps'", "true or false"),
            ({"nodes": []}, "nodes", "got list", "an object"),
            ({"nodes": {"a": 5}}, "nodes.a", "got 5", "an object"),
            ({"nodes": {"Has Space": {"kind": "service", "name": "A"}}}, "nodes.Has Space", "pattern", "text matching"),
            ({"title": ["x"]}, "title", "got list", "text"),
            ({"scenarios": {"s": {"name": "S", "faults": {}}}}, "scenarios.s.faults", "got dict", "a list"),
            (
                node(kind="trace", points=[{"at": 2, "eventType": "e"}, {"at": 1, "eventType": "e"}]),
                "nodes.a",
                "the recorded messages must be in order of time",
                "",
            ),
        ],
    )  # fmt: skip
    def test_a_bad_value_is_named_with_path_problem_and_what_is_allowed(
        self, raw: Json, path: str, problem: str, allowed: str
    ):
        found = [one for one in problems_of(raw) if one.path == path]
        assert found, problems_of(raw)
        assert problem in found[0].problem
        assert allowed in found[0].allowed

    def test_all_problems_are_listed_not_only_the_first(self):
        raw = {"title": "", "nodes": {"a": {"kind": "service", "name": "", "instances": 0}, "b": {"kind": "nope"}}}
        assert {problem.path for problem in problems_of(raw)} == {
            "title",
            "nodes.a.name",
            "nodes.a.instances",
            "nodes.b",
        }

    def test_what_was_sent_is_shown_shortened(self):
        (problem,) = problems_of(node(concurrency="x" * 10_000))
        assert len(problem.problem) < 300

    @pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
    def test_numbers_that_are_none_are_refused(self, number: float):
        (problem,) = problems_of(node(failurePercent=number))
        assert problem.path == "nodes.a.failurePercent"

    @pytest.mark.parametrize("raw", [None, [], "document", 7, True])
    def test_a_document_is_an_object(self, raw: Any):
        (problem,) = problems_of(raw)
        assert (problem.path, problem.allowed) == ("", "a JSON object")

    @pytest.mark.parametrize("version", [0, SCHEMA_VERSION + 1, 999, -1, "1", 1.0, True, None, [1]])
    def test_an_unknown_version_is_refused(self, version: Any):
        (problem,) = problems_of({"schemaVersion": version})
        assert problem.path == "schemaVersion"


class TestText:
    @pytest.mark.parametrize("text", ["", "{", "{'a': 1}", "[1,]", "nothing", '{"a": 1} x', b"\xff\xfe\x00", b"\x80"])
    def test_what_is_not_json_is_refused(self, text: str | bytes):
        assert text_problem(text).allowed == "JSON text"

    @pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
    def test_json_has_no_numbers_like_these(self, number: str):
        assert text_problem(f'{{"title": {number}}}').allowed == "JSON text"

    def test_a_key_that_stands_twice_would_lose_one_of_two_nodes(self):
        one = '{"kind": "service", "name": "A"}'
        assert "'a' stands twice" in text_problem(f'{{"nodes": {{"a": {one}, "a": {one}}}}}').problem

    @pytest.mark.parametrize("text", [r'{"title": "\ud800"}', '{"title": "\ud800"}'])
    def test_half_a_character_is_refused(self, text: str):
        assert text_problem(text)

    def test_both_halves_of_a_character_are_fine(self):
        assert read_document_text(r'{"title": "\ud83d\ude80"}').title == "🚀"


class TestLimits:
    def test_too_many_bytes(self):
        text = json.dumps({"description": "x" * MAX_BYTES})
        assert text_problem(text).allowed == f"at most {MAX_BYTES:,} bytes"

    def test_bytes_are_counted_not_characters(self):
        assert text_problem('"' + "é" * (MAX_BYTES // 2) + '"').allowed == f"at most {MAX_BYTES:,} bytes"

    @pytest.mark.parametrize(
        ("area", "most", "entry"),
        [
            ("nodes", MAX_NODES, {"kind": "service", "name": "A"}),
            ("eventTypes", MAX_EVENT_TYPES, {"name": "E"}),
            ("scenarios", MAX_SCENARIOS, {"name": "S"}),
        ],
    )
    def test_as_many_as_allowed_and_not_one_more(self, area: str, most: int, entry: Json):
        assert read_document({area: {f"x{i}": entry for i in range(most)}})
        (problem,) = problems_of({area: {f"x{i}": entry for i in range(most + 1)}})
        assert (problem.path, problem.allowed) == (area, f"a length of at most {most:,}")

    def test_too_many_edges(self):
        edge = {"kind": "call", "source": "a", "target": "b"}
        raw = {
            "nodes": {"a": {"kind": "service", "name": "A"}, "b": {"kind": "service", "name": "B"}},
            "edges": {f"e{i}": edge for i in range(MAX_EDGES + 1)},
        }
        (problem,) = problems_of(raw)
        assert (problem.path, problem.allowed) == ("edges", f"a length of at most {MAX_EDGES:,}")

    def test_too_deep(self):
        payload: Json = {}
        for _ in range(MAX_DEPTH):
            payload = {"properties": payload}
        (problem,) = problems_of({"eventTypes": {"e": {"name": "E", "payload": payload}}})
        assert "nested too deeply" in problem.problem

    @pytest.mark.parametrize("opening", ["[", '{"a":'])
    def test_so_deep_that_a_parser_could_run_out_of_stack(self, opening: str):
        assert text_problem(opening * 200_000)

    def test_a_number_too_long_to_be_parsed(self):
        assert text_problem('{"title": ' + "9" * 100_000 + "}").allowed == "JSON text"


class TestFaults:
    DOCUMENT = read_document(
        {
            "nodes": {"a": {"kind": "service", "name": "A"}, "d": {"kind": "dead_letter_queue", "name": "D"}},
            "edges": {"e": {"kind": "dead_letter", "source": "a", "target": "d"}},
        }
    )

    def problem_of(self, raw: Any) -> Problem:
        with pytest.raises(DocumentInvalid) as caught:
            read_faults(raw, self.DOCUMENT)
        return caught.value.problems[0]

    def test_a_list_or_an_object_with_a_list(self):
        crash = {"kind": "crash", "target": "a", "atSeconds": 3}
        assert read_faults([crash], self.DOCUMENT) == read_faults({"faults": [crash]}, self.DOCUMENT)

    @pytest.mark.parametrize(
        ("raw", "path"),
        [
            ([{"kind": "crash", "target": "nobody"}], "0.target"),
            ([{"kind": "crash", "target": "d"}], "0.target"),
            ([{"kind": "latency", "target": "e"}], "0.target"),
            ([{"kind": "crash", "target": "a"}, {"kind": "error_rate", "target": "a", "percent": 101}], "1.percent"),
            ([{"kind": "earthquake", "target": "a"}], "0"),
            ([{"kind": "crash", "target": "a", "atSeconds": -1}], "0.atSeconds"),
        ],
    )
    def test_a_fault_that_cannot_strike_is_named(self, raw: Any, path: str):
        assert self.problem_of(raw).path == path

    @pytest.mark.parametrize("raw", [None, 5, "crash", {}, {"fault": []}])
    def test_what_is_no_list_of_faults_is_refused(self, raw: Any):
        assert self.problem_of(raw)
