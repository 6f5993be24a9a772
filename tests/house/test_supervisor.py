import os
import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.processes import group_members
from scripts.supervisor import GaveUp, Program, Supervisor
from tests.processes import wait_for

SLEEPER = "import time; print('up', flush=True); time.sleep(600)"
WITH_CHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {SLEEPER!r}])"
DEAF = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); {SLEEPER}"


@pytest.fixture
def supervisor() -> Iterator[Supervisor]:
    made = Supervisor()
    yield made
    made.stop_all()


def program(tmp_path: Path, source: str, name: str = "sleeper") -> Program:
    log = tmp_path / f"{name}.log"
    return Program(
        name, [sys.executable, "-c", source], log, os.environ, lambda: log.exists() and "up" in log.read_text()
    )


def look_after_until(supervisor: Supervisor, what: str, holds) -> None:
    def look() -> bool:
        supervisor.look_after()
        return holds()

    wait_for(what, look, 20)


def test_a_program_that_dies_is_started_again(supervisor: Supervisor, tmp_path: Path, capsys) -> None:
    sleeper = program(tmp_path, SLEEPER)
    supervisor.start([sleeper], seconds=20)
    first = sleeper.pid
    assert first is not None
    os.kill(first, signal.SIGKILL)

    look_after_until(supervisor, "another process runs", lambda: sleeper.pid not in (first, None))

    assert "sleeper was ended by SIGKILL; starting it again" in capsys.readouterr().out


def test_stopping_ends_what_a_program_started_too(supervisor: Supervisor, tmp_path: Path) -> None:
    parent = program(tmp_path, WITH_CHILD)
    supervisor.start([parent], seconds=20)
    group = parent.pid
    assert group is not None
    assert len(group_members(group)) == 2

    supervisor.stop_all()

    assert group_members(group) == []


def test_what_a_dead_program_left_behind_is_ended_before_the_next_start(supervisor: Supervisor, tmp_path: Path) -> None:
    parent = program(tmp_path, WITH_CHILD)
    supervisor.start([parent], seconds=20)
    group = parent.pid
    assert group is not None
    os.kill(group, signal.SIGKILL)

    look_after_until(supervisor, "another process runs", lambda: parent.pid not in (group, None))

    assert group_members(group) == []


def test_a_program_deaf_to_sigterm_is_killed(
    supervisor: Supervisor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("scripts.supervisor.PATIENCE", 0.5)
    deaf = program(tmp_path, DEAF)
    supervisor.start([deaf], seconds=20)
    group = deaf.pid
    assert group is not None

    began = time.monotonic()
    supervisor.stop_all()

    assert group_members(group) == []
    assert 0.5 <= time.monotonic() - began < 5


def test_a_program_that_cannot_run_is_given_up_with_its_last_words(
    supervisor: Supervisor, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setattr("scripts.supervisor.PAUSES", (0.0, 0.0))
    broken = program(tmp_path, "raise SystemExit('no such database')", "broken")

    with pytest.raises(GaveUp, match=r"broken ended with code 1, 3 times in a row\.[\s\S]*no such database"):
        supervisor.start([broken], seconds=20)


def test_a_program_that_never_gets_ready_is_given_up(supervisor: Supervisor, tmp_path: Path) -> None:
    silent = program(tmp_path, "import time; time.sleep(600)", "silent")

    with pytest.raises(GaveUp, match=r"silent was not ready after 1 s"):
        supervisor.start([silent], seconds=1)
