"""Redis Streams: one log a stream, groups with a list of pending entries, consumers that claim what others left."""
