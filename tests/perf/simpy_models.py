"""The workloads the way SimPy is meant to be written: a process for whatever acts, a store for whatever waits."""

import random
from collections.abc import Generator
from typing import Any

import simpy

from .shapes import W1, W2, W3
from .tally import Tally

Process = Generator[Any, Any, None]


class _Model:
    def __init__(self, seed: int) -> None:
        self.env = simpy.Environment()
        self.random = random.Random(seed)
        self.begun = self.arrived = self.retried = self.completed = self.failed = self.dead = 0
        self.sojourn = 0.0

    def run(self, until: float) -> None:
        self.env.run(until=until)

    def tally(self) -> Tally:
        mean = self.sojourn / self.completed if self.completed else 0.0
        return Tally(self.begun, self.arrived, self.retried, self.completed, self.failed, self.dead, mean)


class SimPyW1(_Model):
    def __init__(self, shape: W1, seed: int) -> None:
        super().__init__(seed)
        self.shape = shape
        self.queue = simpy.Store(self.env)
        self.env.process(self.produce())
        self.env.process(self.serve())

    def produce(self) -> Process:
        while True:
            yield self.env.timeout(self.random.expovariate(self.shape.rate))
            self.begun += 1
            self.queue.put(self.env.now)

    def serve(self) -> Process:
        while True:
            arrived = yield self.queue.get()
            yield self.env.timeout(self.random.expovariate(1.0 / self.shape.work))
            self.completed += 1
            self.sojourn += self.env.now - arrived


class SimPyW2(_Model):
    def __init__(self, shape: W2, seed: int) -> None:
        super().__init__(seed)
        self.shape = shape
        self.partitions = [simpy.Store(self.env) for _ in range(shape.partitions)]
        self.env.process(self.produce())
        for partition in self.partitions:
            self.env.process(self.consume(partition))

    def produce(self) -> Process:
        while True:
            yield self.env.timeout(self.random.expovariate(self.shape.rate))
            self.begun += 1
            self.env.process(self.publish(self.random.randrange(self.shape.keys)))

    def publish(self, key: int) -> Process:
        yield self.env.timeout(self.shape.latency)
        self.arrived += 1
        self.partitions[key % len(self.partitions)].put((key, 0))

    def consume(self, partition: simpy.Store) -> Process:
        while True:
            key, attempt = yield partition.get()
            yield self.env.timeout(self.random.expovariate(1.0 / self.shape.work))
            if self.random.random() >= self.shape.fails:
                self.completed += 1
                continue
            self.failed += 1
            if attempt == self.shape.retries:
                self.dead += 1
            else:
                self.env.process(self.retry(key, attempt))

    def retry(self, key: int, attempt: int) -> Process:
        yield self.env.timeout(self.shape.backoff * 2**attempt * (0.5 + 0.5 * self.random.random()))
        self.retried += 1
        self.partitions[key % len(self.partitions)].put((key, attempt + 1))


class SimPyW3(_Model):
    def __init__(self, shape: W3, seed: int) -> None:
        super().__init__(seed)
        self.shape = shape
        self.queues = [simpy.Store(self.env) for _ in range(shape.subscribers)]
        self.env.process(self.produce())
        for queue in self.queues:
            self.env.process(self.consume(queue))

    def produce(self) -> Process:
        while True:
            yield self.env.timeout(self.random.expovariate(self.shape.rate))
            self.begun += 1
            self.env.process(self.publish(self.begun))

    def publish(self, message: int) -> Process:
        yield self.env.timeout(self.shape.latency)
        for queue in self.queues:
            self.arrived += 1
            queue.put(message)

    def consume(self, queue: simpy.Store) -> Process:
        while True:
            yield queue.get()
            yield self.env.timeout(self.random.expovariate(1.0 / self.shape.work))
            self.completed += 1
