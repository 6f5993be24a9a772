"""Kafka's tables."""

from ...records import record

Topic = record([("first_log", "i4"), ("partitions", "i4"), ("cluster", "i4"), ("sticky", "i4")])
Cluster = record(
    [
        ("session_timeout", "f8"),
        ("commit_every", "f8"),
        ("poll_interval", "f8"),
        ("poll_records", "i4"),
        ("unused", "i4"),
    ]
)
Member = record(
    [
        ("next_commit", "f8"),
        ("polled_at", "f8"),
        ("batch_left", "i4"),
        ("first_reader", "i4"),
        ("current", "i4"),
        ("timer", "i4"),
    ]
)
KeyHash = record([("value", "i4")])

RECORDS = {"kafka_topics": Topic, "kafka_clusters": Cluster, "kafka_members": Member, "kafka_key_hashes": KeyHash}
