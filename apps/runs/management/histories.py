"""What happened to single messages, as pages of text."""

from collections.abc import Sequence

from apps.schema import Document
from apps.schema.results import Ending, Results
from apps.schema.tracing import Trace

from .table import table


def trace_report(trace: Trace, document: Document) -> str:
    """A line for each step: when, since the step before, what, over which edge, of which event type."""
    ends = f"{trace.simulated_seconds:g} s simulated ({trace.status}), digest {trace.digest}"
    if not trace.steps:
        return f"Message {trace.id}: no such request or event began. {ends}"
    types = {step.event_type for step in trace.steps}
    heads = ("Time s", "+ s", "What", "Edge", *(("Event",) if len(types) > 1 else ()))
    before, rows = trace.steps[0].time, []
    for step in trace.steps:
        words = step.words + (f" ({step.times} times)" if step.times > 1 else "")
        event = (document.event_types[step.event_type].name,) if len(types) > 1 else ()
        rows.append((f"{step.time:.6f}", f"{step.time - before:.6f}", words, step.edge or "", *event))
        before = step.time
    what = f"Message {trace.id}: {len(trace.steps):,} steps"
    if not trace.complete:
        what += ", not all there were"
    return "\n".join([f"{what}. {ends}", "", *table(heads, rows, left=(2, 3, 4))])


def endings_report(endings: Sequence[Ending], results: Results) -> str:
    """How many for each cause, and the last of them."""
    total = sum(results.causes.values())
    parts = [f"{results.title}: {total:,} messages ended badly, seed {results.seed}, digest {results.digest}"]
    parts += ["", *table(("Cause", "messages"), [(cause, f"{n:,}") for cause, n in results.causes.items()])]
    names = {identifier: node.name for identifier, node in results.nodes.items()}
    heads = ("Id", "Event", "key", "Channel", "Cause", "attempts", "deliveries", "sent s", "ended s")
    rows = [
        (
            str(one.id),
            one.event_type,
            str(one.key),
            names[one.channel],
            one.cause,
            str(one.attempts),
            str(one.deliveries) if one.deliveries else "",
            f"{one.sent:.3f}",
            f"{one.time:.3f}",
        )
        for one in endings
    ]
    if rows:
        parts += ["", f"The last {len(rows):,}; --trace ID tells the history of one", ""]
        parts += table(heads, rows, left=(1, 3, 4))
    return "\n".join(parts)
