"""MAXLEN: the oldest entries go, read or not."""

from ...kernel.logs import cut_oldest
from ...kernel.options import compiled
from ...kernel.places import log
from ...layout import TRIMMED

NODE_ENTRIES = 100
"""stream-node-max-entries, redis.conf. With ~ only whole nodes go. Nodes that are full by their bytes are left out."""


@compiled
def trim_stream(arena, st):
    """What is pending stays in the list until somebody claims it in vain (XAUTOCLAIM deletes it since Redis 7)."""
    lg = log(arena, st.log)
    start = lg.end - st.max_length
    if st.approximate != 0:
        start -= start % NODE_ENTRIES
    st.start = max(st.start, start)
    while lg.start < st.start:
        cut_oldest(arena, st.log, TRIMMED)
