"""What happens to a topic from outside: the leader of a partition is lost, a group is made to rebalance."""

from numba import njit

from ...kernel.options import ENTRY


@njit(**ENTRY)
def set_leader_lost(arena, c, partition, lost):
    """The leader of a partition of channel c is lost (1), or its server is there again (0). Repeating changes nothing."""


@njit(**ENTRY)
def force_rebalance(arena, g):
    """Group g assigns its partitions anew."""
