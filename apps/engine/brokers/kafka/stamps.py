"""Time stamps of records: their producers', right or not (message.timestamp.type, topic configuration: CreateTime).

Retention and seeking to a time go by them; everything that is measured goes by the only right clock.
"""

from ...kernel.options import compiled
from ...kernel.places import entry, skew

STAMP_SHIFT = 3
"""Above the carried marks of an entry (`kernel.logs`)."""


@compiled
def stamp_of(arena, e):
    """When entry e was sent, by its sender's clock."""
    en = entry(arena, e)
    return en.sent + skew(arena, en.marks >> STAMP_SHIFT).seconds
