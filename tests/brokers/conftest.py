import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from .playing import Outcome, Script
from .real_brokers import RealBrokers
from .servers import Missing

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """After everything else that needs no browser: what fails here is seldom the first to know."""
    items.sort(key=lambda item: HERE in item.path.parents)


@pytest.fixture(scope="session")
def real_outcome(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Outcome]]:
    """What a script leaves on the real broker; played once however many tests ask, and again only if asked to."""
    parameters = [item.callspec.params for item in request.session.items if hasattr(item, "callspec")]
    wanted = {(one["broker"], one["script"].slug) for one in parameters if "broker" in one and "script" in one}
    with ExitStack() as closing:
        brokers = RealBrokers(wanted, tmp_path_factory.mktemp("brokers"), closing)

        def outcome(name: str, script: Script, again: bool = False) -> Outcome:
            try:
                return brokers.again(name, script) if again else brokers.outcome(name, script)
            except Missing as reason:
                if os.environ.get("CI"):
                    pytest.fail(str(reason))
                pytest.skip(str(reason))

        yield outcome
