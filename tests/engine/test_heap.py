"""The earliest of four events side by side: by time, and where times are equal in the order they were scheduled."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as some
from numba import njit

from apps.engine.layout.messages import Event
from apps.engine.records import earliest_of_four, float_bits, is_before

TIMES = some.sampled_from([0.0, 5e-324, 0.1, 0.25, 1.0, 1.0 + 2**-52, 86_400.0, float("inf")])
ORDERS = some.lists(some.integers(0, (1 << 62) - 1), min_size=5, max_size=5, unique=True)


@njit
def found(address: int, time: float, order: int) -> tuple[int, int]:
    first = Event(address, 0)
    return earliest_of_four(first), int(is_before(float_bits(time), order, first))


@given(some.lists(TIMES, min_size=5, max_size=5), ORDERS)
def test_the_earliest_of_four_events_with_ties(times: list[float], orders: list[int]) -> None:
    events = np.zeros(4, Event.dtype)
    events["time"], events["order"] = times[:4], orders[:4]
    keys = list(zip(times, orders, strict=True))
    earliest, before = found(events.ctypes.data, *keys[4])
    assert earliest == keys.index(min(keys[:4]))
    assert bool(before) == (keys[4] < keys[0])
