import os
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

import pytest

from .catalogue import BROKERS, Broker
from .playing import Outcome, Script, play
from .servers import Missing

AT_ONCE = 8  # scripts on one broker: they mostly wait
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """After everything else that needs no browser: what fails here is seldom the first to know."""
    items.sort(key=lambda item: HERE in item.path.parents)


class RealBrokers:
    """Starts a broker when the first of its scripts is asked for, and plays all that this session will ask for."""

    def __init__(self, wanted: set[tuple[str, str]], folder: Path, closing: ExitStack) -> None:
        self.wanted, self.folder, self.closing = wanted, folder, closing
        self.playing: dict[str, dict[str, Future[Outcome]]] = {}
        self.missing: dict[str, Missing] = {}

    def outcome(self, name: str, script: Script) -> Outcome:
        if name not in self.playing and name not in self.missing:
            try:
                self.playing[name] = self.start(name, BROKERS[name])
            except Missing as reason:
                self.missing[name] = reason
        if name in self.missing:
            if os.environ.get("CI"):
                pytest.fail(str(self.missing[name]))
            pytest.skip(str(self.missing[name]))
        return self.playing[name][script.slug].result()

    def start(self, name: str, broker: Broker) -> dict[str, Future[Outcome]]:
        folder = self.folder / name
        folder.mkdir()
        address = self.closing.enter_context(broker.server(folder))
        pool = self.closing.enter_context(ThreadPoolExecutor(AT_ONCE, f"scripts on {name}"))

        def on_real(script: Script) -> Outcome:
            return play(script, broker.real_player(script, address))

        return {
            script.slug: pool.submit(on_real, script)
            for script in broker.scripts
            if (name, script.slug) in self.wanted and not script.not_comparable
        }


@pytest.fixture(scope="session")
def real_brokers(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RealBrokers]:
    parameters = [item.callspec.params for item in request.session.items if hasattr(item, "callspec")]
    wanted = {(one["broker"], one["script"].slug) for one in parameters if "broker" in one and "script" in one}
    with ExitStack() as closing:
        yield RealBrokers(wanted, tmp_path_factory.mktemp("brokers"), closing)
