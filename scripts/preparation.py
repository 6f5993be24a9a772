"""What must be true before the programs start: front end built, static files collected, database migrated, kernel
compiled. Each is done again only when what it comes from has changed."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from scripts import frontend
from scripts.fingerprints import fingerprint, holds, set_stamp
from scripts.progress import ROOT, Command, run_step

LOCK = ROOT / "requirements.txt"
MANAGE = [sys.executable, "manage.py"]


def prepare(var: Path, logs: Path) -> None:
    frontend.build()
    collect_static_files(var, logs)
    wanted = {"database": migration(var, logs), "simulation kernel": compilation(logs)}
    needed = {name: step for name, step in wanted.items() if step}
    if needed:
        title = " and ".join(needed)
        run_step(title[0].upper() + title[1:], *(command for command, _ in needed.values()))
        for _, done in needed.values():
            done()


def collect_static_files(var: Path, logs: Path) -> None:
    stamp = var / "static" / ".collected"
    wanted = fingerprint([frontend.FRONTEND / "dist" / ".built", LOCK])
    if not holds(stamp, wanted):
        collect = [*MANAGE, "collectstatic", "--noinput", "--clear", "--ignore=redoc", "--ignore=*.map"]
        run_step("Static files", Command(collect, logs / "static.log"))
        set_stamp(stamp, wanted)


Step = tuple[Command, Callable[[], None]]


def migration(var: Path, logs: Path) -> Step | None:
    """Another database than our own file is always asked: who knows what it went through since."""
    database, stamp = var / "breakwater.sqlite3", var / ".migrated"
    ours = not os.environ.get("DATABASE_URL")
    wanted = migrations_of(database)
    if ours and holds(stamp, wanted):
        return None
    return Command([*MANAGE, "migrate", "--noinput"], logs / "migrate.log"), lambda: set_stamp(
        stamp, migrations_of(database)
    )


def migrations_of(database: Path) -> str:
    number = database.stat().st_ino if database.exists() else "none yet"
    return fingerprint([*sorted(ROOT.glob("apps/*/migrations/*.py")), LOCK], number)


def compilation(logs: Path) -> Step | None:
    """Numba keeps the machine code; this only spares the seconds of loading it to see that it is there."""
    folder = Path(os.environ.get("BREAKWATER_KERNEL_CACHE") or ROOT / "var" / "kernels")
    stamp, wanted = folder / ".compiled", fingerprint([*sorted((ROOT / "apps" / "engine").rglob("*.py")), LOCK])
    if holds(stamp, wanted):
        return None
    return Command([sys.executable, "-m", "apps.engine.warm"], logs / "kernel.log"), lambda: set_stamp(stamp, wanted)
