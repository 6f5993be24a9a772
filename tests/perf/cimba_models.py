"""The workloads for the Python package of Cimba, the way its documentation writes them: models with inputs and stores,
processes that hold, events for what happens at a set moment without waiting, outputs for what is counted.

A message is one integer in a store (key and attempt), which is the leanest that Cimba has: a spawned model a message
would keep its memory until the end. The broker's latency is a scheduled event, and not a process a message, because
that was the faster of the two when tried (6.2 against 4.9 M events/s in W2).
"""

import cimba as cb
from cimba import inputs, random

from .shapes import W1, W2, W3
from .tally import Tally

ATTEMPTS = 64
"""A message is key * ATTEMPTS + attempt."""
RETRIERS = 512
"""Processes that wait out a backoff: more than retries ever wait at once."""


class Queue(cb.Model):
    gap: cb.Input[float]
    service_time: cb.Input[float]
    waiting: cb.Store[float]
    begun: cb.Output[int]
    completed: cb.Output[int]
    sojourn: cb.Output[float]
    total: float = 0.0

    def __init__(self, shape: W1) -> None:
        self.gap = inputs.dist.exponential(mean=1.0 / shape.rate)
        self.service_time = inputs.dist.exponential(mean=shape.work)

    @cb.process
    def produce(self):
        while True:
            cb.hold(self.gap.next())
            self.begun += 1
            self.waiting.put(cb.now())

    @cb.process
    def serve(self):
        while True:
            arrived = self.waiting.get()
            cb.hold(self.service_time.next())
            self.completed += 1
            self.total += cb.now() - arrived

    @cb.on_end
    def measure(self):
        self.sojourn = self.total / self.completed


class Partition(cb.Model):
    retries: cb.Ref[cb.Store[int]]
    service_time: cb.Input[float]
    fails: cb.Param[float]
    last: cb.Param[int]
    messages: cb.Store[int]
    completed: cb.Output[int]
    failed: cb.Output[int]
    dead: cb.Output[int]

    def __init__(self, shape: W2, retries: cb.Store[int]) -> None:
        self.retries = retries
        self.service_time = inputs.dist.exponential(mean=shape.work)
        self.fails = shape.fails
        self.last = shape.retries

    @cb.process
    def consume(self):
        while True:
            message = self.messages.get()
            cb.hold(self.service_time.next())
            if not random.bernoulli(self.fails):
                self.completed += 1
            else:
                self.failed += 1
                if message % ATTEMPTS == self.last:
                    self.dead += 1
                else:
                    self.retries.put(message + 1)


class Topic(cb.Model):
    gap: cb.Input[float]
    keys: cb.Param[int]
    latency: cb.Param[float]
    backoff: cb.Param[float]
    sent: cb.Store[int]
    retries: cb.Store[int] = cb.Store()
    partitions: list[Partition]
    begun: cb.Output[int]
    arrived: cb.Output[int]
    retried: cb.Output[int]

    def __init__(self, shape: W2) -> None:
        self.gap = inputs.dist.exponential(mean=1.0 / shape.rate)
        self.keys, self.latency, self.backoff = shape.keys, shape.latency, shape.backoff
        self.partitions = [Partition(shape, self.retries) for _ in range(shape.partitions)]

    @cb.process
    def produce(self):
        while True:
            cb.hold(self.gap.next())
            self.begun += 1
            self.sent.put(random.dice(0, self.keys - 1) * ATTEMPTS)
            cb.schedule(self.arrive, self.latency)

    @cb.event
    def arrive(self):
        message = self.sent.get()
        self.arrived += 1
        self.partitions[message // ATTEMPTS % len(self.partitions)].messages.put(message)

    @cb.process(copies=RETRIERS)
    def retry(self):
        while True:
            message = self.retries.get()
            longest = self.backoff * 2.0 ** (message % ATTEMPTS - 1)
            cb.hold(random.uniform(0.5 * longest, longest))
            self.retried += 1
            self.partitions[message // ATTEMPTS % len(self.partitions)].messages.put(message)


class Subscriber(cb.Model):
    service_time: cb.Input[float]
    messages: cb.Store[int]
    completed: cb.Output[int]

    def __init__(self, shape: W3) -> None:
        self.service_time = inputs.dist.exponential(mean=shape.work)

    @cb.process
    def consume(self):
        while True:
            self.messages.get()
            cb.hold(self.service_time.next())
            self.completed += 1


class FanOut(cb.Model):
    gap: cb.Input[float]
    latency: cb.Param[float]
    sent: cb.Store[int]
    subscribers: list[Subscriber]
    begun: cb.Output[int]
    arrived: cb.Output[int]

    def __init__(self, shape: W3) -> None:
        self.gap = inputs.dist.exponential(mean=1.0 / shape.rate)
        self.latency = shape.latency
        self.subscribers = [Subscriber(shape) for _ in range(shape.subscribers)]

    @cb.process
    def produce(self):
        while True:
            cb.hold(self.gap.next())
            self.begun += 1
            self.sent.put(self.begun)
            cb.schedule(self.arrive, self.latency)

    @cb.event
    def arrive(self):
        message = self.sent.get()
        for number in range(len(self.subscribers)):
            self.arrived += 1
            self.subscribers[number].messages.put(message)


def model_of(shape: W1 | W2 | W3) -> cb.Model:
    match shape:
        case W1():
            return Queue(shape)
        case W2():
            return Topic(shape)
        case W3():
            return FanOut(shape)


def experiment(model: cb.Model, seed: int, until: float, *, recorded: bool = True) -> cb.Experiment:
    """`recorded`: Cimba keeps the levels of its stores over time, as it does by default. Otherwise its window opens
    only at the end, as in its own benchmark, and all that is kept are the model's counters."""
    window = cb.Window(duration=until) if recorded else cb.Window(warmup=until, duration=1e-6)
    return cb.Experiment(model, window=window, seed=seed)


def tally_of_run(model: cb.Model, results: cb.Results) -> Tally:
    """Raises RuntimeError when Cimba says that its trial failed."""
    if results.failed.any():
        raise RuntimeError(str(results.failure_reasons))

    def count(part: cb.Model, name: str) -> float:
        return float(getattr(results[part], name).values.flat[0])

    def total(parts: list[cb.Model], name: str) -> int:
        return int(sum(count(part, name) for part in parts))

    match model:
        case Queue():
            return Tally(
                begun=total([model], "begun"),
                arrived=0,
                retried=0,
                completed=total([model], "completed"),
                failed=0,
                dead_lettered=0,
                mean_sojourn=count(model, "sojourn"),
            )
        case Topic():
            return Tally(
                begun=total([model], "begun"),
                arrived=total([model], "arrived"),
                retried=total([model], "retried"),
                completed=total(model.partitions, "completed"),
                failed=total(model.partitions, "failed"),
                dead_lettered=total(model.partitions, "dead"),
            )
        case FanOut():
            completed = total(model.subscribers, "completed")
            return Tally(total([model], "begun"), total([model], "arrived"), 0, completed, 0, 0)
    raise TypeError(type(model))
