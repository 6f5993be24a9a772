"""A step is left out when a stamp says that it was done for the same input."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from scripts.progress import ROOT


def fingerprint(files: Iterable[Path], *words: object) -> str:
    total = hashlib.sha256()
    for word in words:
        total.update(f"{word}\n".encode())
    for file in files:
        if file.is_file():
            content = file.read_bytes()
            total.update(f"{file.relative_to(ROOT)} {len(content)}\n".encode())
            total.update(content)
    return total.hexdigest()


def holds(stamp: Path, wanted: str) -> bool:
    return stamp.is_file() and stamp.read_text() == wanted


def set_stamp(stamp: Path, wanted: str) -> None:
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(wanted)
