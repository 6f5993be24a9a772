"""The same script on the real broker and in the engine: what is seen must be the same."""

from collections.abc import Callable

import pytest

from apps.engine.operating import OperationRefused

from .catalogue import AT_HAND, BROKERS, EVERY_SCRIPT
from .comparing import difference, same
from .engine import EnginePlayer
from .playing import Counted, NotHeld, Outcome, Script, Seen, play

RealOutcome = Callable[..., Outcome]
EACH = pytest.mark.parametrize(
    ("broker", "script"), [pytest.param(name, script, id=f"{name}: {script.name}") for name, script in AT_HAND]
)


def in_engine(script: Script) -> Outcome | None:
    try:
        return play(script, EnginePlayer(script))
    except OperationRefused:
        return None


@EACH
def test_the_engine_does_what_the_real_broker_does(broker: str, script: Script, real_outcome: RealOutcome) -> None:
    real = real_outcome(broker, script)
    engine = in_engine(script)
    if script.differs:
        assert engine is None or not same(script, real, engine), "it differs no more"
        return
    assert engine is not None, "the engine refuses what its operator does"
    if not same(script, real, engine):
        real = real_outcome(broker, script, again=True)
    assert same(script, real, engine), difference(script, real, engine)


@EACH
def test_the_real_broker_plays_it_to_the_end(broker: str, script: Script, real_outcome: RealOutcome) -> None:
    """Something is seen, and every answer was to a delivery that had come: else the script would prove nothing."""
    outcome = real_outcome(broker, script)
    assert [one for one in outcome if isinstance(one, NotHeld)] == []
    assert any(one.message for one in outcome if isinstance(one, Seen)) or any(
        one.ready for one in outcome if isinstance(one, Counted)
    )


def test_there_are_scripts_enough_for_each_broker() -> None:
    assert len(EVERY_SCRIPT) >= 60
    counts = {name: len(broker.scripts) for name, broker in BROKERS.items()}
    least = {"rabbitmq": 22, "redis": 12, "sqs": 12, "kafka": 10, "nats": 8}
    assert {name: counts[name] for name in least if counts[name] < least[name]} == {}


def test_no_two_scripts_of_a_broker_share_their_names_on_it() -> None:
    for broker in BROKERS.values():
        slugs = [script.slug for script in broker.scripts]
        assert len(set(slugs)) == len(slugs)
