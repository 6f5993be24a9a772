"""The same workloads on this engine, on Cimba, on SimPy and in C; and W2's shape on every broker."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from apps.schema.nodes import KINDS

from .documents import brokers, document_of, w2_document
from .rounds import Rounds, alternating, median_rate, paired_ratio
from .runners import Run, Runner, breakwater, c_program, cimba, compiler, simpy
from .shapes import W1, W2, W3, Shape
from .wanted import NUMBERS, beside, on_broker

APART = 0.02
"""Engines whose model events for a message differ by more than this do not run the same model."""

SHAPES: dict[str, Shape] = {"W1": W1(), "W2": W2(), "W3": W3()}
SECONDS = {"W1": 300.0, "W2": 200.0, "W3": 12.0}
"""Simulated; a model in SimPy runs for a twentieth of it."""
SHORTER = 20


class DifferentModels(RuntimeError):
    """The engines were not given the same model, so nothing about their speed follows."""


@dataclass(frozen=True)
class Report:
    rows: list[dict[str, Any]]
    wanted: list[dict[str, Any]]
    notes: list[str]


def measured(rounds: int, scale: float) -> Report:
    """`scale` shortens the simulated time of every run."""
    report = Report([], [], [])
    with tempfile.TemporaryDirectory() as folder:
        for workload, shape in SHAPES.items():
            until = SECONDS[workload] * scale
            runners = {
                "breakwater": breakwater(document_of(shape), until, through_broker=workload != "W1"),
                "cimba": cimba(shape, until),
                "cimba-unrecorded": cimba(shape, until, recorded=False),
                "simpy": simpy(shape, until / SHORTER),
            }
            if isinstance(shape, W2):
                _add_limit(runners, shape, until, Path(folder), report.notes)
            done = alternating(runners, rounds)
            _require_same_model(workload, done)
            report.rows.extend(row(engine, workload, runs, done) for engine, runs in done.items())
            report.wanted.extend(_against_others(workload, done))
    _measure_brokers(report, rounds, SECONDS["W2"] * scale)
    return report


def row(engine: str, workload: str, runs: list[Run], done: Rounds) -> dict[str, Any]:
    def ratio(other: str) -> float | None:
        return float(f"{paired_ratio(runs, done[other]):.4g}") if other in done else None

    tally = runs[0].tally
    rate = median_rate(runs)
    return {
        "engine": engine,
        "workload": workload,
        "events_per_second": round(rate),
        "messages_per_second": round(rate * tally.begun / tally.events),
        "ratio_to_simpy": ratio("simpy"),
        "ratio_to_cimba": ratio("cimba"),
    }


def _add_limit(runners: dict[str, Runner], shape: W2, until: float, folder: Path, notes: list[str]) -> None:
    if compiler() is None:
        notes.append("No C compiler here: the limit, W2 in C, was not measured.")
    else:
        runners["C"] = c_program(shape, until, folder)


def _require_same_model(workload: str, done: Rounds) -> None:
    by_engine = {engine: runs[0].tally.events / runs[0].tally.begun for engine, runs in done.items()}
    if max(by_engine.values()) > min(by_engine.values()) * (1 + APART):
        raise DifferentModels(f"{workload}, model events for a message: {by_engine}")


def _against_others(workload: str, done: Rounds) -> list[dict[str, Any]]:
    ours = done["breakwater"]
    return [
        beside(NUMBERS[name], paired_ratio(ours, done[other]))
        for other in ("cimba", "simpy")
        if (name := f"{workload.lower()}-{other}") in NUMBERS
    ]


def _measure_brokers(report: Report, rounds: int, until: float) -> None:
    runners = {broker: breakwater(w2_document(W2(), broker), until) for broker in brokers()}
    done = alternating(runners, rounds)
    for broker, runs in done.items():
        if broker == "kafka":
            continue
        label = KINDS[broker].label
        report.rows.append(row("breakwater", f"W2 on {label}", runs, {}))
        report.wanted.append(beside(on_broker(label), paired_ratio(runs, done["kafka"])))
    if not any("nats" in broker for broker in runners):
        report.notes.append("NATS JetStream is no kind of node yet: W2's shape on it was not measured.")
