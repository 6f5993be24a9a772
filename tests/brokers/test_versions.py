"""Which scripts hold with which server, and what is kept of a recording."""

from pathlib import Path

import pytest

from . import recorded as kept_in
from .catalogue import BROKERS
from .playing import CameBack, Counted, Script, Seen
from .recorded import Recorded, fingerprint, keep, recorded
from .servers import Missing, rabbitmq_version
from .versions import VERSIONS, holds, said_of, written_for

SCRIPT = BROKERS["rabbitmq"].scripts[0]


@pytest.mark.parametrize(
    ("server", "said"),
    [("3.10.8", "3.13"), ("3.13.7", "3.13"), ("4.0.5", "4.0"), ("4.2.10", "4.0"), ("4.3.6", "4.3"), ("4.10.0", "4.3")],
)
def test_a_server_is_what_a_document_calls_its_line(server: str, said: str) -> None:
    assert said_of(server) == said


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [({}, VERSIONS), ({"since": "4.0"}, VERSIONS[1:]), ({"until": "4.0"}, VERSIONS[:2]), ({"since": "4.3"}, ("4.3",))],
)
def test_a_script_holds_from_one_version_to_another(bounds: dict[str, str], expected: tuple[str, ...]) -> None:
    script = Script(SCRIPT.name, SCRIPT.document, SCRIPT.steps, SCRIPT.checks, **bounds)  # type: ignore[arg-type]
    assert tuple(version for version in VERSIONS if holds(script, version)) == expected


def test_a_script_is_written_for_a_version_and_stays_as_it_was() -> None:
    written = written_for(SCRIPT, "4.3")
    assert written.document["nodes"]["broker"]["version"] == "4.3"
    assert SCRIPT.document["nodes"]["broker"]["version"] == "3.13"
    assert fingerprint(SCRIPT, "4.3") == fingerprint(written, "4.3") != fingerprint(SCRIPT, "4.0")


def test_what_is_recorded_is_read_as_it_was_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_in, "FOLDER", tmp_path)
    outcome = (
        Seen(0, "worker", 0, 1, "placed", 7, "work", redelivered=True, deliveries=2, deaths=(("work", "rejected", 1),)),
        Seen(1, "worker", 1),
        Counted(2, "work", 3),
        CameBack(3, (1, 2)),
    )
    gone = Recorded("a script that is gone", "4.0.5", "2026-01-01", "0", outcome)
    one = Recorded(SCRIPT.name, "4.0.5", "2026-01-01", fingerprint(SCRIPT, "4.0"), outcome)
    keep("rabbitmq", "4.0", [gone, one], [SCRIPT])
    assert recorded("rabbitmq", "4.0") == {SCRIPT.name: one}
    assert recorded("rabbitmq", "4.3") == {}


def test_another_server_than_the_machines_is_asked_for_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "start"
    monkeypatch.setenv("BREAKWATER_RABBITMQ", str(script))
    with pytest.raises(Missing, match="no file"):
        rabbitmq_version()
    script.write_text("exec /opt/rabbitmq_server-4.1.4/sbin/rabbitmq-server\n")
    assert rabbitmq_version() == "4.1"
    script.write_text("exec rabbitmq-server\n")
    with pytest.raises(Missing, match="names no folder"):
        rabbitmq_version()
