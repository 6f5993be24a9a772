"""Calls that a FIFO queue takes a second: 300 of each action, or 70,000 in high throughput mode (SQS quotas, messages;
the largest regions' quota). Sends are in `sending`.

A receive that is one too many is sent again in the next second. A receive that finds nothing is not counted: clients
that poll for a long time send few of them. A client that may not delete tries until it may, and receives nothing
meanwhile; what it deletes so is out of the queue when it asks, and the quota pays for it in the seconds to come.
"""

from ...kernel.consumers import wake_idle
from ...kernel.options import compiled, rare
from ...kernel.places import state
from .places import client, queue
from .records import MAY_CALL
from .timers import timer_for


@compiled
def may_receive(arena, qi):
    """Whether a receive from queue qi gets through now. If not, a timer waits for the second in which it may."""
    q = queue(arena, qi)
    second = int(state(arena).now)
    if q.receive_window != second:
        q.receive_window = second
        q.receives = 0
    if q.receives < q.call_limit and q.delete_window <= second:
        q.receives += 1
        return True
    if q.call_timer < 0:
        q.call_timer = timer_for(arena, qi, MAY_CALL, float(max(second + 1, q.delete_window)))
    return False


@compiled
def count_delete(arena, qi, own):
    """Client `own` deletes a message, with the call it has begun in this second or with another."""
    q = queue(arena, qi)
    cl = client(arena, own)
    second = int(state(arena).now)
    if cl.window >= second and cl.room > 0:
        cl.room -= 1
        return
    if q.delete_window < second:
        q.delete_window = second
        q.deletes = 0
    if q.deletes >= q.call_limit:
        q.delete_window += 1
        q.deletes = 0
    q.deletes += 1
    cl.window = q.delete_window
    cl.room = cl.batch - 1


@rare
def call_again(arena, qi):
    """Who waits for the queue asks again."""
    g = queue(arena, qi).group
    while wake_idle(arena, g):
        pass
