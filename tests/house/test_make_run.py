"""make run's own process: what it starts, what it survives, what it leaves behind."""

import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.healthcheck import healthy
from scripts.installation import Installation
from scripts.ports import listen
from scripts.processes import group_members
from scripts.progress import ROOT
from tests.processes import Stack, running_stack, wait_for

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def var(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("installation")


@pytest.fixture(scope="module")
def running(var: Path) -> Iterator[Stack]:
    with running_stack(var) as stack:
        yield stack


@pytest.fixture(scope="module")
def another(tmp_path_factory) -> Path:
    """The folder of a second installation, which is started and stopped: only the first start migrates and collects."""
    return tmp_path_factory.mktemp("another")


def living(groups: list[int]) -> list[int]:
    return [pid for group in groups for pid in group_members(group)]


def test_the_address_answers(running: Stack) -> None:
    with urllib.request.urlopen(f"{running.url}/healthz", timeout=10) as answer:
        assert answer.read() == b'{"status": "ok"}'


def test_the_page_is_served_without_debug_and_with_a_content_security_policy(running: Stack) -> None:
    with urllib.request.urlopen(f"{running.url}/", timeout=10) as answer:
        policy = answer.headers["Content-Security-Policy"]
        page = answer.read().decode()
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "/static/" in page


def test_valkey_listens_on_no_port_and_only_for_this_user(running: Stack) -> None:
    socket = running.var / "valkey.sock"
    if not socket.exists():
        pytest.skip("the folder's path is too long for a socket: it lies elsewhere")
    assert socket.stat().st_mode & 0o077 == 0


def test_a_worker_has_a_pool(running: Stack) -> None:
    assert len(running.worker_pids()) >= 3


@pytest.mark.parametrize("name", ["web server", "Celery worker", "Valkey"])
def test_what_is_killed_is_started_again_at_the_same_address(running: Stack, name: str) -> None:
    before = running.processes()[name]
    os.kill(before, signal.SIGKILL)

    wait_for(f"{name} runs again", lambda: running.processes().get(name, before) != before, 30)
    wait_for("the address answers", lambda: healthy(running.url), 60)
    wait_for("nothing of the old one is left", lambda: group_members(before) == [], 10)


def test_a_second_start_in_the_same_folder_is_refused_with_the_address(running: Stack) -> None:
    second = subprocess.run(
        [sys.executable, "-m", "scripts.run"],
        cwd=ROOT,
        env={**os.environ, "BREAKWATER_VAR": str(running.var)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert second.returncode == 1
    assert f"Breakwater already runs here: {running.url}" in second.stdout
    assert healthy(running.url)


def assert_stops_everything(stack: Stack, number: signal.Signals) -> None:
    groups = list(stack.processes().values())
    assert len(living(groups)) >= 5  # Valkey, the worker with its pool of two, the web server

    assert stack.stop(number) == 0

    assert living(groups) == []
    assert not healthy(stack.url)
    assert Installation(stack.var).read() == {}


def test_a_taken_port_gets_another_one_and_ctrl_c_stops_everything(another: Path) -> None:
    with listen("127.0.0.1", 0) as holder:
        taken = holder.getsockname()[1]
        with running_stack(another, PORT=str(taken)) as stack:
            assert not stack.url.endswith(f":{taken}")
            assert healthy(stack.url)
            assert f"Port {taken} is taken; using" in (stack.var / "make-run.log").read_text()
            assert_stops_everything(stack, signal.SIGINT)


def test_after_a_supervisor_was_killed_the_next_start_ends_what_it_left(another: Path) -> None:
    with running_stack(another) as killed:
        orphans = list(killed.processes().values())
        killed.process.kill()
        killed.process.wait()
        assert living(orphans)

        with running_stack(another) as stack:
            assert living(orphans) == []
            assert healthy(stack.url)
            assert "left over from a run that was killed" in (stack.var / "make-run.log").read_text()
            assert_stops_everything(stack, signal.SIGTERM)
