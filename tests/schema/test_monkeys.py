"""What a chaos monkey may be asked for, and what is refused with its reason."""

from typing import Any

import pytest

from apps.schema import Document, DocumentInvalid, read_document, read_monkeys
from apps.schema.blast_radius import radius, strikable
from apps.schema.faults import Crash, TrafficSpike
from apps.schema.live_strikes import strike_problem
from apps.schema.messages import Inject, Strike, Unleash, client_message
from apps.schema.monkey import Monkey


@pytest.fixture(scope="module")
def shop() -> Document:
    return read_document(
        {
            "eventTypes": {"event": {"name": "Event"}},
            "nodes": {
                "source": {"kind": "clients", "name": "Source", "sends": [{"eventType": "event"}]},
                "kafka": {"kind": "kafka", "name": "Kafka", "zone": "eu-1"},
                "topic": {"kind": "kafka_topic", "name": "Topic", "parent": "kafka"},
                "a": {"kind": "service", "name": "A", "zone": "eu-1"},
                "b": {"kind": "service", "name": "B", "zone": "eu-2"},
            },
            "edges": {
                "publish": {"kind": "publish", "source": "source", "target": "topic"},
                "to-a": {"kind": "subscribe", "source": "topic", "target": "a"},
                "to-b": {"kind": "subscribe", "source": "topic", "target": "b"},
            },
        }
    )


def refused(raw: Any, document: Document) -> str:
    with pytest.raises(DocumentInvalid) as refusal:
        read_monkeys([raw], document)
    return str(refusal.value)


def test_nothing_named_is_everything(shop: Document) -> None:
    assert radius(shop, Monkey()) == {*shop.nodes, *shop.edges, "eu-1", "eu-2"}


def test_a_zone_brings_what_stands_in_it_what_lives_in_that_and_what_runs_between(shop: Document) -> None:
    assert radius(shop, Monkey(targets=["eu-1"])) == {"eu-1", "kafka", "topic", "a", "to-a"}


def test_only_what_a_kind_can_strike_is_struck_with_it(shop: Document) -> None:
    monkey = Monkey(targets=["kafka", "a"], kinds=["crash", "leader_loss", "partition", "traffic_spike"])
    assert strikable(shop, monkey) == {"crash": ["a", "kafka"], "leader_loss": ["topic"], "partition": ["to-a"]}


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ({"targets": ["nobody"]}, "'nobody', which is neither a node, an edge nor a zone"),
        ({"targets": ["topic"], "kinds": ["crash"]}, "nothing in its blast radius to strike with: down"),
        ({"perMinute": 1000}, "less than or equal to 60"),
        (
            {"perMinute": 60, "durationSeconds": 600, "shortestSeconds": 0.1, "longestSeconds": 0.1, "atMost": 20},
            "are 600 faults: at most 100, each is a line of the log",
        ),
        ({"perMinute": 60, "durationSeconds": 1800}, "are 133 faults: at most 100, each is a line of the log"),
        ({"shortestSeconds": 30, "longestSeconds": 10}, "the shortest is longer than the longest"),
        ({"kinds": ["meteor"]}, "got 'meteor'"),
        ({"kinds": []}, "at least 1 item"),
        ({"atMost": 0}, "greater than or equal to 1"),
    ],
)
def test_what_cannot_be_asked_of_a_monkey_is_refused_with_the_reason(
    shop: Document, raw: dict[str, Any], reason: str
) -> None:
    assert reason in refused(raw, shop)


def test_a_scenario_is_refused_when_its_monkey_names_what_is_not_there(shop: Document) -> None:
    raw = shop.model_dump(mode="json", by_alias=True)
    raw["scenarios"] = {"storm": {"name": "Storm", "monkeys": [{"targets": ["gone"]}]}}
    with pytest.raises(DocumentInvalid, match=r"scenarios\.storm\.monkeys\.0\.targets: names 'gone'"):
        read_document(raw)


def test_the_past_cannot_be_struck_and_0_is_now(shop: Document) -> None:
    past = Inject(fault=Crash(target="a", at_seconds=10.0))
    assert strike_problem(shop, past, 42.5) == "strikes at 10 s, and the run is at 42.5 s already: 0 strikes at once"
    assert strike_problem(shop, past, 9.0) is None
    assert strike_problem(shop, Inject(fault=Crash(target="a")), 42.5) is None
    assert "already" in (strike_problem(shop, Unleash(monkey=Monkey(at_seconds=1.0)), 42.5) or "")


def test_a_strike_is_refused_as_a_whole_and_says_which_target_is_wrong(shop: Document) -> None:
    strike = Strike(faults=[Crash(target="a"), Crash(target="topic")])
    assert strike_problem(shop, strike, 0.0) == "topic: Down does not apply to Topic"


def test_a_flood_is_refused_with_the_most_that_a_live_run_takes(shop: Document) -> None:
    spike = Inject(fault=TrafficSpike(target="source", factor=1000.0))
    assert strike_problem(shop, spike, 0.0) is None
    raw = shop.model_dump(mode="json", by_alias=True)
    raw["nodes"]["source"]["workload"] = {"kind": "poisson", "perSecond": 5000}
    problem = strike_problem(read_document(raw), spike, 0.0) or ""
    assert "send 5,000,000/s" in problem
    assert "at most 20.0×" in problem


def test_a_strike_of_nothing_or_of_too_much_is_no_message() -> None:
    for count in (0, 201):
        faults = [{"kind": "crash", "target": f"n{number}"} for number in range(count)]
        with pytest.raises(ValueError, match=r"at (least|most)"):
            client_message.validate_python(
                {"type": "command", "id": 1, "command": {"kind": "strike", "faults": faults}}
            )
