"""What every study is asked for alike: which runs, how many, how long, what is measured; and how much is too much."""

import re
from typing import Annotated, Literal

from pydantic import Field

from apps.schema import Document, Problem
from apps.schema.base import Identifier, Model
from apps.schema.faults import Fault
from apps.schema.operations import Operation

LARGEST = 2**53 - 1
MAX_REPLICATIONS = 1_000
MAX_POINTS = 400
MAX_RUNS = 4_000
MAX_UNTIL = 86_400.0
MAX_EVENTS_A_RUN = 200_000_000
DEFAULT_EVENTS_A_RUN = 5_000_000
MAX_EVENTS = 20_000_000_000
"""Of one study: about an hour and a half of one processor core."""
MAX_METRICS = 12

MetricName = Annotated[str, Field(min_length=3, max_length=250, pattern=r"^[a-z]+\.[^\x00]+$")]
PERCENTILES = ("mean_ms", "p50_ms", "p90_ms", "p95_ms", "p99_ms", "p999_ms")
COUNTS = ("published", "completed", "dead_lettered", "expired", "dropped", "lost", "redelivered")


class Runs(Model):
    """Every point of a study is run on the same seeds, so that points share their random numbers."""

    seed: Annotated[int, Field(ge=0, le=LARGEST - MAX_REPLICATIONS, strict=True)] = 1
    """The first; the others follow it."""
    until_seconds: Annotated[float, Field(gt=0, le=MAX_UNTIL)] | None = None
    """Simulated seconds of each run; what is left out comes from the scenario, else 300."""
    warm_up: Literal["mser5"] | Annotated[float, Field(ge=0, lt=MAX_UNTIL)] = 0.0
    """Seconds left out at the start of each run, or as many as MSER-5 finds."""
    confidence: Annotated[float, Field(ge=0.5, le=0.9999)] = 0.95
    scenario: Identifier | None = None
    """Its faults and operations are in every run."""
    max_events: Annotated[int, Field(ge=1_000, le=MAX_EVENTS_A_RUN, strict=True)] = DEFAULT_EVENTS_A_RUN
    """Of one run; one that reaches it is in no estimate, and is said to have."""

    def until(self, document: Document) -> float:
        if self.until_seconds is not None:
            return self.until_seconds
        return 300.0 if self.scenario is None else document.scenarios[self.scenario].until_seconds

    def struck_by(self, document: Document) -> tuple[list[Fault], list[Operation]]:
        if self.scenario is None:
            return [], []
        scenario = document.scenarios[self.scenario]
        return list(scenario.faults), list(scenario.operations)


def run_problems(runs: Runs, document: Document, points: int, replications: int) -> list[Problem]:
    found = []
    if runs.scenario is not None and runs.scenario not in document.scenarios:
        known = ", ".join(sorted(document.scenarios)) or "none: the diagram has no scenarios"
        return [Problem("scenario", "is not in the diagram", known)]
    until = runs.until(document)
    if runs.warm_up == "mser5":
        if any(runs.struck_by(document)):
            found.append(Problem("warmUp", "MSER-5 looks for one steady state, and the scenario changes it", "seconds"))
    elif runs.warm_up >= until:
        found.append(Problem("warmUp", "does not end before the run does", f"less than {until:g} s"))
    return found + budget_problems(points, replications, runs.max_events)


def budget_problems(points: int, replications: int, max_events: int) -> list[Problem]:
    if points > MAX_POINTS:
        return [Problem("parameters", f"make {points:,} points", f"at most {MAX_POINTS:,}")]
    runs = points * replications
    words = f"{points:,} points × {replications:,} replications = {runs:,} runs" if points > 1 else f"{runs:,} runs"
    if runs > MAX_RUNS:
        return [Problem("replications", words, f"at most {MAX_RUNS:,} runs")]
    if runs * max_events > MAX_EVENTS:
        told = f"{words} × {max_events:,} events = {runs * max_events:,} events"
        return [Problem("maxEvents", told, f"at most {MAX_EVENTS:,} events, here {MAX_EVENTS // runs:,} a run")]
    return []


def metric_problems(names: list[str], document: Document, path: str = "metrics") -> list[Problem]:
    """What a name alone can tell; whether a node has such a measure, the engine knows."""
    found = []
    for index, name in enumerate(names):
        reason = _metric_problem(name, document)
        if reason:
            found.append(Problem(f"{path}.{index}" if path == "metrics" else path, *reason))
    if len(set(names)) != len(names):
        found.append(Problem(path, "names a metric twice", "each once"))
    return found


def _metric_problem(name: str, document: Document) -> tuple[str, str] | None:
    family, _, rest = name.partition(".")
    known: tuple[str, ...]
    latency = re.fullmatch(r"(.+)\.latency\.(\w+)", rest)
    match family:
        case "nodes" | "edges":
            there = document.nodes if family == "nodes" else document.edges
            of, _, what = (latency[1], "", latency[2]) if latency else rest.rpartition(".")
            known = PERCENTILES if latency else ("throughput",)
            if family == "nodes" and not latency:
                known = ("utilisation", "mean_waiting", "throughput")
            if of not in there:
                return f"there is no {family[:-1]} '{of}'", f"{family}.ID.MEASURE"
        case "paths":
            ends, _, what = rest.rpartition(".")
            known = PERCENTILES
            missing = [end for end in ends.split("->", 1) if end not in document.nodes]
            if "->" not in ends or missing:
                return "names no two nodes of the diagram", "paths.SOURCE->END.MEASURE"
        case "ledger":
            what, known = rest, COUNTS
        case _:
            return "is no metric", "one of nodes, edges, paths or ledger"
    return None if what in known else (f"there is no measure '{what}'", ", ".join(known))
