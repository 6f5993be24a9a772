"""W2: a keyed topic of 8 partitions, a group of 8, failures, retries with backoff and jitter, a dead letter queue.

1,000 messages a second (Poisson), 10,000 keys, 2 ms through the broker, exponential work of 6 ms, 5 % failures, up to 3
retries after 100 ms x 2^n with jitter. Offsets are committed with each message, since the model in SimPy has no other
commits either. Once as a document, once as the same model written for SimPy.
"""

import random
from collections.abc import Generator
from typing import Any

import simpy

from apps.schema import Document, read_document

PARTITIONS, KEYS, RATE = 8, 10_000, 1000.0
BROKER_SECONDS, WORK_SECONDS, FAILS, RETRIES, BACKOFF_SECONDS = 0.002, 0.006, 0.05, 3, 0.1


def w2_document() -> Document:
    retry = {"maxRetries": RETRIES, "backoff": "exponential", "baseMs": BACKOFF_SECONDS * 1000, "jitter": "equal"}
    return read_document(
        {
            "title": "W2",
            "eventTypes": {"event": {"name": "Event", "keyCount": KEYS}},
            "nodes": {
                "producer": {
                    "kind": "clients",
                    "name": "Producer",
                    "workload": {"kind": "poisson", "perSecond": RATE},
                    "sends": [{"eventType": "event"}],
                },
                "kafka": {
                    "kind": "kafka",
                    "name": "Kafka",
                    "latencyMs": BROKER_SECONDS * 1000,
                    "autoCommitIntervalMs": 0,
                },
                "topic": {"kind": "kafka_topic", "name": "topic", "parent": "kafka", "partitions": PARTITIONS},
                "group": {
                    "kind": "service",
                    "name": "Group",
                    "instances": PARTITIONS,
                    "concurrency": 1,
                    "work": {"kind": "exponential", "mean": WORK_SECONDS * 1000},
                    "failurePercent": FAILS * 100,
                    "retry": retry,
                },
                "dead": {"kind": "dead_letter_queue", "name": "dead", "parent": "kafka"},
            },
            "edges": {
                "publish": {"kind": "publish", "source": "producer", "target": "topic"},
                "subscribe": {"kind": "subscribe", "source": "topic", "target": "group", "latencyMs": 0},
                "dead-letter": {"kind": "dead_letter", "source": "group", "target": "dead"},
            },
        }
    )


class SimPyW2:
    """The same model the way SimPy is meant to be written: processes and stores."""

    def __init__(self, seed: int) -> None:
        self.env = simpy.Environment()
        self.random = random.Random(seed)
        self.queues = [simpy.Store(self.env) for _ in range(PARTITIONS)]
        self.events = self.published = self.completed = self.dead = 0
        self.env.process(self.produce())
        for queue in self.queues:
            self.env.process(self.consume(queue))

    def run(self, until: float) -> None:
        self.env.run(until=until)

    def produce(self) -> Generator[Any, Any, None]:
        while True:
            yield self.env.timeout(self.random.expovariate(RATE))
            self.events += 1
            self.published += 1
            self.env.process(self.arrive(self.random.randrange(KEYS), 0, BROKER_SECONDS))

    def arrive(self, key: int, attempt: int, delay: float) -> Generator[Any, Any, None]:
        yield self.env.timeout(delay)
        self.events += 1
        yield self.queues[key % PARTITIONS].put((key, attempt))

    def consume(self, queue: simpy.Store) -> Generator[Any, Any, None]:
        while True:
            key, attempt = yield queue.get()
            yield self.env.timeout(self.random.expovariate(1.0 / WORK_SECONDS))
            self.events += 1
            if self.random.random() >= FAILS:
                self.completed += 1
            elif attempt == RETRIES:
                self.dead += 1
            else:
                delay = BACKOFF_SECONDS * 2**attempt * (0.5 + 0.5 * self.random.random())
                self.env.process(self.arrive(key, attempt + 1, delay))
