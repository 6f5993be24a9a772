"""When a run is looked at, and the experiment's times as times of the simulation."""

from collections.abc import Iterator, Sequence

from apps.schema.experiments import Experiment
from apps.schema.faults import Fault
from apps.schema.operations import Operation


def steps(begins: float, ends: float, every: float, windows: Sequence[float]) -> Iterator[tuple[float, bool]]:
    """(time, whether probes are checked then), from after `begins` to `ends`. Without a check: where the window of a
    later check begins."""
    checks = {ends}
    number = 1
    while begins + number * every < ends - 1e-9:
        checks.add(begins + number * every)
        number += 1
    between = {check - window for check in checks for window in windows if begins < check - window < ends}
    # Two moments closer than this are one: they differ by rounding.
    last = begins
    for time in sorted(checks | between):
        if time in checks:
            yield time, True
            last = time
        elif time - last > 1e-6:
            yield time, False
            last = time


def method_of(experiment: Experiment) -> tuple[list[Fault], list[Operation]]:
    begins = experiment.method_begins
    faults = [fault.model_copy(update={"at_seconds": begins + fault.at_seconds}) for fault in experiment.method.faults]
    return faults, [_later(one, begins) for one in experiment.method.operations]


def rollback_of(experiment: Experiment, begins: float) -> list[Operation]:
    return [_later(one, begins) for one in experiment.rollback.operations]


def _later(operation: Operation, by: float) -> Operation:
    return operation.model_copy(update={"at_seconds": by + operation.at_seconds})
