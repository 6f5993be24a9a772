"""What of a group can be seen from outside."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...layout import KAFKA


def committed(arena: Any, group: int) -> NDArray[np.int64]:
    """Committed offset of each partition of a Kafka group.

    A member that has nothing to do polls all the time and so has committed when its interval was over: the kernel
    enters that only when it matters.
    """
    row = arena.view("groups")[group]
    readers = arena.view("readers")[row["first_reader"] : row["first_reader"] + row["readers"]]
    offsets: NDArray[np.int64] = readers["committed"].astype(np.int64)
    if int(row["kind"]) != KAFKA:
        return offsets
    consumers, members = arena.view("consumers"), arena.view("kafka_members")
    stations = arena.view("stations")
    now = float(arena.state["now"][0])
    for number, reader in enumerate(readers):
        if reader["consumer"] < 0:
            continue
        owner = consumers[reader["consumer"]]
        member = members[owner["own"]]
        idle = int(owner["active"]) == 0 or bool(stations[owner["station"]]["manual"])
        if idle and float(member["commit_every"]) > 0.0 and now >= float(member["next_commit"]):
            offsets[number] = max(offsets[number], int(reader["handled"]))
    return offsets
