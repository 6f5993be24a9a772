"""Real brokers, each started when the first of its scripts is asked for; its scripts are played at the same time."""

from collections.abc import Collection
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from .catalogue import BROKERS
from .playing import Outcome, Script, play
from .servers import Missing

AT_ONCE = 8  # they mostly wait


class RealBrokers:
    def __init__(self, wanted: Collection[tuple[str, str]], folder: Path, closing: ExitStack) -> None:
        """`wanted`: broker and slug of the scripts that will be asked for."""
        self.wanted, self.folder, self.closing = wanted, folder, closing
        self.playing: dict[str, dict[str, Future[Outcome]]] = {}
        self.addresses: dict[str, Any] = {}
        self.missing: dict[str, Missing] = {}

    def outcome(self, name: str, script: Script) -> Outcome:
        """Raises Missing when there is no such server here."""
        if name in self.missing:
            raise self.missing[name]
        if name not in self.playing:
            try:
                self.playing[name] = self.start(name)
            except Missing as reason:
                self.missing[name] = reason
                raise
        return self.playing[name][script.slug].result()

    def play(self, name: str, script: Script) -> Outcome:
        return play(script, BROKERS[name].real_player(script, self.addresses[name]))

    def again(self, name: str, script: Script) -> Outcome:
        """Alone, once the others are through: a real broker has a real clock, and a busy machine makes it late."""
        wait(self.playing[name].values())
        return self.play(name, script)

    def start(self, name: str) -> dict[str, Future[Outcome]]:
        broker, folder = BROKERS[name], self.folder / name
        folder.mkdir()
        self.addresses[name] = self.closing.enter_context(broker.server(folder))
        pool = self.closing.enter_context(ThreadPoolExecutor(AT_ONCE, f"scripts on {name}"))
        return {
            script.slug: pool.submit(self.play, name, script)
            for script in broker.at_hand
            if (name, script.slug) in self.wanted
        }
