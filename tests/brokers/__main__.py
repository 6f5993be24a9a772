"""Plays scripts on a real broker and in the engine and shows where they differ.

    python -m tests.brokers                      every broker
    python -m tests.brokers rabbitmq "dead"      scripts of one broker whose name contains this
    python -m tests.brokers rabbitmq --real      what the real broker does, without the engine

With NUMBA_DISABLE_JIT=1 nothing is compiled first.
"""

import argparse
import tempfile
import traceback
from contextlib import ExitStack
from pathlib import Path

from .catalogue import BROKERS, EVERY_SCRIPT
from .comparing import difference, line, same
from .playing import Script, play
from .real_brokers import RealBrokers
from .servers import Missing


def main() -> None:
    asked = argparse.ArgumentParser(prog="python -m tests.brokers")
    asked.add_argument("broker", nargs="?", choices=BROKERS)
    asked.add_argument("contains", nargs="?", default="")
    asked.add_argument("--real", action="store_true")
    given = asked.parse_args()
    chosen = [
        (name, script)
        for name, script in EVERY_SCRIPT
        if given.broker in (None, name) and given.contains in script.name
    ]
    wanted = [(name, script.slug) for name, script in chosen]
    alike = 0
    with tempfile.TemporaryDirectory() as folder, ExitStack() as closing:
        brokers = RealBrokers(wanted, Path(folder), closing)
        for name, script in chosen:
            try:
                alike += told(brokers, name, script, given.real)
            except Missing as reason:
                print(f"{name}: {script.name}: {reason}")
    if not given.real:
        print(f"{alike} of {len(chosen)} the same")


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
    if same(script, real, engine):
        return True
    print(f"{name}: {difference(script, real, engine)}")
    return False


if __name__ == "__main__":
    main()
