"""What of an outcome a broker promises. The rest may differ from one run of the same broker to the next."""

from collections import defaultdict
from typing import Any

from .playing import Counted, Outcome, Seen


def everything(outcome: Outcome) -> Any:
    return outcome


def deliveries(outcome: Outcome) -> list[Seen]:
    return [one for one in outcome if isinstance(one, Seen) and one.message is not None]


def _counts(outcome: Outcome) -> list[Counted]:
    return [one for one in outcome if isinstance(one, Counted)]


def per_partition(outcome: Outcome) -> Any:
    """Order inside each partition; which partition a poll looks at first is the client's business."""
    lanes = defaultdict(list)
    for one in deliveries(outcome):
        lanes[one.step, one.service, one.channel, one.partition].append(one)
    return dict(lanes), _counts(outcome)


def per_key(outcome: Outcome) -> Any:
    lanes = defaultdict(list)
    for one in deliveries(outcome):
        lanes[one.step, one.service, one.key].append(one)
    return dict(lanes), _counts(outcome)


def without_order(outcome: Outcome) -> Any:
    """What came in each step, in no order."""
    return sorted(deliveries(outcome), key=lambda one: (one.step, one.message or 0, one.channel or "")), _counts(
        outcome
    )


def messages_only(outcome: Outcome) -> Any:
    """Which messages came in which step to which service; not where from."""
    return sorted((one.step, one.service, one.message) for one in deliveries(outcome)), _counts(outcome)


def partitions_per_member(outcome: Outcome) -> Any:
    """How many partitions each member of a group got, biggest first: who gets which is up to random member ids."""
    owned: dict[tuple[str, int], set[int | None]] = defaultdict(set)
    services: dict[str, set[int | None]] = defaultdict(set)
    for one in outcome:
        if isinstance(one, Seen):
            owned[one.service, one.instance] |= set() if one.message is None else {one.partition}
    for (service, _), partitions in owned.items():
        services[service] |= partitions
    spread: dict[str, list[int]] = defaultdict(list)
    for (service, _), partitions in owned.items():
        spread[service].append(len(partitions))
    return {
        service: (sorted(numbers, reverse=True), len(services[service]), sum(numbers))
        for service, numbers in spread.items()
    }
