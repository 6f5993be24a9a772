"""Keeps what a real broker of some version does: `python -m tests.brokers rabbitmq --record`."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from .catalogue import BROKERS
from .comparing import difference
from .playing import Script
from .real.rabbitmq import version_of_server
from .real_brokers import AT_ONCE, RealBrokers
from .recorded import Recorded, fingerprint, keep
from .versions import said_of


def record(brokers: RealBrokers, name: str, scripts: Sequence[Script]) -> list[str]:
    """Plays each script, those that are not slow twice, and keeps what was the same both times. Returns what was not.
    Raises Missing.
    """
    first = {script.name: brokers.outcome(name, script) for script in scripts}
    server = version_of_server(brokers.addresses[name])
    version = said_of(server)
    assert version == BROKERS[name].version_at_hand(), f"its folder says another version than {server}"
    with ThreadPoolExecutor(AT_ONCE) as pool:
        again = [script for script in scripts if not script.slow]
        outcomes = pool.map(lambda script: brokers.play(name, script), again)
        second = first | {script.name: outcome for script, outcome in zip(again, outcomes, strict=True)}
    today, kept, unsteady = datetime.now(UTC).date().isoformat(), [], []
    for script in scripts:
        if script.view(first[script.name]) == script.view(second[script.name]):
            kept.append(Recorded(script.name, server, today, fingerprint(script, version), second[script.name]))
        else:
            unsteady.append(difference(script, first[script.name], second[script.name]))
    keep(name, version, kept, BROKERS[name].of_version(version))
    return unsteady
