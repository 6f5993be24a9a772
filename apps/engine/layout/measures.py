"""What is measured, and the random numbers."""

from ..records import record

Path = record([("summary", "i4"), ("unused", "i4")])
Stream = record([("a", "u8"), ("b", "u8"), ("c", "u8"), ("d", "u8")])
Summary = record([("count", "i8"), ("total", "f8"), ("largest", "f8")])
Bucket = record([("count", "u4")])
Bits = record([("value", "i8")], overlaid=True)
"""A whole number outside the arena, that Python has asked for."""

RECORDS = {"paths": Path, "streams": Stream, "summaries": Summary, "buckets": Bucket}
