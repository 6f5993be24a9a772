"""Who may connect to a run, and what becomes of messages that are none. No worker: the run stays in its queue."""

import json
from contextlib import suppress
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import connect

from tests.api.visitors import Json, Visitor, shop
from tests.runs.live import Theatre, Watcher

pytestmark = pytest.mark.django_db(transaction=True)

UNKNOWN = "00000000-0000-4000-8000-000000000000"


@pytest.fixture
def diagram(visitor: Visitor) -> Json:
    return visitor.draws(shop())


@pytest.fixture
def run_id(theatre: Theatre, visitor: Visitor, diagram: Json) -> str:
    return theatre.starts(visitor, diagram)["id"]


@pytest.fixture
def watcher(theatre: Theatre, visitor: Visitor, run_id: str) -> Watcher:
    return theatre.watches(run_id, visitor)


def close_code(theatre: Theatre, run_id: str, visitor: Visitor | None = None, share: str = "") -> int:
    socket = theatre.opens(run_id, visitor, share)
    with pytest.raises(ConnectionClosed) as closed:
        socket.recv(10)
    assert closed.value.rcvd is not None
    return closed.value.rcvd.code


def test_the_owner_joins_with_a_snapshot(watcher: Watcher, run_id: str, diagram: Json) -> None:
    assert watcher.snapshot["run"]["id"] == run_id
    assert watcher.snapshot["run"]["diagram"] == diagram["id"]
    assert watcher.snapshot["run"]["status"] == "queued"
    assert watcher.snapshot["readOnly"] is False
    assert watcher.frames == []


def test_a_run_that_is_not_there_closes_with_4404(theatre: Theatre, visitor: Visitor, run_id: str) -> None:
    assert close_code(theatre, UNKNOWN, visitor) == 4404


def test_somebody_elses_run_is_not_there_either(theatre: Theatre, run_id: str) -> None:
    stranger = Visitor()
    stranger.draws()
    assert close_code(theatre, run_id, stranger) == 4404
    assert close_code(theatre, run_id) == 4404
    assert close_code(theatre, run_id, stranger, share="no-such-token") == 4404


def test_a_share_link_lets_watch_but_not_control(
    theatre: Theatre, visitor: Visitor, diagram: Json, run_id: str
) -> None:
    token = visitor.shares(diagram)["token"]
    guest = theatre.watches(run_id, share=token)
    assert guest.snapshot["readOnly"] is True
    answer = guest.commands_to("stop")
    assert answer["type"] == "refused"
    assert "watch" in answer["reason"]


def test_a_revoked_link_opens_nothing(theatre: Theatre, visitor: Visitor, diagram: Json, run_id: str) -> None:
    link = visitor.shares(diagram)
    assert visitor.delete(f"/api/share-links/{link['id']}/").status_code == 204
    assert close_code(theatre, run_id, share=link["token"]) == 4404


def test_a_revoked_link_no_longer_answers_those_who_are_there(
    theatre: Theatre, visitor: Visitor, diagram: Json, run_id: str
) -> None:
    link = visitor.shares(diagram)
    guest = theatre.watches(run_id, share=link["token"])
    visitor.delete(f"/api/share-links/{link['id']}/")
    guest.says({"type": "resync", "after": 0})
    with pytest.raises(ConnectionClosed) as closed:
        guest.receives()
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 4404


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("{", "JSON"),
        ("[]", "message"),
        ({"type": "launch"}, "launch"),
        ({"type": "command", "id": 1, "command": {"kind": "explode"}}, "explode"),
        ({"type": "command", "id": 1, "command": {"kind": "speed", "factor": 1000}}, "factor"),
        ({"type": "command", "id": 1, "command": {"kind": "pause", "extra": 1}}, "extra"),
        ({"type": "resync", "after": -1}, "after"),
        ('{"type":"command","id":1,"command":{"kind":"speed","factor":NaN}}', ""),
        (b"\x00\x01", "JSON text"),
        ({"type": "command", "id": 1, "command": {"kind": "heal", "fault": "x" * 70_000}}, "65536 bytes"),
    ],
)
def test_a_wrong_message_gets_an_error_and_the_connection_survives(watcher: Watcher, message: Any, told: str) -> None:
    watcher.says(message)
    answer = watcher.receives()
    assert answer["type"] == "error"
    assert told in answer["reason"]
    assert len(answer["reason"]) < 1000
    assert watcher.commands_to("pause") == {"type": "accepted", "id": 1, "time": None}


def hears_everything(socket: Any) -> None:
    while True:
        socket.recv(10)


@pytest.mark.parametrize("pieces", [1, 8])
def test_a_message_that_no_server_reads_closes_the_connection_with_1009(
    theatre: Theatre, visitor: Visitor, run_id: str, pieces: int
) -> None:
    """In one frame or in several (RFC 6455, 7.4.1: message too big)."""
    socket, piece = theatre.opens(run_id, visitor), "x" * (1_048_576 // pieces + 1)
    with suppress(ConnectionClosed):  # It may be closed before all of it is sent.
        socket.send([piece] * pieces if pieces > 1 else piece)
    with pytest.raises(ConnectionClosed) as closed:
        hears_everything(socket)
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == 1009
    assert "exceeds payload limit" in closed.value.rcvd.reason


def test_a_flood_of_messages_is_cut_off_with_one_complaint_and_the_connection_survives(watcher: Watcher) -> None:
    for _ in range(200):
        watcher.says({"type": "nonsense"})
    answers = [watcher.receives()]
    try:
        while True:
            answers.append(watcher.receives(1.5))
    except TimeoutError:
        pass
    complaints = [answer for answer in answers if "messages a second" in answer["reason"]]
    assert 1 <= len(complaints) <= 3
    assert len(answers) < 60
    assert watcher.commands_to("pause")["type"] == "accepted"


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ({"kind": "crash", "target": "nowhere"}, "neither a node nor an edge"),
        ({"kind": "traffic_spike", "target": "orders", "factor": 2}, "does not apply to Service"),
        ({"kind": "crash", "target": "gateway-orders"}, "does not apply to an edge"),
    ],
)
def test_a_fault_that_cannot_strike_is_refused_with_the_reason(watcher: Watcher, fault: Json, told: str) -> None:
    answer = watcher.commands_to("inject", fault=fault)
    assert answer["type"] == "refused"
    assert told in answer["reason"]


def test_a_fault_that_is_not_there_cannot_be_healed(watcher: Watcher) -> None:
    assert watcher.commands_to("heal", fault="fault-7") == {
        "type": "refused",
        "id": 1,
        "reason": "There is no fault 'fault-7' to heal.",
    }


def test_a_page_of_another_site_cannot_connect(web_server: str, visitor: Visitor, run_id: str) -> None:
    cookie = {"Cookie": f"sessionid={visitor.cookies['sessionid'].value}"}
    address = f"{web_server.replace('http', 'ws', 1)}/ws/runs/{run_id}/"
    with (
        pytest.raises(InvalidStatus) as refused,
        connect(address, additional_headers=cookie, origin="https://elsewhere.example"),
    ):  # type: ignore[arg-type]
        pass
    assert refused.value.response.status_code == 403


def test_an_error_quotes_no_more_than_a_little_of_what_was_sent(watcher: Watcher) -> None:
    watcher.says(json.dumps({"type": "<script>" + "x" * 5000}))
    assert len(watcher.receives()["reason"]) < 1000
