"""Servers of a cluster that go down and come back: leaders, replicas in sync, elections.

A partition without its leader is unavailable until the controller notices (`failure_detection_ms`) and has elected
another replica in sync (`election_ms`). A lost follower holds up everything that waits for all in sync until it is
taken out of their set. Without a replica in sync a partition is offline, unless unclean election lets one lead that
lacks the newest records: they are lost. Facts: KRaft's ReplicationControlManager and PartitionChangeBuilder; the last
replica in sync is never taken out of the set.
"""

from ...kernel.events import schedule
from ...kernel.messages import release
from ...kernel.options import rare
from ...kernel.places import broker, broker_node, consumer, log, message, reader, state
from .places import batch, cluster, member, partition, producer, replica, topic
from .ready import offer, take_out
from .records import CAUGHT_UP, ELECTED, LEADER_GONE, NO_LEADER, NOTICED, TROUBLE
from .soon import set_timer
from .truncation import truncate

LAGS, IN_SYNC, CATCHING_UP = range(3)
"""What `in_sync` of a replica says."""
LOST = 1
"""In `own` of a server."""


@rare
def set_server_timer(arena, step, row, seconds):
    set_timer(arena, step, row, state(arena).now + seconds)


@rare
def replica_on(arena, p, n):
    """The replica of partition p on server n, -1 if it has none there."""
    pt = partition(arena, p)
    for x in range(pt.first_replica, pt.first_replica + pt.replicas):
        if replica(arena, x).server == n:
            return x
    return -1


@rare
def is_down(arena, p, n):
    """Whether server n is, or has lost partition p."""
    pt = partition(arena, p)
    br = broker(arena, topic(arena, pt.topic).broker)
    return broker_node(arena, br.first_node + n).down != 0 or pt.lost_on == n


@rare
def in_cluster(arena, p, b):
    return topic(arena, partition(arena, p).topic).broker == b


@rare
def fail_node(arena, b, n):
    """Server n of cluster b is lost, with the replicas it has."""
    br = broker(arena, b)
    node = broker_node(arena, br.first_node + n)
    if node.own == LOST:
        return
    node.down = 1
    node.own = LOST
    cl = cluster(arena, br.own)
    for p in range(state(arena).kafka_partitions_count):
        if not in_cluster(arena, p, b):
            continue
        x = replica_on(arena, p, n)
        if x < 0:
            continue
        pt = partition(arena, p)
        topic(arena, pt.topic).care |= TROUBLE
        if pt.leader == n:
            pt.fragile_until = state(arena).now + cl.replication
            lose_leader(arena, p)
        elif replica(arena, x).in_sync == IN_SYNC:
            pt.stalled += 1
    set_server_timer(arena, NOTICED, br.first_node + n, cl.detection)


@rare
def now_leads(arena, p, server):
    """A server leads partition p, -1 for none: producers send to it, and to the first while there is none."""
    pt = partition(arena, p)
    pt.leader = server
    n = p - topic(arena, pt.topic).first_partition
    for index in range(state(arena).kafka_producers_count):
        pr = producer(arena, index)
        if pr.topic == pt.topic:
            batch(arena, pr.first_batch + n).connection = pr.first_connection + max(0, server)


@rare
def lose_leader(arena, p):
    pt = partition(arena, p)
    now_leads(arena, p, -1)
    lg = log(arena, pt.log)
    for g in range(lg.readers):
        r = lg.first_reader + g * lg.reader_step
        rd = reader(arena, r)
        rd.state |= NO_LEADER
        if rd.consumer >= 0:
            take_out(arena, r, member(arena, consumer(arena, rd.consumer).own))


@rare
def noticed(arena, t):
    """The controller takes a lost server's replicas out of those in sync; elections begin."""
    row = message(arena, t).place
    node = broker_node(arena, row)
    br = broker(arena, node.broker)
    n = row - br.first_node
    for p in range(state(arena).kafka_partitions_count):
        if not in_cluster(arena, p, node.broker):
            continue
        x = replica_on(arena, p, n)
        if x < 0:
            continue
        pt = partition(arena, p)
        re = replica(arena, x)
        if re.in_sync != IN_SYNC or node.down == 0:
            continue
        if pt.leader >= 0:
            pt.stalled = max(0, pt.stalled - 1)
        shrink(arena, p, x)
    message(arena, t).step = ELECTED
    schedule(arena, state(arena).now + cluster(arena, br.own).election, t)


@rare
def shrink(arena, p, x):
    """Replica x of partition p is no longer in sync, unless it is the last that was."""
    pt = partition(arena, p)
    if pt.in_sync > 1:
        replica(arena, x).in_sync = LAGS
        replica(arena, x).end = log(arena, pt.log).end
        pt.in_sync -= 1


@rare
def elected(arena, t):
    row = message(arena, t).place
    release(arena, t)
    elect_all(arena, broker_node(arena, row).broker)


@rare
def elect_all(arena, b):
    """Every partition without a leader gets one, if any replica may lead it."""
    for p in range(state(arena).kafka_partitions_count):
        if in_cluster(arena, p, b):
            if partition(arena, p).leader < 0:
                elect(arena, p)
            heal_perhaps(arena, p)
    look_at_topics(arena, b)


