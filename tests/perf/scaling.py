"""What an event costs as documents, backlogs and delays grow; snapshots, memory, and slicing."""

from collections.abc import Callable

from apps.engine import Simulation
from apps.schema import Document

from .documents import w2_document
from .populations import FILLED_AT, backlog, delayed, fifty_nodes, pipelines
from .prepared import Prepared, prepare
from .rounds import alternating, median_seconds, paired_ratio
from .runners import Runner
from .shapes import W2
from .side_by_side import Report, row
from .wanted import NUMBERS, beside

MANY, FEW = 1_000_000, 1_000
SLICE = 0.05


def measured(rounds: int, scale: float) -> Report:
    """`scale` shortens the simulated time of every run, not the populations."""
    report = Report([], [], [])
    _fifty(report, rounds, scale)
    _nodes(report, rounds, scale)
    for name, population in (("backlog", backlog), ("delayed", delayed)):
        _population(report, name, population, rounds, scale)
    _slices(report, rounds, scale)
    return report


def _fifty(report: Report, rounds: int, scale: float) -> None:
    large = _prepared(fifty_nodes(), 12.0 * scale)
    done = alternating({"50 nodes": large.run}, rounds)
    report.rows.append(row("breakwater", f"50 nodes, {large.in_flight:,} in flight", done["50 nodes"], {}))
    simulation = Simulation.restore(large.program, large.snapshot)
    snapshot = median_seconds(simulation.snapshot, 3 * rounds)
    restore = median_seconds(lambda: Simulation.restore(large.program, large.snapshot), 3 * rounds)
    report.wanted.append(beside(NUMBERS["fifty-events"], report.rows[-1]["events_per_second"]))
    report.wanted.append(beside(NUMBERS["fifty-snapshot"], snapshot * 1000))
    report.wanted.append(beside(NUMBERS["fifty-restore"], restore * 1000))
    report.notes.append(f"The snapshot of 50 nodes has {len(large.snapshot) / 1e6:.1f} MB.")


def _prepared(document: Document, seconds: float) -> Prepared:
    return prepare(document, FILLED_AT, FILLED_AT + seconds)


def _nodes(report: Report, rounds: int, scale: float) -> None:
    few, many = _prepared(pipelines(20), 120.0 * scale), _prepared(pipelines(200), 12.0 * scale)
    cost = _cost(report, {"20 nodes": few.run, "200 nodes": many.run}, rounds)
    report.wanted.append(beside(NUMBERS["nodes"], cost))


def _population(report: Report, name: str, population: Callable[[int], Document], rounds: int, scale: float) -> None:
    few, many = (_prepared(population(count), 300.0 * scale) for count in (FEW, MANY))
    cost = _cost(report, {f"{FEW:,} {name}": few.run, f"{MANY:,} {name}": many.run}, rounds)
    memory = (len(many.snapshot) - len(few.snapshot)) / (many.in_flight - few.in_flight)
    held = "bytes-queued" if name == "backlog" else "bytes-delayed"
    report.wanted.append(beside(NUMBERS[name], cost))
    report.wanted.append(beside(NUMBERS[held], memory))


def _slices(report: Report, rounds: int, scale: float) -> None:
    prepared = prepare(w2_document(W2()), 1.0, 1.0 + 300.0 * scale)
    runners = {"W2, one call": prepared.run, "W2, slices of 50 ms": lambda: prepared.run(SLICE)}
    report.wanted.append(beside(NUMBERS["slices"], _cost(report, runners, rounds)))


def _cost(report: Report, runners: dict[str, Runner], rounds: int) -> float:
    """How many times as long an event takes in the second as in the first."""
    done = alternating(runners, rounds)
    report.rows.extend(row("breakwater", name, runs, {}) for name, runs in done.items())
    usual, larger = done.values()
    return paired_ratio(usual, larger)
