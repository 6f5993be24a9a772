"""Numbers of Redis Streams."""

CLAIM, FAILOVER = range(2)
"""What its timers are for."""

MOST_AT_ONCE = 1000
"""Entries that one claim takes over from consumers that still work on them; the rest is left to the next claim."""
