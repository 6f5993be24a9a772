"""Which of some values in order is the first that is good enough, when every look at one is uncertain. Pure.

The values are in the order in which they get better: if one is good enough, so are those after it. A look says that a
value holds, fails, or that more runs are needed; one that is undecided in the end is treated as one that fails, so the
answer is always a value that was shown to hold.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from apps.schema.results import Estimate

Comparison = Literal["<", "<=", ">", ">="]
Verdict = Literal["holds", "fails", "undecided", "open"]


@dataclass(frozen=True)
class Ask:
    """Values to look at next, by index: one that was looked at already wants more runs."""

    indices: tuple[int, ...]


@dataclass(frozen=True)
class Answer:
    """The first index that was shown to hold; None if the last one was not. `certain`: the one before was shown to
    fail, or there is none; without an answer, the last one was."""

    index: int | None
    certain: bool


def search(count: int, verdicts: Mapping[int, Verdict]) -> Ask | Answer:
    """From what is known of values 0 to `count` - 1 to the next question, or to the answer."""
    ends = tuple(index for index in dict.fromkeys((count - 1, 0)) if _unknown(verdicts.get(index)))
    if ends:
        return Ask(ends)
    if verdicts[count - 1] != "holds":
        return Answer(None, verdicts[count - 1] == "fails")
    if verdicts[0] == "holds":
        return Answer(0, True)
    below, above = 0, count - 1
    while above - below > 1:
        middle = (below + above) // 2
        if _unknown(verdicts.get(middle)):
            return Ask((middle,))
        if verdicts[middle] == "holds":
            above = middle
        else:
            below = middle
    return Answer(above, verdicts[below] == "fails")


def most_values(count: int) -> int:
    """How many values a search looks at, at most."""
    return min(count, 2 + math.ceil(math.log2(max(1, count - 1))))


def most_looks(first: int, most: int) -> int:
    """How often one value is looked at, at most: the runs double each time."""
    return 1 + max(0, math.ceil(math.log2(most / first)))


def confidence_of_a_look(confidence: float, count: int, first: int, most: int) -> float:
    """So that all looks together are right with this confidence: Bonferroni's inequality, which asks nothing of how
    they depend on each other. A look at more runs of one value is one more chance to be wrong."""
    return 1 - (1 - confidence) / (most_values(count) * most_looks(first, most))


def verdict(estimate: Estimate | None, comparison: Comparison, limit: float, *, runs: int, most: int) -> Verdict:
    """Only an interval that is clear of the limit decides."""
    if estimate is not None and estimate.half_width is not None:
        low, high = estimate.mean - estimate.half_width, estimate.mean + estimate.half_width
        if comparison in ("<", "<="):
            low, high, limit = -high, -low, -limit
        # From here on, larger is better.
        if low > limit or (low == high == limit and comparison in ("<=", ">=")):
            return "holds"
        if high < limit or low == high == limit:
            return "fails"
    return "undecided" if runs >= most else "open"


def _unknown(verdict: Verdict | None) -> bool:
    return verdict is None or verdict == "open"
