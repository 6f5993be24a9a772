"""What real servers of each version did once, held against the engine: no server is needed."""

import pytest

from .catalogue import BROKERS
from .comparing import difference, same
from .playing import Counted, NotHeld, Script, Seen
from .recorded import RECORDED, fingerprint, recorded
from .test_scripts import in_engine
from .versions import VERSIONS, said_of

AGAIN = "python -m tests.brokers rabbitmq --record, with a server of this version as BREAKWATER_RABBITMQ"
KEPT = {(name, version): recorded(name, version) for name in RECORDED for version in VERSIONS}
EACH = pytest.mark.parametrize(
    ("broker", "version", "script"),
    [
        pytest.param(name, version, script, id=f"{name} {version}: {script.name}")
        for name, version in KEPT
        for script in BROKERS[name].of_version(version)
    ],
)


@EACH
def test_the_engine_does_what_a_server_of_this_version_did(broker: str, version: str, script: Script) -> None:
    assert script.name in KEPT[broker, version], f"not recorded: {AGAIN}"
    kept = KEPT[broker, version][script.name]
    assert kept.of == fingerprint(script, version), f"recorded of other steps: {AGAIN}"
    assert said_of(kept.server) == version
    engine = in_engine(script)
    if script.differs:
        assert engine is None or not same(script, kept.outcome, engine), "it differs no more"
    else:
        assert engine is not None, "the engine refuses what its operator does"
        assert same(script, kept.outcome, engine), difference(script, kept.outcome, engine)


@EACH
def test_what_is_recorded_was_played_to_the_end(broker: str, version: str, script: Script) -> None:
    outcome = KEPT[broker, version][script.name].outcome
    assert [one for one in outcome if isinstance(one, NotHeld)] == []
    assert any(one.message for one in outcome if isinstance(one, Seen)) or any(
        one.ready for one in outcome if isinstance(one, Counted)
    )


@pytest.mark.parametrize(("broker", "version"), list(KEPT))
def test_nothing_is_kept_of_a_script_that_is_gone(broker: str, version: str) -> None:
    assert set(KEPT[broker, version]) <= {script.name for script in BROKERS[broker].of_version(version)}
