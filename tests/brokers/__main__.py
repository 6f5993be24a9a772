"""Plays scripts on a real broker and in the engine and shows where they differ.

    python -m tests.brokers                      every broker
    python -m tests.brokers rabbitmq "dead"      scripts of one broker whose name contains this
    python -m tests.brokers rabbitmq --real      what the real broker does, without the engine
    python -m tests.brokers rabbitmq --record    keeps what the real broker does, if it does the same twice

With NUMBA_DISABLE_JIT=1 nothing is compiled first.

BREAKWATER_RABBITMQ names the start script of another RabbitMQ than the machine's own, in a folder of its own called
rabbitmq_server-VERSION or as `python -m tests.brokers.newer_rabbitmq` makes one. The scripts that hold with its version
are played, their documents written for it. What servers of each version did is kept in tests/brokers/recorded, and
every run of the tests holds the engine to it, whichever server is at hand.
"""

import argparse
import tempfile
import traceback
from contextlib import ExitStack
from pathlib import Path

from .catalogue import BROKERS
from .comparing import difference, line, same
from .playing import Script, play
from .real_brokers import RealBrokers
from .recorded import RECORDED
from .recording import record
from .servers import Missing


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m tests.brokers")
    asked.add_argument("broker", nargs="?", choices=BROKERS)
    asked.add_argument("contains", nargs="?", default="")
    asked.add_argument("--real", action="store_true")
    asked.add_argument("--record", action="store_true")
    given = asked.parse_args()
    if given.record and given.broker not in RECORDED:
        asked.error(f"recorded are only scripts of {' and '.join(RECORDED)}")
    chosen = [
        (name, script)
        for name, broker in BROKERS.items()
        for script in broker.at_hand
        if given.broker in (None, name) and given.contains in script.name and (given.record or not script.slow)
    ]
    if not chosen:
        asked.error("no such script")
    wanted = [(name, script.slug) for name, script in chosen]
    with tempfile.TemporaryDirectory() as folder, ExitStack() as closing:
        brokers = RealBrokers(wanted, Path(folder), closing)
        if given.record:
            print("\n".join(record(brokers, given.broker, [script for _, script in chosen])))
            return
        alike = 0
        for name, script in chosen:
            try:
                alike += told(brokers, name, script, given.real)
            except Missing as reason:
                print(f"{name}: {script.name}: {reason}")
        if not given.real:
            print(f"{alike} of {len(chosen)} as expected")


def told(brokers: RealBrokers, name: str, script: Script, real_only: bool) -> bool:
    real = brokers.outcome(name, script)
    if real_only:
        print("\n".join([f"{name}: {script.name}", *(f"  {line(one)}" for one in real)]))
        return True
    from .engine import EnginePlayer

    try:
        engine = play(script, EnginePlayer(script))
    except Exception:
        print(f"{name}: {script.name}\n{traceback.format_exc()}")
        return False
    if same(script, real, engine) is not bool(script.differs):
        return True
    known = f" (said to differ: {script.differs})" if script.differs else ""
    print(f"{name}{known}: {difference(script, real, engine)}")
    return False


if __name__ == "__main__":
    main()
