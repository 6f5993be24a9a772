"""Where compiled kernels are kept between processes.

Numba's disk cache looks only at the file a function stands in: change a helper in another file and stale machine
code stays. So the folder is named by a hash of every kernel source; a change anywhere compiles everything anew.
This must run before the first kernel module is imported.
"""

import hashlib
import os
from pathlib import Path

from numba import config

HERE = Path(__file__).resolve().parent
PROJECT = HERE.parents[1]


def sources_digest() -> str:
    """A short hash of everything that decides the machine code."""
    digest = hashlib.sha256()
    parts = [path for folder in ("layout", "kernel", "brokers") for path in (HERE / folder).rglob("*.py")]
    for path in sorted([HERE / "records.py", *parts]):
        digest.update(str(path.relative_to(HERE)).encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def use_cache_folder() -> Path:
    """Points Numba at the folder for today's sources; BREAKWATER_KERNEL_CACHE moves the parent folder."""
    parent = Path(os.environ.get("BREAKWATER_KERNEL_CACHE") or PROJECT / "var" / "kernels")
    folder = parent / sources_digest()
    config.CACHE_DIR = str(folder)
    return folder
