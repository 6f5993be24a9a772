"""Seeds: each stream's state comes from the run's seed, the node's id and the purpose, and from nothing else.

So adding a node shifts no other node's draws, and two variants of a design share their random numbers.
"""

import hashlib
from typing import Any

import numpy as np


def fill_streams(streams: Any, names: tuple[tuple[str, str], ...], seed: int) -> None:
    for row, (node, purpose) in zip(streams, names, strict=True):
        spread = hashlib.blake2b(f"{node}\x00{purpose}".encode(), digest_size=16).digest()
        entropy = [seed, *np.frombuffer(spread, np.uint32).tolist()]
        row["a"], row["b"], row["c"], row["d"] = np.random.SeedSequence(entropy).generate_state(4, np.uint64)
