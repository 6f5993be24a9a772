"""Who watches a run as the page does: reconnects with jitter, sees gaps by the numbers of frames, asks for what is
missing. See frontend/src/live/socket.ts.

Keeps every frame that was ever received, so that a test can hold all of them against an undisturbed run.
"""

import json
import random
import threading
import time
from collections.abc import Callable
from typing import Any

from websockets.exceptions import WebSocketException
from websockets.sync.client import ClientConnection, connect

from tests.live.parts import NotInTime
from tests.live.person import Json, Person
from tests.live.wire import Wire

ENDED = ("finished", "stopped", "failed")
RESYNC_AFTER = 5.0
LONGEST_WAIT = 2.0
"""Shorter than the page's 15 s: a test has not the time."""


class Viewer:
    def __init__(self, person: Person, run_id: str, share: str = "") -> None:
        self.person, self.run_id, self.share = person, run_id, share
        self.run: Json = {}
        self.frames: list[Json] = []
        """In order, each once: what the page would show."""
        self.differing: list[tuple[Json, Json]] = []
        """The same number, received twice with different contents."""
        self.activities: list[str] = []
        """What the run was said to be doing, each change once."""
        self.slices: list[tuple[int, int]] = []
        """Bytes and frames of each slice that came over the present connection."""
        self.connections = self.lost = self.gaps = 0
        self.answers: dict[int, Json] = {}
        self._commands = 0
        self._received: dict[int, Json] = {}
        self._socket: ClientConnection | None = None
        self._leaving = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    @property
    def last(self) -> int:
        return self.frames[-1]["sequence"] if self.frames else 0

    @property
    def time(self) -> float:
        return float(self.frames[-1]["time"]) if self.frames else 0.0

    def waits_for(self, what: str, holds: Callable[["Viewer"], Any], seconds: float = 30.0) -> None:
        deadline = time.monotonic() + seconds
        while not holds(self):
            if time.monotonic() > deadline:
                told = {key: value for key, value in self.run.items() if key != "results"}
                raise NotInTime(f"not after {seconds:g} s: {what}; frame {self.last} at {self.time:g} s; {told}")
            time.sleep(0.01)

    def reaches(self, moment: float, seconds: float = 30.0) -> None:
        self.waits_for(f"{moment:g} simulated seconds", lambda me: me.time >= moment, seconds)

    def sees_the_end(self, seconds: float = 60.0) -> Json:
        self.waits_for(
            "the end, with all frames",
            lambda me: me.run.get("status") in ENDED and me.last >= me.run["sequence"],
            seconds,
        )
        return self.run

    def commands(self, kind: str, seconds: float = 20.0, **values: Any) -> Json:
        """The answer. A connection that is lost before there is one is no reason to give the command twice."""
        self.waits_for("a connection", lambda me: me._socket is not None, seconds)
        self._commands += 1
        number = self._commands
        self._sends({"type": "command", "id": number, "command": {"kind": kind, **values}})
        self.waits_for(f"an answer to {kind}", lambda me: number in me.answers, seconds)
        return self.answers[number]

    def leaves(self) -> None:
        self._leaving.set()
        if self._socket is not None:
            self._socket.close()
        self._thread.join(10)

    def _watch(self) -> None:
        attempt = 0
        while not self._leaving.is_set():
            try:
                with self._connects() as socket:
                    self.connections += 1
                    wire = Wire(socket)
                    self.slices = wire.slices
                    while True:
                        message = wire.receives()
                        if message["type"] == "snapshot":
                            self._socket, attempt = socket, 0
                        self._takes(message, socket)
            except (OSError, WebSocketException, TimeoutError):
                self._socket = None
                if not self._leaving.is_set():
                    self.lost += 1
            wait = min(LONGEST_WAIT, 0.5 * 2**attempt) * (0.5 + 0.5 * random.random())
            attempt = min(attempt + 1, 10)
            self._leaving.wait(wait)

    def _connects(self) -> ClientConnection:
        query = f"?share={self.share}" if self.share else ""
        return connect(
            f"{self.person.url.replace('http', 'ws', 1)}/ws/runs/{self.run_id}/{query}",
            additional_headers={"Cookie": self.person.cookies} if not self.share else {},
            origin=self.person.url,  # type: ignore[arg-type]
            max_size=2**26,
            open_timeout=10,
        )

    def _takes(self, message: Json, socket: ClientConnection) -> None:
        match message["type"]:
            case "frame":
                frame = message["frame"]
                if self.frames and frame["sequence"] > self.last + 1:
                    self.gaps += 1
                    socket.send(json.dumps({"type": "resync", "after": self.last}))
                else:
                    self._shows(frame)
            case "snapshot":
                self._told(message["run"])
                self._catches_up(message["frames"])
            case "run":
                self._told(message["run"])
            case "accepted" | "refused":
                self.answers[message["id"]] = message

    def _catches_up(self, frames: list[Json]) -> None:
        """A snapshot has the newest frames only; what lies before them is read over HTTP."""
        if frames and frames[0]["sequence"] > self.last + 1:
            for older in self.person.frames(self.run_id, self.last, self.share):
                self._shows(older)
        for frame in frames:
            self._shows(frame)

    def _shows(self, frame: Json) -> None:
        sequence = frame["sequence"]
        known = self._received.setdefault(sequence, frame)
        if known != frame:
            self.differing.append((known, frame))
        if sequence == self.last + 1:
            self.frames.append(frame)

    def _told(self, run: Json) -> None:
        self.run = run
        if not self.activities or self.activities[-1] != run["activity"]:
            self.activities.append(run["activity"])

    def _sends(self, message: Json) -> None:
        if self._socket is None:
            raise ConnectionError("not connected")
        self._socket.send(json.dumps(message))
