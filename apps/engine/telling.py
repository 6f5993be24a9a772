"""Steps of a watched message in words, with the names of the document.

Place in the flow: after `tracing`, which collects the rows that the kernel writes.
"""

from typing import Any, get_args

from apps.schema.tracing import StepKind, TraceStep

from .accounts import OUTCOMES
from .layout import AT_SOURCE, CAUSES, IS_CALL, REFUSED
from .layout import history as steps_of
from .numbers import duration_words
from .program import Program

KINDS: tuple[StepKind, ...] = get_args(StepKind)
"""In the order of layout.history."""

WORDS: dict[StepKind, str] = {
    "begun": "begun at {node}",
    "published": "{node} sends it to {channel}, {seconds} on the way",
    "held_back": "{channel} cannot take it: sent again every {seconds}",
    "arrived": "arrived at {channel}",
    "copied": "a second copy of it arrived at {channel}",
    "handed_out": "{channel} hands it to {node}, delivery {delivery}",
    "work_begun": "{node} works on it for {seconds}, attempt {attempt}",
    "handled": "{node} has done its work on it",
    "effect_skipped": "{node} knew it already: no effect",
    "effect_repeated": "its effect at {node} happened again",
    "attempt_failed": "attempt {attempt} failed at {node}",
    "retry_planned": "{node} tries again in {seconds}",
    "acknowledged": "{node} acknowledges it to {channel}",
    "given_back": "{node} gives it back to {channel}",
    "rejected": "{node} rejects it for good",
    "interrupted": "{node} crashed while it had it",
    "given_out_again": "{channel} gives it out again while {node} still has it",
    "ended_badly": "{reason}",
    "kept_dead": "kept in {channel}",
    "called": "{node} is called, {seconds} on the way, try {attempt}",
    "call_refused": "the call to {node} is not sent: circuit breaker open, or as many under way as the bulkhead takes",
    "call_arrived": "the call arrived at {node}",
    "answered": "the answer of {node} arrived",
    "answered_nobody": "the answer of {node} arrived, and nobody waited for it any longer",
    "call_overdue": "no answer from {node} within {seconds}",
    "saga_started": "{node} starts a saga",
    "saga_step": "{node} begins step {reason}",
    "saga_committed": "{node} commits the saga",
    "saga_compensates": "{node} gives up at step {reason} and compensates",
    "saga_undoes": "{node} undoes step {reason}",
    "saga_compensated": "{node} has compensated the saga",
    "saga_stuck": "{node} is stuck undoing step {reason}",
    "replied": "{node} sends its reply, {seconds} on the way to the broker",
    "reply_lost": "the reply of {node} is lost: it does not get through",
}
_TIMED = {"published", "held_back", "work_begun", "retry_planned", "called", "call_overdue", "replied"}
BY_RETRY_TOPIC = "the retry topic of {node} hands it back, delivery {delivery}"
_OF_STEP = {"saga_step", "saga_compensates", "saga_undoes", "saga_stuck"}
_ATTEMPTS = {"work_begun", "attempt_failed", "retry_planned", "called", "call_arrived", "answered", "call_overdue"}


def told(program: Program, rows: Any) -> list[TraceStep]:
    """`rows`: records of `history`, in order of time."""
    found: list[TraceStep] = []
    deliveries: dict[tuple[str | None, str | None], int] = {}
    for row in rows:
        step = _step(program, row, deliveries)
        last = found[-1] if found else None
        if last is not None and step.what == "held_back" and _same(last, step):
            found[-1] = last.model_copy(update={"times": last.times + 1})
        else:
            found.append(step)
    return found


def _same(one: TraceStep, other: TraceStep) -> bool:
    return (one.what, one.channel, one.edge, one.event_type) == (
        other.what,
        other.channel,
        other.edge,
        other.event_type,
    )


def _step(program: Program, row: Any, deliveries: dict[tuple[str | None, str | None], int]) -> TraceStep:
    what = KINDS[int(row["what"])]
    values: dict[str, Any] = {
        **where(program, row, what),
        "attempt": int(row["attempt"]) + 1 if what in _ATTEMPTS else None,
        "delivery": None,
        "seconds": float(row["value"]) if what in _TIMED else None,
        "reason": None,
    }
    if what == "ended_badly":
        cause, outcome = CAUSES[int(row["value"])]
        values |= {"reason": cause, "attempt": int(row["attempt"])}
    elif what == "answered" and row["value"]:
        values["reason"] = "refused" if int(row["value"]) & REFUSED else "failed"
    elif what in _OF_STEP:
        values["reason"] = _saga_step(program, values["node"], int(row["value"]))
    elif what == "handed_out":
        place = (values["channel"], values["node"])
        deliveries[place] = deliveries.get(place, 0) + 1
        values["delivery"] = deliveries[place]
        values["reason"] = "retry topic" if row["value"] else None
    return TraceStep(
        time=float(row["time"]),
        what=what,
        words=_words(program, what, values, outcome if what == "ended_badly" else None),
        event_type=program.event_types[int(row["type"])],
        **values,
    )


def where(program: Program, row: Any, what: StepKind) -> dict[str, Any]:
    """Who has it and where it is, by what stood in the message at that step."""
    tables, marks, consumer, via = program.tables, int(row["marks"]), int(row["consumer"]), int(row["via"])
    station, edge, channel, instance = -1, -1, int(row["channel"]), -1
    if channel >= 0:
        pass
    elif what == "call_refused":
        edge = int(row["value"])
        station = int(tables["edges"]["target"][edge])
    elif marks & IS_CALL:
        station, edge, instance = int(row["station"]), via, consumer
    elif marks & AT_SOURCE or what.startswith("saga"):
        station = int(row["station"])
    elif consumer >= 0:
        own = tables["consumers"][consumer]
        station, instance = int(own["station"]), int(own["instance"])
        edge = int(tables["subscriptions"]["edge"][own["subscription"]])
        channel = int(tables["groups"]["channel"][own["group"]])
    elif via >= 0:
        route = tables["routes"][via]
        station, edge, channel = int(route["station"]), int(route["edge"]), int(route["channel"])
    node = _name(program.stations, station)
    if node is None and edge >= 0 and int(tables["edges"]["replies"][edge]) >= 0:
        # Asked by way of a queue: whoever reads it.
        node = program.document.edges[program.edges[edge]].target
    return {
        "node": node,
        "edge": _name(program.edges, edge),
        "channel": _name(program.channels, channel),
        "instance": int(tables["instances"]["number"][instance]) if instance >= 0 else None,
    }


def _words(program: Program, what: StepKind, values: dict[str, Any], outcome: int | None) -> str:
    def named(identifier: str | None) -> str:
        return program.document.nodes[identifier].name if identifier else "it"

    seconds = duration_words(1000.0 * values["seconds"]) if values["seconds"] is not None else ""
    filled = {**values, "node": named(values["node"]), "channel": named(values["channel"]), "seconds": seconds}
    words = (BY_RETRY_TOPIC if what == "handed_out" and values["reason"] else WORDS[what]).format(**filled)
    if outcome is not None:
        return f"{OUTCOMES[outcome].replace('_', '-')}: {words}"
    return f"{words}: {values['reason']}" if what == "answered" and values["reason"] else words


def _saga_step(program: Program, node: str | None, index: int) -> str | None:
    steps = getattr(program.document.nodes[node], "steps", ()) if node else ()
    return str(steps[index].name) if index < len(steps) else None


def _name(names: tuple[str, ...], index: int) -> str | None:
    return names[index] if index >= 0 else None


assert len(KINDS) == int(steps_of.REPLY_LOST) + 1, "a kind of step has no name"
