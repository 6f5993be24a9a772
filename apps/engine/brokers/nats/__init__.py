"""NATS JetStream: streams with three kinds of retention, durable consumers that acknowledge each message."""
