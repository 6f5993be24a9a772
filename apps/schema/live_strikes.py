"""What cannot be struck in a run that is on: what is not there, what is past, what would be more than anybody sends."""

from .blast_radius import monkey_problem
from .document import Document
from .faults import Fault, TrafficSpike
from .messages import Inject, Strike, Unleash
from .nodes import Clients
from .striking import fault_problem

MAX_PER_SECOND = 100_000.0
"""Of one source in a live run: about what a core simulates in a second; beyond it all runs of a worker fall behind."""


def strike_problem(document: Document, command: Inject | Strike | Unleash, now: float) -> str | None:
    """Why a command cannot be obeyed at a simulated time, in a sentence; None if it can."""
    match command:
        case Unleash(monkey=monkey):
            return _past(monkey.at_seconds, now) or monkey_problem(document, monkey)
        case Inject(fault=fault):
            return _problem(document, fault, now)
        case Strike(faults=faults):
            problems = [(fault, _problem(document, fault, now)) for fault in faults]
            return next((f"{fault.target}: {reason}" for fault, reason in problems if reason), None)


def _problem(document: Document, fault: Fault, now: float) -> str | None:
    return fault_problem(document, fault) or _past(fault.at_seconds, now) or _flood(document, fault)


def _past(at: float, now: float) -> str | None:
    """0 means now."""
    if at <= 0.0 or at >= now:
        return None
    return f"strikes at {at:g} s, and the run is at {now:.1f} s already: 0 strikes at once"


def _flood(document: Document, fault: Fault) -> str | None:
    if not isinstance(fault, TrafficSpike):
        return None
    node = document.nodes[fault.target]
    usual = _per_second(node) if isinstance(node, Clients) else 0.0
    if usual * fault.factor <= MAX_PER_SECOND:
        return None
    return (
        f"makes {node.name} send {usual * fault.factor:,.0f}/s: a live run takes at most {MAX_PER_SECOND:,.0f}/s"
        f" of one source, so at most {MAX_PER_SECOND / usual:,.1f}×"
    )


def _per_second(node: Clients) -> float:
    """The most it sends by itself; of a closed loop nothing is known beforehand."""
    parts = [node.workload, *getattr(node.workload, "steps", [])]
    return max(
        (float(value) for part in parts for name, value in part if name.endswith("per_second")),
        default=0.0,
    )
