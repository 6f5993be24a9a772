"""The end of a message in RabbitMQ."""

from ...kernel.accounting import ends
from ...kernel.messages import release
from ...kernel.options import compiled
from ...kernel.twins import separate


@compiled
def end(arena, m, why):
    """Message m ends for a cause, and its record is free. Who still works on another record of it goes on alone."""
    ends(arena, m, why)
    separate(arena, m)
    release(arena, m)
