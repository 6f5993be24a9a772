"""What the operating system says about processes: from /proc where there is one, else from ps."""

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path

PROC = Path("/proc")


def table() -> dict[int, tuple[int, str]]:
    """Living processes: pid -> (process group, start time). The pair (pid, start time) names a process for ever."""
    found = {}
    if (PROC / "self" / "stat").exists():
        for entry in PROC.iterdir():
            if not entry.name.isdigit():
                continue
            try:
                # The command may hold spaces and brackets; the fields after its last bracket are plain.
                fields = (entry / "stat").read_text().rpartition(")")[2].split()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if fields[0] not in "ZX":
                found[int(entry.name)] = (int(fields[2]), fields[19])
        return found
    listed = subprocess.run(
        ["ps", "-axo", "pid=,pgid=,stat=,lstart="], capture_output=True, text=True, check=True
    ).stdout
    for line in listed.splitlines():
        pid, group, state, start = line.split(None, 3)
        if not state.startswith("Z"):
            found[int(pid)] = (int(group), start)
    return found


def start_time(pid: int) -> str | None:
    entry = table().get(pid)
    return entry[1] if entry else None


def group_members(group: int) -> list[int]:
    """The leader first: after the highest number of a process come the lowest again, so the order says nothing."""
    return sorted(
        (pid for pid, (its_group, _) in table().items() if its_group == group), key=lambda pid: (pid != group, pid)
    )


def signal_group(group: int, number: signal.Signals) -> None:
    # Gone already; macOS says EPERM for a group of zombies.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, number)


def wait_until_gone(group: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while group_members(group):
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True
