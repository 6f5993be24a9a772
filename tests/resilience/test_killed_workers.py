"""A worker goes on whichever of its processes is killed, and whenever."""

import os
import signal

from tests.live.parts import PATIENCE, running, wait_for
from tests.live.person import Person, order_flow
from tests.live.viewer import Viewer


def test_a_worker_starts_although_a_process_of_its_pool_is_killed_before_it_is_connected() -> None:
    with running(workers=0) as parts:
        parts.stop_valkey()  # So that it waits between the start of its pool and its first task.
        worker = parts.begin_worker()
        wait_for("it waits for Valkey", lambda: "Trying again" in worker.log.read_text(), PATIENCE, worker.log)
        killed = parts.pool_of(worker)[0]
        os.kill(killed, signal.SIGKILL)
        parts.start_valkey()
        wait_for("it is ready", lambda: "is ready" in worker.log.read_text(), PATIENCE, worker.log)

        owner = Person(parts.url)
        run = owner.starts(owner.draws(order_flow()), seed=1, speed=1.0, untilSeconds=60)
        viewer = Viewer(owner, run["id"])
        try:
            viewer.reaches(1.0)
        finally:
            viewer.leaves()
        assert worker.process is not None
        assert worker.process.poll() is None, worker.log.read_text()
        wait_for("its pool is whole", lambda: len(parts.pool_of(worker)) == 2, 20, worker.log)
        assert killed not in parts.pool_of(worker)
