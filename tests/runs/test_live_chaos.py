"""Several faults at once and a chaos monkey in a live run: logged, seen, healed as one, and refused with the reason."""

from typing import Any

import pytest

from tests.api.visitors import Json, Visitor, shop
from tests.processes import Worker
from tests.runs.live import Theatre, Watcher
from tests.runs.test_live_runs import headless

pytestmark = pytest.mark.django_db(transaction=True)

MONKEY = {
    "kinds": ["crash", "slow"],
    "perMinute": 40,
    "atMost": 2,
    "shortestSeconds": 2,
    "longestSeconds": 6,
    "durationSeconds": 30,
}


def crash(target: str, **values: Any) -> Json:
    return {"kind": "crash", "target": target, **values}


def sees_faults(watcher: Watcher, *ids: str) -> Json:
    found = watcher.waits_for(
        lambda message: message["type"] == "frame" and {fault["id"] for fault in message["frame"]["faults"]} == set(ids)
    )
    frame: Json = found["frame"]
    return frame


@pytest.fixture
def watcher(theatre: Theatre, visitor: Visitor, worker: Worker) -> Watcher:
    run = theatre.starts(visitor, visitor.draws(shop()), speed=5, untilSeconds=600)
    return theatre.watches(run["id"], visitor)


def test_a_strike_is_one_line_of_the_log_and_is_healed_by_one_id(watcher: Watcher) -> None:
    faults = [crash("orders"), crash("gateway")]
    assert watcher.commands_to("strike", faults=faults)["type"] == "accepted"
    frame = sees_faults(watcher, "fault-1.1", "fault-1.2")
    assert {line["severity"] for line in frame["cascade"]} >= {"down"}
    assert watcher.commands_to("heal", fault="fault-1.2")["type"] == "accepted"
    sees_faults(watcher, "fault-1.1")
    assert watcher.commands_to("heal", fault="fault-1")["type"] == "accepted"
    sees_faults(watcher)
    watcher.waits_for(lambda message: message["type"] == "run" and len(message["run"]["log"]) == 3)
    assert [line["command"]["kind"] for line in watcher.run["log"]] == ["strike", "heal", "heal"]


def test_a_monkey_is_logged_with_what_it_was_drawn_to_do_and_calmed_by_healing_all(
    theatre: Theatre, visitor: Visitor, worker: Worker
) -> None:
    diagram = visitor.draws(shop())
    run = theatre.starts(visitor, diagram, speed=20, untilSeconds=300, seed=7)
    watcher = theatre.watches(run["id"], visitor)
    assert watcher.commands_to("unleash", monkey=MONKEY)["type"] == "accepted"
    watcher.waits_for(lambda message: message["type"] == "run" and bool(message["run"]["log"]))
    (line,) = watcher.run["log"]
    assert len(line["faults"]) > 3
    assert all(fault["atSeconds"] >= line["at"] for fault in line["faults"])
    assert watcher.commands_to("heal_all")["type"] == "accepted"
    watcher.commands_to("speed", factor=100)
    ended = watcher.sees_the_end()
    [healed_at] = [line["at"] for line in ended["log"] if line["command"]["kind"] == "heal_all"]
    assert all(not frame["faults"] for frame in watcher.frames if frame["time"] > healed_at)
    assert ended["digest"] == headless(diagram, ended)


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        ({"kind": "strike", "faults": [crash("orders"), crash("nobody")]}, "nobody: names 'nobody'"),
        ({"kind": "inject", "fault": crash("orders", atSeconds=0.01)}, "already: 0 strikes at once"),
        ({"kind": "unleash", "monkey": {**MONKEY, "targets": ["nobody"]}}, "names 'nobody'"),
    ],
)
def test_what_cannot_be_struck_is_refused_with_the_reason_and_the_run_goes_on(
    watcher: Watcher, command: Json, reason: str
) -> None:
    watcher.waits_for(lambda message: message["type"] == "frame" and message["frame"]["time"] > 1.0)
    answer = watcher.commands_to(**command)
    assert answer["type"] == "refused"
    assert reason in answer["reason"]
    before = watcher.frames[-1]["time"]
    watcher.waits_for(lambda message: message["type"] == "frame" and message["frame"]["time"] > before + 1.0)
    assert watcher.run["log"] == []


def test_a_rate_that_is_no_rate_is_told_with_its_limit(watcher: Watcher) -> None:
    watcher.says({"type": "command", "id": 9, "command": {"kind": "unleash", "monkey": {**MONKEY, "perMinute": 5000}}})
    told = watcher.waits_for(lambda message: message["type"] == "error")
    assert "less than or equal to 60" in told["reason"]


def test_a_scenarios_monkey_strikes_in_a_live_run_as_on_the_command_line(
    theatre: Theatre, visitor: Visitor, worker: Worker
) -> None:
    scenarios = {"storm": {"name": "Storm", "untilSeconds": 40, "seed": 9, "monkeys": [MONKEY]}}
    diagram = visitor.draws({**shop(), "scenarios": scenarios})
    run = theatre.starts(visitor, diagram, scenario="storm", speed=20)
    watcher = theatre.watches(run["id"], visitor)
    ended = watcher.sees_the_end()
    assert any(frame["faults"] for frame in watcher.frames)
    assert ended["digest"] == headless(diagram, ended)
