"""SNS filter policies, by the examples of the developer guide (string, numeric and key matching, AND/OR logic)."""

from typing import Any

import pytest

from apps.engine.brokers.sqs.filters import policy_passes
from tests.engine.brokers.sqs_books import Play
from tests.engine.brokers.test_sqs_topics import received, topic


@pytest.mark.parametrize(
    ("condition", "passing", "stopped"),
    [
        ("rugby", ["rugby"], ["Rugby", "rugby ", "tennis", ""]),
        (301.5, ["301.5", "3.015e2", "301.500001"], ["301.51", "three", ""]),
        ({"prefix": "bas"}, ["baseball", "basketball", "bas"], ["rugby", "Baseball", "abas"]),
        ({"suffix": "ball"}, ["baseball", "ball"], ["rugby", "balls"]),
        ({"wildcard": "*ball"}, ["baseball", "ball"], ["balls", "Basketbal"]),
        ({"wildcard": "a*b.*c"}, ["ab.c", "a1b2b.34c", "a\nb.c"], ["abc", "ab.cd", "xab.c"]),
        ({"anything-but": {"suffix": "ball"}}, ["hockey", "balls"], ["baseball"]),
        ({"anything-but": {"wildcard": "b*ball"}}, ["hockey", "football"], ["baseball", "bball"]),
        ({"equals-ignore-case": "Tennis"}, ["tennis", "TENNIS"], ["rugby", "tennis "]),
        ({"anything-but": ["rugby", "tennis"]}, ["baseball", "Rugby"], ["rugby", "tennis"]),
        ({"anything-but": "rugby"}, ["baseball"], ["rugby"]),
        ({"anything-but": {"prefix": "order-"}}, ["data-entry"], ["order-cancelled"]),
        ({"anything-but": [100, 500]}, ["101", "100.1", "many"], ["100", "1e2", "500"]),
        ({"numeric": ["=", 301.5]}, ["301.5", "3.015e2"], ["301", "price"]),
        ({"numeric": ["<", 0]}, ["-1", "-0.5"], ["0", "1", "nan", "-inf"]),
        ({"numeric": [">", 0, "<=", 150]}, ["0.1", "150"], ["0", "150.1", "-1"]),
        ({"numeric": [">=", 0, "<", 150]}, ["0", "149"], ["150", "-1"]),
        ({"exists": True}, ["fans"], [""]),
        ({"cidr": "10.0.0.0/24"}, ["10.0.0.0", "10.0.0.255"], ["10.1.1.0", "fans", "::1"]),
    ],
)
def test_a_value_of_a_policy_says_what_passes(condition: Any, passing: list[str], stopped: list[str]) -> None:
    policy = {"x": [condition]}
    assert [text for text in [*passing, *stopped] if policy_passes(policy, {"x": text})] == passing
    assert not policy_passes(policy, {"y": passing[0]})


def test_what_is_not_there_passes_only_where_that_is_asked_for() -> None:
    assert policy_passes({"store": [{"exists": False}]}, {"price": "1"})
    assert not policy_passes({"store": [{"exists": False}]}, {"store": "fans"})
    assert policy_passes({"store": [{"anything-but": ["fans"]}, {"exists": False}]}, {})


def test_an_or_wants_one_of_its_alternatives_and_all_keys_beside_it() -> None:
    policy = {"source": ["aws.cloudwatch"], "$or": [{"metricName": ["CPU"]}, {"namespace": ["EC2", "ES"]}]}
    assert policy_passes(policy, {"source": "aws.cloudwatch", "metricName": "CPU"})
    assert policy_passes(policy, {"source": "aws.cloudwatch", "namespace": "ES"})
    assert not policy_passes(policy, {"source": "aws.cloudwatch", "namespace": "S3"})
    assert not policy_passes(policy, {"metricName": "CPU", "namespace": "ES"})


@pytest.mark.parametrize(
    ("subscription", "passes"),
    [
        ({"filterPolicy": {"region": [{"anything-but": ["us"]}]}}, [1, 2]),
        ({"filterPolicy": {"eventType": [{"prefix": "pa"}]}}, [2]),
        ({"filterPolicy": {"$or": [{"region": ["us"]}, {"speed": ["slow"]}]}}, [1, 3]),
        ({"filterPolicy": {"region": ["eu"]}, "eventTypes": ["paid", "failed"]}, [2]),
        ({"filterPolicy": {"colour": [{"exists": False}]}}, [1, 2, 3]),
    ],
)
def test_a_subscription_takes_what_its_policy_lets_through(subscription: dict[str, Any], passes: list[int]) -> None:
    assert received(Play(topic(subscription))) == (passes, [])
