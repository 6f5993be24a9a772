"""What happens to a topic from outside: the leader of a partition is lost, a group is made to rebalance."""

from ...kernel.options import exported
from ...kernel.places import channel, consumer, group
from ...layout import KAFKA
from .membership import give_up_all, let_go, rebalance
from .places import group_state, member, topic
from .records import IN_GROUP, JOINING, STABLE
from .replicas import find_partition, lose_partition


@exported
def set_leader_lost(arena, c, partition, lost):
    """The leader of a partition of channel c is lost (1), or its server has it again (0). Repeating changes nothing."""
    p = topic(arena, channel(arena, c).own).first_partition + partition
    if lost != 0:
        lose_partition(arena, p)
    else:
        find_partition(arena, p)


@exported
def force_rebalance(arena, g):
    """A member of group g leaves in good order and comes back at once, each time another: the group assigns anew."""
    gr = group(arena, g)
    if gr.kind != KAFKA:
        return
    gs = group_state(arena, gr.own)
    if gs.round != STABLE or gr.consumers == 0:
        return
    for n in range(gr.consumers):
        k = gr.first_consumer + (gs.rebalances + n) % gr.consumers
        mem = member(arena, consumer(arena, k).own)
        if mem.phase == IN_GROUP:
            let_go(arena, k)
            give_up_all(arena, k, 1)
            mem.phase = JOINING
            rebalance(arena, g)
            return