@rare
def elect(arena, p):
    """The first replica that is up and in sync leads; with unclean election any that is up, the one that has most."""
    pt = partition(arena, p)
    chosen = -1
    for x in range(pt.first_replica, pt.first_replica + pt.replicas):
        if chosen < 0 and replica(arena, x).in_sync == IN_SYNC and not is_down(arena, p, replica(arena, x).server):
            chosen = x
    if chosen < 0 and topic(arena, pt.topic).unclean != 0:
        for x in range(pt.first_replica, pt.first_replica + pt.replicas):
            if is_down(arena, p, replica(arena, x).server):
                continue
            if chosen < 0 or replica(arena, x).end > replica(arena, chosen).end:
                chosen = x
        if chosen >= 0:
            for x in range(pt.first_replica, pt.first_replica + pt.replicas):
                replica(arena, x).in_sync = LAGS
            replica(arena, chosen).in_sync = IN_SYNC
            pt.in_sync = 1
            truncate(arena, pt.log, replica(arena, chosen).end)
    if chosen < 0:
        return
    now_leads(arena, p, replica(arena, chosen).server)
    pt.stalled = 0
    lg = log(arena, pt.log)
    for g in range(lg.readers):
        r = lg.first_reader + g * lg.reader_step
        reader(arena, r).state &= ~NO_LEADER
        offer(arena, r)


@rare
def heal_perhaps(arena, p):
    """Replicas that are behind and up catch up, once there is a leader to fetch from."""
    pt = partition(arena, p)
    if pt.leader < 0 or pt.in_sync == pt.replicas:
        return
    br = broker(arena, topic(arena, pt.topic).broker)
    for x in range(pt.first_replica, pt.first_replica + pt.replicas):
        re = replica(arena, x)
        if re.in_sync == LAGS and not is_down(arena, p, re.server):
            re.in_sync = CATCHING_UP
            set_server_timer(arena, CAUGHT_UP, br.first_node + re.server, cluster(arena, br.own).replication)


@rare
def recover_node(arena, b, n):
    """Server n of cluster b is back: it may lead what nobody leads, and fetches what it lacks."""
    br = broker(arena, b)
    node = broker_node(arena, br.first_node + n)
    if node.own != LOST:
        return
    node.down = 0
    node.own = 0
    for p in range(state(arena).kafka_partitions_count):
        if not in_cluster(arena, p, b):
            continue
        pt = partition(arena, p)
        x = replica_on(arena, p, n)
        if x >= 0 and pt.leader >= 0 and pt.stalled > 0 and replica(arena, x).in_sync == IN_SYNC:
            pt.stalled -= 1
    set_server_timer(arena, ELECTED, br.first_node + n, cluster(arena, br.own).election)


@rare
def caught_up(arena, t):
    row = message(arena, t).place
    release(arena, t)
    node = broker_node(arena, row)
    br = broker(arena, node.broker)
    n = row - br.first_node
    for p in range(state(arena).kafka_partitions_count):
        if not in_cluster(arena, p, node.broker):
            continue
        x = replica_on(arena, p, n)
        if x < 0 or replica(arena, x).in_sync != CATCHING_UP:
            continue
        pt = partition(arena, p)
        if is_down(arena, p, n) or pt.leader < 0:
            replica(arena, x).in_sync = LAGS
        else:
            replica(arena, x).in_sync = IN_SYNC
            pt.in_sync += 1
    look_at_topics(arena, node.broker)


@rare
def look_at_topics(arena, b):
    """Topics all of whose partitions are as they should be need no more care."""
    for t in range(state(arena).kafka_topics_count):
        tp = topic(arena, t)
        if tp.broker != b:
            continue
        sound = True
        for p in range(tp.first_partition, tp.first_partition + tp.partitions):
            pt = partition(arena, p)
            if pt.leader < 0 or pt.stalled > 0 or pt.in_sync < pt.replicas or pt.parked > 0:
                sound = False
        if sound:
            tp.care &= ~TROUBLE


@rare
def lose_partition(arena, p):
    """The server of its leader loses partition p alone; the controller is told and elects another."""
    pt = partition(arena, p)
    if pt.lost_on >= 0 or pt.leader < 0:
        return
    tp = topic(arena, pt.topic)
    cl = cluster(arena, tp.cluster)
    tp.care |= TROUBLE
    pt.lost_on = pt.leader
    pt.fragile_until = state(arena).now + cl.replication
    lose_leader(arena, p)
    set_server_timer(arena, LEADER_GONE, p, cl.election)


@rare
def leader_gone(arena, t):
    p = message(arena, t).place
    release(arena, t)
    pt = partition(arena, p)
    x = replica_on(arena, p, pt.lost_on)
    if x >= 0 and replica(arena, x).in_sync == IN_SYNC:
        shrink(arena, p, x)
    elect_all(arena, topic(arena, pt.topic).broker)


@rare
def find_partition(arena, p):
    """The server that had lost partition p has it again."""
    pt = partition(arena, p)
    if pt.lost_on < 0:
        return
    b = topic(arena, pt.topic).broker
    row = broker(arena, b).first_node + pt.lost_on
    pt.lost_on = -1
    set_server_timer(arena, ELECTED, row, cluster(arena, broker(arena, b).own).election)
