"""What is measured, and the random numbers."""

from ..records import record

Path = record([("summary", "i4"), ("unused", "i4")])
Stream = record([("a", "u8"), ("b", "u8"), ("c", "u8"), ("d", "u8")])
Summary = record([("total", "f8"), ("largest", "f8")])
"""Of a histogram: the sum of what it has in its buckets, and the largest of it. How many there are, the buckets say."""
Bucket = record([("count", "u2")])
Carry = record([("count", "u2")])
"""How often its bucket has been full: together they count to 2**32. Apart, as a bucket is filled at every message and
hardly ever full, and twice as many stand in a line of the cache."""
Skew = record([("seconds", "f8")])
"""By how much a clock is, or was, ahead whose stamps are in a log; the first row is a right clock's."""
SKEWS = 32
"""Rows of them: what the marks of a log's entry have room for."""
Bits = record([("value", "i8")], overlaid=True)
"""A whole number outside the arena, that Python has asked for."""

RECORDS = {"paths": Path, "streams": Stream, "summaries": Summary, "buckets": Bucket, "carries": Carry, "skews": Skew}
