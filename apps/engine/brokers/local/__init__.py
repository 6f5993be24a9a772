"""Channels outside any broker: event stores, and dead letter queues."""
