"""Two runs side by side: the same axes, what differs, and the first event from which on they do."""

from collections.abc import Callable
from uuid import UUID

from apps.diagrams import services as diagrams
from apps.engine.divergence import Side, changes_something, first_divergence
from apps.runs import selectors
from apps.runs.execution import programs, series, simulations, store
from apps.runs.execution.adoption import state_of
from apps.runs.execution.simulations import EVENTS_PER_CALL
from apps.runs.execution.state import RunState
from apps.schema import time_travel
from apps.schema.document import Document
from apps.schema.frames import Ledger
from apps.schema.messages import LoggedCommand
from apps.schema.time_travel import Divergence, ResultDifference, RunComparison

MOST_EVENTS = 10_000_000
Note = Callable[[float, str], None]
MORE_IS_BETTER = {"completedRate", "ledger.completed"}


def compare(one: UUID, other: UUID, note: Note) -> RunComparison:
    rows = [selectors.run_row(one), selectors.run_row(other)]
    states = [store.current(row.pk) or state_of(row) for row in rows]
    documents = [diagrams.revision_document(state.revision_id).document for state in states]
    shared = shared_until(states[0], states[1])
    times = series.grid(max(state.time for state in states))
    note(0.05, "Reading both runs' frames.")
    frames = [series.frames_at(row.pk, times) for row in rows]
    metrics = series.differences(frames[0], frames[1], times, _names(documents[0]))
    if shared >= min(state.time for state in states):
        metrics = _by_their_windows(metrics)
    divergence, words = _divergence(rows[0].pk, rows[1].pk, states, shared, note)
    return RunComparison(
        a=_side(rows[0].pk, states[0], frames[0]),
        b=_side(rows[1].pk, states[1], frames[1]),
        same_document=states[0].revision_id == states[1].revision_id,
        same_seed=states[0].seed == states[1].seed,
        shared_until=shared,
        times=times,
        metrics=metrics,
        results=_results(metrics),
        divergence=divergence,
        divergence_words=words,
    )


def _by_their_windows(metrics: list[time_travel.MetricDifference]) -> list[time_travel.MetricDifference]:
    """Runs that were given the same are the same: rates and percentiles of theirs differ only as they look back over
    windows of their own, which begin anew where a run branches off."""
    overall = [metric for metric in metrics if metric.node is None and metric.edge is None]
    return [metric.model_copy(update={"notable": False}) for metric in overall]


def shared_until(one: RunState, other: RunState) -> float:
    """Up to here both were given the same."""
    if one.revision_id != other.revision_id or one.seed != other.seed:
        return 0.0
    logs = [[line for line in state.log if changes_something(line)] for state in (one, other)]
    end = min(one.time, other.time)
    same = next((i for i, (a, b) in enumerate(zip(*logs, strict=False)) if a != b), min(map(len, logs)))
    return min([end, *(log[same].at for log in logs if len(log) > same)])


def _divergence(
    one: UUID, other: UUID, states: list[RunState], shared: float, note: Note
) -> tuple[Divergence | None, str]:
    end = min(state.time for state in states)
    if states[0].seed != states[1].seed:
        return None, "The seeds differ, so everything does from the first event on."
    sides = [_at(run_id, state, shared, note) for run_id, state in zip((one, other), states, strict=True)]

    def noticed(time: float) -> None:
        note(0.2 + 0.8 * (time - shared) / max(1e-9, end - shared), "Looking for the first event that differs.")

    return first_divergence(sides[0], sides[1], end, max_events=MOST_EVENTS, noticed=noticed)


def _at(run_id: UUID, state: RunState, time: float, note: Note) -> Side:
    """A run at a moment, before what was commanded then."""
    program = programs.of_revision(state.revision_id)
    log = [line for line in state.log if changes_something(line)]
    before = [line for line in state.log if line.at < time]
    found = simulations.before(run_id, state, time, len(before)) or simulations.new(program, state.seed)
    past = state.model_copy(update={"time": time, "log": before, "off_grid": False})
    while not found.catch_up(past, EVENTS_PER_CALL):
        note(0.1, "Simulating the past again.")
    return Side(found.simulation, log, sum(line.at < time for line in log))


def _side(run_id: UUID, state: RunState, frames: list[series.Json | None]) -> time_travel.Side:
    last = next((frame for frame in reversed(frames) if frame), None)
    return time_travel.Side(
        run=str(run_id),
        revision=state.revision,
        seed=state.seed,
        status=state.status,
        time=state.time,
        speed=state.speed,
        log=list[LoggedCommand](state.log),
        ledger=state.results.ledger if state.results else Ledger.model_validate(last["ledger"]) if last else None,
    )


def _names(document: Document) -> dict[str, str]:
    nodes = {identity: node.name for identity, node in document.nodes.items()}
    edges = {
        identity: f"{nodes.get(edge.source, edge.source)} to {nodes.get(edge.target, edge.target)}"
        for identity, edge in document.edges.items()
    }
    return nodes | edges


def _results(metrics: list[time_travel.MetricDifference]) -> list[ResultDifference]:
    """The overall metrics where both runs stand last."""
    found = []
    for metric in metrics:
        if metric.node is not None or metric.edge is not None:
            continue
        pairs = [(a, b) for a, b in zip(metric.a, metric.b, strict=True) if a is not None and b is not None]
        a, b = pairs[-1] if pairs else (None, None)
        change = None if a is None or b is None or a == 0 else round(100.0 * (b - a) / abs(a), 2)
        notable = metric.notable and a != b
        better = None
        if notable and a is not None and b is not None and metric.metric != "ledger.published":
            higher, lower = ("b", "a") if b > a else ("a", "b")
            better = higher if metric.metric in MORE_IS_BETTER else lower
        found.append(
            ResultDifference(
                metric=metric.metric,
                title=metric.title,
                unit=metric.unit,
                a=a,
                b=b,
                change_percent=change,
                notable=notable,
                better=better,  # type: ignore[arg-type]
            )
        )
    return found
