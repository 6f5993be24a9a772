"""The folder of one running installation: who runs it, at which address, with which processes."""

import fcntl
import json
import os
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from scripts.processes import signal_group, start_time, wait_until_gone


class AlreadyRunning(Exception):
    pass


@dataclass(frozen=True)
class Installation:
    var: Path

    @property
    def logs(self) -> Path:
        return self.var / "logs"

    @property
    def note(self) -> Path:
        return self.var / "running.json"

    def lock(self) -> int:
        """Held by the operating system until this process ends, however it ends. Returns the descriptor to keep."""
        self.var.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.var / "lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(descriptor)
            known = self.read()
            raise AlreadyRunning(
                f"Breakwater already runs here: {known.get('url') or 'just starting'}, process {known.get('pid')}.\n"
                "Stop that one first, or give a second one a folder of its own: make run BREAKWATER_VAR=/some/folder"
            ) from None
        return descriptor

    def read(self) -> dict[str, Any]:
        try:
            found = json.loads(self.note.read_text())
        except (FileNotFoundError, json.JSONDecodeError):
            return {}
        return found if isinstance(found, dict) else {}

    def write(self, url: str, groups: dict[str, int]) -> None:
        text = json.dumps(
            {
                "url": url,
                "pid": os.getpid(),
                "processes": {name: {"pid": pid, "started": start_time(pid)} for name, pid in groups.items()},
            },
            indent=1,
        )
        fresh = self.note.with_suffix(".new")
        fresh.write_text(text)
        fresh.replace(self.note)

    def end_leftovers(self) -> list[str]:
        """Ends what a supervisor that was killed itself could not. A pid that another program has by now comes with
        another start time and is left alone."""
        ended = []
        for name, process in reversed(self.read().get("processes", {}).items()):
            if process["started"] is not None and start_time(process["pid"]) == process["started"]:
                signal_group(process["pid"], signal.SIGTERM)
                if not wait_until_gone(process["pid"], 5):
                    signal_group(process["pid"], signal.SIGKILL)
                    wait_until_gone(process["pid"], 5)
                ended.append(name)
        self.forget()
        return ended

    def forget(self) -> None:
        self.note.unlink(missing_ok=True)
