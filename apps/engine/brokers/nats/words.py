"""Numbers of JetStream."""

LIMITS, INTEREST, WORK_QUEUE = range(3)
"""Kinds of retention."""

ACK_WAIT, NAK_OVER, MAX_AGE, ELECTION = range(4)
"""What its timers are for."""

LISTS = 4
"""Lists of messages that each durable consumer has."""

SLICE = 16
"""Messages whose wait for an acknowledgement ends in one event; the others follow at the same time."""

RETURNED, CARRIED = 254, 255
"""`priority` of messages that were delivered before a seek and stand in those lists, worked on or not."""

SHORTEST_ELECTION, LONGEST_ELECTION = 4.0, 9.0
"""Seconds until a follower that misses its leader campaigns: minElectionTimeout, maxElectionTimeout, server/raft.go."""

MESSAGE_IDS = 1 << 19
"""Scope of remembered message ids, from which the streams' are counted."""
