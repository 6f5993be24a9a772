"""From the click on chaos to the first frame that shows it."""

import json
import random
import time
from dataclasses import dataclass, field

from websockets.sync.client import connect

from tests.live.person import Json, Person
from tests.live.wire import Wire
from tests.perf.live.scene import socket_of

STRUCK = {"kind": "crash", "target": "payment"}


@dataclass
class Clicks:
    """Clicks on one run's page, one after the other."""

    wire: Wire
    chance: random.Random = field(default_factory=lambda: random.Random(1))
    ids: int = 0

    def times(self, count: int) -> list[float]:
        """Seconds from each click to the first frame with the fault; it is healed in between."""
        found = []
        for _ in range(count):
            self._drains(self.chance.uniform(0.4, 0.9))
            clicked = time.monotonic()
            self._says({"kind": "inject", "fault": STRUCK})
            self._shows(struck=True)
            found.append(time.monotonic() - clicked)
            self._says({"kind": "heal_all"})
            self._shows(struck=False)
        return found

    def _says(self, command: Json) -> None:
        self.ids += 1
        self.wire.socket.send(json.dumps({"type": "command", "id": self.ids, "command": command}))

    def _shows(self, *, struck: bool) -> None:
        while True:
            message = self.wire.receives(30)
            if message["type"] == "frame" and bool(message["frame"]["faults"]) == struck:
                return
            assert message["type"] != "refused", message

    def _drains(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            try:
                self.wire.receives(left)
            except TimeoutError:
                return


def clicks(person: Person, run_id: str, count: int) -> list[float]:
    where = socket_of(person, run_id)
    with connect(
        where["url"],
        additional_headers=where["headers"],
        origin=person.url,  # type: ignore[arg-type]
        max_size=2**24,
        compression=None,
    ) as socket:
        return Clicks(Wire(socket)).times(count)
