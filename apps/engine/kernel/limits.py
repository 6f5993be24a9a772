"""Rate limits: work starts only with a token, and tokens come at a rate."""

from ..layout import STATION_TIMER
from .events import schedule
from .messages import take
from .options import compiled, inlined
from .places import message, state, station

TOKEN_CAME, INSTANCE_STARTED, LOOK_AT_LAG = range(3)
"""What a station's timer is for: its `step`."""


@compiled
def may_start(arena, s):
    """Takes a token of station s. False if there is none; then a timer waits for the next."""
    st = station(arena, s)
    now = state(arena).now
    st.tokens = min(st.burst, st.tokens + (now - st.tokens_at) * st.rate)
    st.tokens_at = now
    # A hair less than a token is one: the timer's moment was rounded.
    if st.tokens >= 1.0 - 1e-9:
        st.tokens = max(0.0, st.tokens - 1.0)
        return True
    if st.limiter < 0:
        m = take(arena)
        timer = message(arena, m)
        timer.kind = STATION_TIMER
        timer.step = TOKEN_CAME
        timer.place = s
        st.limiter = m
        schedule(arena, now + (1.0 - st.tokens) / st.rate, m)
    return False


@inlined
def give_token_back(st):
    """Station st, which may have taken a token, had nothing to start with it."""
    if st.rate > 0.0:
        st.tokens += 1.0
