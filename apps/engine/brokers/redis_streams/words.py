"""What the timers of Redis are for."""

CLAIM, FAILOVER = range(2)
