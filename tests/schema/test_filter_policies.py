"""A filter policy that SNS would not take is refused, with the place, the limit and where it comes from."""

import json
from typing import Any

import pytest

from apps.schema import read_document
from tests.schema.test_broker_limits import channel, document, problem_of, subscribe


def subscription(policy: Any, **settings: Any) -> dict[str, Any]:
    return document(x=channel("sns_topic"), edges={"e": subscribe("x", "one", filterPolicy=policy, **settings)})


@pytest.mark.parametrize(
    "policy",
    [
        {"interest": ["rugby", {"prefix": "ba"}, {"suffix": "ball"}, {"equals-ignore-case": "TENNIS"}]},
        {"interest": [{"anything-but": ["rugby", "tennis"]}, {"exists": False}]},
        {"interest": [{"wildcard": "*a*b*"}, {"anything-but": {"suffix": "x"}}, {"anything-but": {"wildcard": "*"}}]},
        {"interest": [{"anything-but": {"prefix": "x"}}], "price": [{"anything-but": 7}]},
        {"price": [7, -2.5, {"numeric": ["=", 0]}, {"numeric": [">", 0, "<=", 150]}]},
        {"address": [{"cidr": "10.0.0.0/24"}, {"cidr": "2001:db8::/32"}]},
        {"a": ["1"], "$or": [{"b": ["2"]}, {"c": ["3"], "d": [{"exists": True}]}]},
        {f"key{n}": ["v"] for n in range(5)},
        {"a": ["v"] * 15, "b": ["v"] * 10},
    ],
)
def test_what_sns_takes_is_taken_and_written_as_it_was(policy: Any) -> None:
    edge: Any = read_document(subscription(policy)).edges["e"]
    assert json.loads(edge.model_dump_json())["filterPolicy"] == policy


@pytest.mark.parametrize(
    ("policy", "path", "words", "allowed"),
    [
        ({"a": "rugby"}, "a", "filter policy constraints", "a list of values"),
        ({"a": []}, "a", "filter policy constraints", "a list of values"),
        ({"a": {"b": ["nested"]}}, "a", "filter policy constraints", "a list of values"),
        ({"a": [True]}, "a.0", "true matches", "a text, a number"),
        ({"a": [["rugby"]]}, "a.0", "string value matching", "one operator"),
        ({"a": ["b", {}]}, "a.1", "string value matching", "one operator"),
        ({"a": [{"prefix": "b", "suffix": "l"}]}, "a.0", "string value matching", "one operator"),
        ({"a": [{"regexp": ".*ball"}]}, "a.0", "'regexp' is no operator", "prefix, suffix"),
        ({"a": [{"wildcard": "a*b*c*d*"}]}, "a.0.wildcard", "has 4 wildcards", "at most 3"),
        ({"a": [{"anything-but": {"wildcard": "****"}}]}, "a.0.anything-but.wildcard", "4 wildcards", "at most 3"),
        ({"a": [{"prefix": ""}]}, "a.0.prefix", "string value matching", "a text"),
        ({"a": [{"suffix": ["ball"]}]}, "a.0.suffix", "string value matching", "a text"),
        ({"a": [{"anything-but": ["rugby", 7]}]}, "a.0.anything-but", "string value matching", "texts or numbers"),
        ({"a": [{"anything-but": {"numeric": ["=", 1]}}]}, "a.0.anything-but", "string value", "prefix, suffix"),
        ({"a": [{"anything-but": {"suffix": ""}}]}, "a.0.anything-but.suffix", "string value matching", "a text"),
        ({"a": [{"numeric": [">"]}]}, "a.0.numeric", "numeric value matching", "a range"),
        ({"a": [{"numeric": ["<", "100"]}]}, "a.0.numeric", "numeric value matching", "a range"),
        ({"a": [{"numeric": ["!=", 1]}]}, "a.0.numeric", "'!=' is no comparison", ">="),
        ({"a": [{"numeric": ["<", 1, ">", 0]}]}, "a.0.numeric", "no range", "> or >="),
        ({"a": [{"numeric": [">", 2, "<", 1]}]}, "a.0.numeric", "no range", "larger"),
        ({"a": [{"numeric": ["=", 1000000001]}]}, "a.0.numeric", "constraints", "-1,000,000,000 to 1,000,000,000"),
        ({"a": [{"exists": "yes"}]}, "a.0.exists", "key matching", "true or false"),
        ({"a": [{"cidr": "10.0.0.0/33"}]}, "a.0.cidr", "IP address matching", "10.0.0.0/24"),
        ({"$or": [{"a": ["1"]}]}, "$or", "AND/OR logic", "at least 2"),
        ({"$or": [{"numeric": 123}, {"prefix": "abc"}]}, "$or.0", "a reserved word", ""),
        ({f"key{n}": ["v"] for n in range(6)}, "", "has 6 keys", "at most 5"),
        ({"a": ["v"] * 76, "b": ["v"] * 2}, "", "has 152 combinations", "at most 150"),
        ({"a": ["v" * 262_144]}, "", "bytes", "at most 262,144 bytes"),
    ],
)  # fmt: skip
def test_what_sns_does_not_take_is_refused(policy: Any, path: str, words: str, allowed: str) -> None:
    raw = subscription(policy)
    if path == "$or.0":  # both alternatives are wrong, in the same way
        raw["edges"]["e"]["filterPolicy"]["$or"][1] = {"b": ["2"]}
    problem = problem_of(raw)
    assert problem.path == "edges.e.filterPolicy" + (f".{path}" if path else "")
    assert words in problem.problem
    assert allowed in problem.allowed


def test_a_subscription_has_one_policy() -> None:
    policy = {"a": ["1"]}
    assert problem_of(subscription(policy, matchHeaders={"b": "2"})).path == "edges.e.matchHeaders"
    assert read_document(subscription(policy, eventTypes=["a"]))
    both = problem_of(subscription({"eventType": ["a"]}, eventTypes=["a"]))
    assert both.path == "edges.e.filterPolicy.eventType"
    five = problem_of(subscription({f"key{n}": ["v"] for n in range(5)}, eventTypes=["a"]))
    assert (five.path, five.allowed) == ("edges.e.filterPolicy", "at most 5 keys")
