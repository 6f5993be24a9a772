"""What is measured, and the random numbers."""

from ..records import record

Path = record([("summary", "i4"), ("unused", "i4")])
Stream = record([("a", "u8"), ("b", "u8"), ("c", "u8"), ("d", "u8")])
Summary = record([("count", "i8"), ("total", "f8"), ("largest", "f8")])
Bucket = record([("count", "u4")])
Number = record([("value", "f8")], overlaid=True)
Bits = record([("value", "i8")], overlaid=True)
"""The scratch place: a number is written, its bits are read."""

RECORDS = {"paths": Path, "streams": Stream, "summaries": Summary, "buckets": Bucket, "scratch": Number}
